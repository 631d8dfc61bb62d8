import type { Estimate } from "../core/estimate.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { type AgreementCoefficients, agreementCoefficients, type JudgeOptions } from "./judge-coefficients.js";
import { unitsOfVerdicts, type VerdictUnits } from "./judge-verdict.js";
import { rateEstimate } from "./mean-estimate.js";

/** Which of two answers is the better one. */
export type Preference = "1" | "2";

/** A verdict on a pair: the better one, or neither. */
export type PairVerdict = Preference | "tie";

/** One judge's verdicts on one pair of answers, shown in both orders; a trial is a pair of its own. Verdicts name the answer, not its place. */
export interface PairwiseVerdict {
  readonly itemId: string;
  readonly judge: string;
  readonly prompting: string | null;
  /** The answer that people prefer; null: nobody has looked, or they prefer neither. */
  readonly label: Preference | null;
  /** With answer 1 shown first; null: no verdict could be read. */
  readonly original: PairVerdict | null;
  /** With answer 2 shown first; null: no verdict could be read, or the pair was not shown so. */
  readonly swapped: PairVerdict | null;
  /** The source that items share, so that they are no independent evidence; absent or null: none. */
  readonly cluster?: string | null;
}

/** Agreement of one judge, asked in one way, with people. */
export interface PairwiseAgreement {
  readonly judge: string;
  readonly prompting: string | null;
  readonly items: number;
  /** Orders without a verdict, trial by trial; they enter nothing else. */
  readonly unread: { readonly original: number; readonly swapped: number };
  /** Mean over both orders of every item with a label, a tie being half right; null without labels. */
  readonly accuracy: Estimate | null;
  /** Verdicts with a label and no tie, every trial one, items or clusters resampled as wholes; null without any. */
  readonly original: AgreementCoefficients | null;
  readonly swapped: AgreementCoefficients | null;
  /** Share of verdicts for the answer that was shown first, over both orders, a tie being half; 0.5 is even-handed. */
  readonly firstShown: Estimate;
  /** Share of items whose verdict changed with the order, of those with both; null where none has both. */
  readonly positionFlips: Estimate | null;
}

/**
 * Agreement with human labels per judge × prompting, both in name order.
 *
 * Rates are means over items, and an item's that of its trials.
 *
 * @param verdicts - each (judge, prompting, item) once for each trial
 */
export function pairwiseAgreement(
  verdicts: readonly PairwiseVerdict[],
  options: JudgeOptions,
): readonly PairwiseAgreement[] {
  const groups = new Map<string, PairwiseVerdict[]>();
  for (const verdict of verdicts) {
    const key = JSON.stringify([verdict.judge, verdict.prompting ?? ""]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [verdict]);
    else group.push(verdict);
  }
  return [...groups]
    .sort(([a], [b]) => inCodeUnitOrder(a, b))
    .flatMap(([, group]) =>
      agreementOf(
        group.sort((a, b) => inCodeUnitOrder(a.itemId, b.itemId)),
        options,
      ),
    );
}

/** Nothing for a judge whose verdicts could not be read at all. */
function agreementOf(verdicts: readonly PairwiseVerdict[], options: JudgeOptions): readonly PairwiseAgreement[] {
  const [first] = verdicts;
  const items = byItem(verdicts);
  const orders = verdicts.map(({ original, swapped }) => [original, swapped] as const);
  const unread = (place: 0 | 1) => orders.filter((pair) => pair[place] === null).length;
  /** Mean over the items that have a value. */
  const rate = (value: (verdict: PairwiseVerdict) => number | null): Estimate | null => {
    const known = items.flatMap((trials) => {
      const found = meanOf(trials.map(value));
      return found === null ? [] : [{ trials, found }];
    });
    if (known.length === 0) return null;
    const units = unitsOf(known.flatMap(({ trials }) => trials.slice(0, 1)));
    const values = Float64Array.from(known, ({ found }) => found);
    return rateEstimate(values, { ...units, confidence: options.confidence });
  };
  const accuracy = rate(({ label, original, swapped }) =>
    label === null ? null : meanOf([shareFor(original, label), shareFor(swapped, label)]),
  );
  const firstShown = rate(({ original, swapped }) => meanOf([shareFor(original, "1"), shareFor(swapped, "2")]));
  if (first === undefined || firstShown === null) return [];
  return [
    {
      judge: first.judge,
      prompting: first.prompting,
      items: items.length,
      unread: { original: unread(0), swapped: unread(1) },
      accuracy,
      original: coefficientsOf(verdicts, "original", options),
      swapped: coefficientsOf(verdicts, "swapped", options),
      firstShown,
      positionFlips: rate(({ original, swapped }) =>
        original === null || swapped === null ? null : Number(original !== swapped),
      ),
    },
  ];
}

function byItem(verdicts: readonly PairwiseVerdict[]): readonly (readonly PairwiseVerdict[])[] {
  const items = new Map<string, PairwiseVerdict[]>();
  for (const verdict of verdicts) {
    const trials = items.get(verdict.itemId);
    if (trials === undefined) items.set(verdict.itemId, [verdict]);
    else trials.push(verdict);
  }
  return [...items.values()];
}

function coefficientsOf(
  verdicts: readonly PairwiseVerdict[],
  order: "original" | "swapped",
  options: JudgeOptions,
): AgreementCoefficients | null {
  const read = verdicts.filter(({ label, [order]: said }) => label !== null && said !== null && said !== "tie");
  if (read.length === 0) return null;
  const ratings = {
    human: read.map(({ label }) => label === "1"),
    judge: read.map((verdict) => verdict[order] === "1"),
  };
  return agreementCoefficients(ratings, unitsOf(read), options);
}

function unitsOf(verdicts: readonly PairwiseVerdict[]): VerdictUnits {
  return unitsOfVerdicts(verdicts.map(({ itemId, cluster = null }) => ({ taskType: null, itemId, cluster })));
}

/** How far a verdict is for one of the two; null where there is none. */
function shareFor(verdict: PairVerdict | null, preference: Preference): number | null {
  if (verdict === null) return null;
  return verdict === "tie" ? 0.5 : Number(verdict === preference);
}

/** The mean of what is there; null where nothing is. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
