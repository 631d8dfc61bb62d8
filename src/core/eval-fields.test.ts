import { expect, it } from "vitest";
import { UsageError } from "./errors.js";
import { defineEval } from "./eval.js";

const SPEC = { taskType: "t", dataset: "datasets/t", prompt: () => ({ messages: [] }), scorers: [] };
const define = (change: object) => () => defineEval({ ...SPEC, ...change });

it.each([
  [{ scorer: [] }, /^eval "t": there is no field "scorer"; fields: taskType, .*scorers/],
  [{ failurecostUsd: 4 }, /^eval "t": there is no field "failurecostUsd"; fields: .*failureCostUsd/],
  [{ prompt: "Sort it." }, 'eval "t": prompt must be a function; add it'],
  [{ scorers: undefined }, 'eval "t": scorers must be a list; add it'],
  [{ dataset: undefined }, 'eval "t": dataset must be a text; add it'],
  [{ taskType: undefined }, 'eval "": taskType must be a text; add it'],
])("%j is refused in one line", (change, message) => {
  expect(define(change)).toThrow(UsageError);
  expect(define(change)).toThrow(message);
});
