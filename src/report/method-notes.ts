import type { Calibration } from "../core/calibration.js";
import { count, percent, points } from "./format-number.js";

/** What the numbers promise and what they do not, for someone who signs the bill. */
export interface MethodNotes {
  readonly promised: readonly string[];
  readonly notPromised: readonly string[];
}

export function methodNotes(calibration: Calibration): MethodNotes {
  const { options } = calibration;
  return {
    promised: [...comparisonNotes(calibration), ...cascadeNotes(calibration), ...wholeNotes(calibration), STATUS_NOTE],
    notPromised: [
      "A promise about the whole table is about the mean over its mix of task types: one task type may lose more while another makes up for it, and another mix is another promise.",
      "A promise beside a route holds for that route at its own risk; all of them at once at more.",
      "The items stand for your traffic only as far as they were drawn from it. Other questions may give other answers.",
      "A model that changes behind its name, a changed prompt or a changed price ends the promise; so does the expiry date.",
      "Errored cells are missing, not wrong. If they were not missing at random, the numbers lean.",
      "Where a judge gave the scores, quality is quality as that judge sees it.",
      "The oracle picks with the answers in hand. No router can do that: it is a bound.",
      `Point estimates of “${options.reference}” itself are uncertain too; compare intervals, not decimals.`,
    ],
  };
}

const STATUS_NOTE =
  "“With the whole” means promised together with the other routes, and not tested or not decided alone. “Estimated” means measured and plausible, but no test was passed. “Insufficient data” means too few items to say, so the safe choice stays. “Manual” means set by a person.";

function comparisonNotes({ options, taskTypes }: Calibration): readonly string[] {
  const { reference, margin, confidence } = options;
  const isAdaptive = taskTypes.some(({ comparisons }) => comparisons.some(({ test }) => test === "e-process"));
  return [
    `Every tier answered the same items as ${reference}, and each is compared with it item by item. Differences are in percentage points; a minus means worse than ${reference}.`,
    `An interval holds the true value in ${percent(confidence, 0)} of repetitions of such a measurement. n counts independent items (clusters where items share a source), never repeated trials.`,
    `“Certified” means that a test with at most ${percent(1 - confidence, 0)} risk of a false yes was passed. A single tier on one task type: not more than ${points(margin)} below ${reference}. The tiers of a task type are tested together with Holm's correction, so trying more tiers does not buy more false yeses.`,
    ...(isAdaptive
      ? ["This run stopped asking as soon as it knew enough; its tests (e-processes) allow for that."]
      : []),
  ];
}

function cascadeNotes({ options, taskTypes, signals }: Calibration): readonly string[] {
  const { reference, harm } = options;
  if (signals.length === 0) return [];
  const isSplit = taskTypes.some(({ cascades }) => cascades.some(({ path }) => path.startsWith("λ")));
  return [
    `A cascade on one task type: at most ${percent(harm)} of its items lose a right answer of ${reference}. Half of the risk of a task type goes to single tiers, half to cascades, in equal parts to their paths. Paths are fixed by tiers and signals, not by answers, and are walked from the safest cascade to the boldest until a test fails, so that the choice among those that passed costs nothing.`,
    ...(isSplit
      ? [
          "Where items suffice, one more path (the λ-path) holds the cascades that are best at each price of an error, of any length: learnt from 40 % of the items, tested on the other 60 %.",
        ]
      : []),
    "A cascade sees only signals that production sees too: never the label, never the judge.",
  ];
}

/** Groups of items that stand in several task types are one in a test of the whole. */
function sharedWords({ certificate, split }: Calibration["whole"]): string {
  if (certificate === null || split === null || certificate.n === split.testing) return "";
  return ` (${count(certificate.n)}, where those that stand in several task types count once)`;
}

function wholeNotes({ whole, options }: Calibration): readonly string[] {
  const { reference, margin } = options;
  const fitted =
    "Cross-fitted figures come from choosing again on four fifths of the items and judging on the other fifth, in turn. They are means over the traffic, without an interval, and of tables like this one rather than of this very one; so the less favourable of both stands in the verdict.";
  if (whole.split === null) return whole.figures === null ? [] : [fitted];
  return [
    `The table as a whole: on ${count(whole.split.choosing)} of the independent items tables are made, from the safest to the boldest, single tiers among them; on the other ${count(whole.split.testing)}${sharedWords(whole)} they are tested in that order until one fails. A table that passes scores on average at most ${points(margin)} below ${reference}, and the test (betting) assumes no distribution. One that passed is taken only if, cross-fitted, it costs less than the cheapest single tier that passed and scores no lower; else that tier serves everything. Where the cheapest is ${reference} itself, only the promise bounds the loss.`,
    fitted,
  ];
}
