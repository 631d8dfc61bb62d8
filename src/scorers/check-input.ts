import type { CheckInput } from "../core/tool-play.js";
import { patternChecker } from "./pattern-checker.js";

/** Holds arguments against the JSON Schema of a tool, in the worker: a schema may carry patterns. */
export const checkInput: CheckInput = (schema, value) => patternChecker.check({ kind: "schema", schema, value });
