import { requiredItems } from "../stats/required-items.js";
import type { PairedEvidence } from "./spending-chance.js";

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
/** At which the number of items there are is judged, whatever power is asked: more power never takes fewer items. */
const USUAL_POWER = 0.8;

/** Items that the test of a tier needs; where the loss seen is the margin or more, those that would rule it out. */
export function itemsToDecide(evidence: PairedEvidence, question: ItemsQuestion): ItemsToDecide {
  const { loss, items: now } = evidence;
  const { margin, floor } = question;
  const least = (count: number) => Math.max(floor, count);
  const ifEqual = least(itemsFor(0, evidence, question));
  const gap = Math.max(Math.abs(margin - loss), LEAST_GAP * margin);
  const isWithin = loss < margin;
  const isTooFewForEqual = least(itemsFor(0, evidence, { ...question, power: USUAL_POWER })) > now;
  const byGap = least(itemsFor(isWithin ? margin - gap : margin + gap, evidence, question));
  return {
    ifEqual,
    asSeen: isWithin ? byGap : null,
    planned: Math.max(ifEqual, isTooFewForEqual ? 0 : byGap, now + 1),
  };
}

/** Items of one cluster that resemble each other count for less: the formula's share of discordance stops at 1. */
function itemsFor(difference: number, { itemMoment }: PairedEvidence, { margin, level, power }: ItemsQuestion): number {
  const inflation = Math.max(1, itemMoment);
  const discordance = itemMoment / inflation;
  return Math.ceil(
    inflation * requiredItems({ discordance, margin, difference, level, power: Math.max(LEAST_POWER, power) }),
  );
}
