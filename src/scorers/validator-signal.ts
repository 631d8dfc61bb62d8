import { UsageError } from "../core/errors.js";
import { isScore, type Validator } from "../core/score.js";
import type { Signal } from "../core/signal.js";
import { unlabelled } from "./_unlabelled.js";

/**
 * Signal: what a label-free validator says, as `fail` or `pass`. A check that
 * could not say counts as `fail`.
 *
 * @throws UsageError if the validator needs the label: production has none
 */
export function validatorSignal(validator: Validator, name: string = validator.name): Signal {
  if (validator.needsLabel) {
    throw new UsageError(
      `validator "${validator.name}" needs the label, so it cannot be a signal: production has no labels`,
    );
  }
  return {
    name,
    kind: "validator",
    levels: ["fail", "pass"],
    version: `1:${validator.name}:${validator.version}`,
    extraCalls: 0,
    ...(validator.labels === undefined ? {} : { labels: validator.labels }),
    ...(validator.programLanguage === undefined ? {} : { programLanguage: validator.programLanguage }),
    async read({ input, text, response, conversation, runProgram }) {
      const held = conversation === undefined ? {} : { conversation };
      const running = runProgram === undefined ? {} : { runProgram };
      const result = await validator.score({ item: unlabelled(input), text, response, ...held, ...running });
      if (!isScore(result)) return { name, value: 0, level: "fail", isMissing: true };
      const hasPassed = result.value >= 1;
      return { name, value: hasPassed ? 1 : 0, level: hasPassed ? "pass" : "fail" };
    },
  };
}
