import type { Comparison } from "../core/calibration.js";
import { normalQuantile } from "../stats/normal.js";
import { requiredItems } from "../stats/required-items.js";

/** What the items there are say of a tier and the reference. */
export interface LossSeen {
  /** Reference minus tier, in [−1, 1]: positive is a loss. */
  readonly loss: number;
  readonly items: number;
  /** Mean squared difference of an item, in [0, 1]. */
  readonly discordance: number;
  /** Items that say as much as one independent item, at least 1. */
  readonly inflation: number;
}

/** What a number of items has to achieve. */
export interface ItemsQuestion {
  /** Largest acceptable loss, in (0, 1). */
  readonly margin: number;
  /** One-sided level of the test, in (0, 0.5). */
  readonly level: number;
  /** In [0.5, 1). */
  readonly power: number;
  /** Fewer items decide nothing. */
  readonly floor: number;
  /** True where the test may be looked at any time: that has its price, and what was seen is planned for. @defaultValue false */
  readonly isSequential?: boolean;
}

/** Items in all, the present ones among them. */
export interface ItemsToDecide {
  /** If the tier is truly as good as the reference. */
  readonly ifEqual: number;
  /** If the difference seen is the true one; null where that loss is the margin or more. */
  readonly asSeen: number | null;
  /** What to plan for: as for equal tiers, or, where so many are there, as seen; more than there are now. */
  readonly planned: number;
}

/** Of the margin: a loss nearer to it than that would take more items than anybody has. */
const LEAST_GAP = 0.1;
/** The formula is for powers above a half. */
const LEAST_POWER = 0.5 + 1e-9;
/**
 * Probability to decide where nobody has a wish. At it the number of items there are is judged, whatever power is
 * asked: more power never takes fewer items.
 */
export const USUAL_POWER = 0.8;
/** That the capital of a sequential test is spread over. */
const BETS = 5;

/** Below this many items a t test on graded scores decides nothing. */
export const MIN_GRADED_ITEMS = 50;

/** What the next test of a pair has to achieve. */
export interface PairQuestion extends Pick<ItemsQuestion, "margin" | "level" | "power"> {
  /** Independent units behind the comparison. */
  readonly units: number;
  /** Fewer of them decide nothing. */
  readonly minUnits: number;
}

/**
 * Items that would decide a tier against the reference. What `calibrate` says of an undecided tier, and what `plan` says
 * of it at the usual power, are both this number. Clusters are filled at their present size.
 */
export function itemsForPair(
  { test, n, difference, spread }: Pick<Comparison, "test" | "n" | "difference" | "spread">,
  { units, minUnits, ...question }: PairQuestion,
): ItemsToDecide {
  const isByT = test === "paired-t" || test === "cluster-t";
  const floor = Math.max(isByT ? MIN_GRADED_ITEMS : 1, Math.ceil((minUnits * n) / units));
  const seen = { loss: -difference.v, items: n, ...spread };
  return itemsToDecide(seen, { ...question, floor, isSequential: test === "e-process" });
}

/**
 * Items that the test of a tier needs; where the loss seen is the margin or more, those that would rule it out.
 */
export function itemsToDecide(evidence: LossSeen, question: ItemsQuestion): ItemsToDecide {
  const { loss, items: now } = evidence;
  const { margin, floor, isSequential = false } = question;
  const least = (count: number) => Math.max(floor, count);
  const ifEqual = least(itemsFor(0, evidence, question));
  const gap = Math.max(Math.abs(margin - loss), LEAST_GAP * margin);
  const isWithin = loss < margin;
  const isTooFewForEqual = least(itemsFor(0, evidence, { ...question, power: USUAL_POWER })) > now;
  const byGap = least(itemsFor(isWithin ? margin - gap : margin + gap, evidence, question));
  return {
    ifEqual,
    asSeen: isWithin ? byGap : null,
    planned: isSequential ? Math.max(byGap, now + 1) : Math.max(ifEqual, isTooFewForEqual ? 0 : byGap, now + 1),
  };
}

function itemsFor(difference: number, { discordance, inflation }: LossSeen, question: ItemsQuestion): number {
  const { margin, level, isSequential = false } = question;
  const power = Math.max(LEAST_POWER, question.power);
  const items = requiredItems({ discordance, margin, difference, level, power });
  return Math.ceil(inflation * (isSequential ? Math.ceil(items * priceOfLooking(level, power)) : items));
}

/**
 * Items that a test takes when one may look at any time, over those of a single
 * look. Of near-normal differences each adds half its squared standard
 * score to the logarithm of the e-value, which starts behind by the number of
 * bets that share its capital.
 */
function priceOfLooking(level: number, power: number): number {
  const single = (normalQuantile(1 - level) + normalQuantile(power)) ** 2;
  return Math.max(1, (2 * Math.log(BETS / level)) / single);
}
