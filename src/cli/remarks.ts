import type { Outcome } from "../core/outcome.js";
import { CutAnswers } from "./cut-answers.js";
import { ErrorCauses } from "./error-causes.js";

/** What there is to say of outcomes beside their number. */
export interface Remarks {
  readonly causes: ErrorCauses;
  readonly cut: CutAnswers;
  add(outcome: Outcome): void;
}

export function remarksOn(outcomes: Iterable<Outcome> = []): Remarks {
  const [causes, cut] = [new ErrorCauses(), new CutAnswers()];
  const add = (outcome: Outcome): void => {
    causes.add(outcome);
    cut.add(outcome);
  };
  for (const outcome of outcomes) add(outcome);
  return { causes, cut, add };
}
