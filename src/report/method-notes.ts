import type { Calibration } from "../core/calibration.js";
import { percent, points } from "./format-number.js";

/** What the numbers promise and what they do not, for someone who signs the bill. */
export interface MethodNotes {
  readonly promised: readonly string[];
  readonly notPromised: readonly string[];
}

export function methodNotes({ options, signals }: Calibration): MethodNotes {
  const { reference, margin, harm, confidence } = options;
  const level = percent(confidence, 0);
  const risk = percent(1 - confidence, 0);
  return {
    promised: [
      `Every tier answered the same items as ${reference}, and each is compared with it item by item. Differences are in percentage points; a minus means worse than ${reference}.`,
      `An interval holds the true value in ${level} of repetitions of such a measurement. n counts independent items (clusters where items share a source), never repeated trials.`,
      `“Certified” means that a test with at most ${risk} risk of a false yes was passed: a single tier is not more than ${points(margin)} below ${reference}, or a cascade loses at most ${percent(harm)} of the items that ${reference} gets right. The promise is the one written beside the route.`,
      `Several tiers per task type are tested together with Holm's correction, so trying more tiers does not buy more false yeses.`,
      "“Estimated” means measured and plausible, but the test was not passed. “Insufficient data” means too few items to say, so the safe choice stays. “Manual” means set by a person.",
      ...(signals.length > 0
        ? ["A cascade sees only signals that production sees too: never the label, never the judge."]
        : []),
    ],
    notPromised: [
      "The items stand for your traffic only as far as they were drawn from it. Other questions may give other answers.",
      "A model that changes behind its name, a changed prompt or a changed price ends the promise; so does the expiry date.",
      "Errored cells are missing, not wrong. If they were not missing at random, the numbers lean.",
      "Where a judge gave the scores, quality is quality as that judge sees it.",
      "The oracle picks with the answers in hand. No router can do that: it is a bound.",
      `Point estimates of “${reference}” itself are uncertain too; compare intervals, not decimals.`,
    ],
  };
}
