import { resolve } from "node:path";
import { z } from "zod";
import { EXIT, UsageError } from "../../core/errors.js";
import { createRouter } from "../../router/create-router.js";
import { defineVerb } from "../define-verb.js";
import { commonInput, positiveInteger } from "../flag-values.js";
import { namesText } from "../money-text.js";
import { openTable } from "../open-table.js";
import { routeText } from "../route-text.js";

/** `route`: what a router would do with one request, and why. */
export const routeVerb = defineVerb({
  name: "route",
  summary: "explain how a routing table sends one request",
  positionals: { shown: "<table>", least: 1, most: 1 },
  flags: {
    "task-type": { type: "string", value: "name", help: "task type of the request" },
    "input-tokens": { type: "string", value: "n", help: "length of its prompt" },
    vision: { type: "boolean", help: "it needs to see images" },
    tools: { type: "boolean", help: "it needs tools" },
    json: { type: "boolean", help: "print the decision as JSON" },
  },
  input: z.strictObject({
    "task-type": z.string().default(""),
    "input-tokens": positiveInteger.optional(),
    vision: z.boolean().default(false),
    tools: z.boolean().default(false),
    json: commonInput.json,
  }),
  run(flags, [file = ""], effects) {
    const table = openTable(resolve(effects.cwd, file), file);
    const taskType = flags["task-type"];
    if (!Object.hasOwn(table.routes, taskType)) {
      const known = `known: ${namesText(Object.keys(table.routes).sort())}`;
      if (taskType === "") throw new UsageError(`--task-type is missing; ${known}`);
      throw new UsageError(`task type "${taskType}" is not in ${file}: a router sends it to its safe tier; ${known}`);
    }
    const router = createRouter(table, { safeTier: table.defaults.referenceTier, now: () => effects.nowMs() });
    const inputTokens = flags["input-tokens"];
    const decision = router.decide({
      taskType,
      needs: { vision: flags.vision, tools: flags.tools },
      ...(inputTokens === undefined ? {} : { inputTokens }),
    });
    if (flags.json) effects.printJson(decision);
    else effects.print(routeText(decision, table, taskType));
    return Promise.resolve(EXIT.ok);
  },
});
