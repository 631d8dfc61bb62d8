import type { Alternative } from "../stats/alternative.js";
import type { JudgeOptions } from "./judge-coefficients.js";

/** One judge's score of one answer, beside what a person says of it. */
export interface PointwiseVerdict {
  readonly itemId: string;
  /** Null: item ids name one task type only. */
  readonly taskType: string | null;
  readonly tier: string;
  readonly judge: string;
  readonly prompting: string | null;
  /** In [0, 1]; null: nobody has looked. */
  readonly humanScore: number | null;
  /** In [0, 1]. */
  readonly judgeScore: number;
  /** Of the answer, any unit, above 0; null: not known. */
  readonly length: number | null;
  /** The source that items of one task type share, so that they are no independent evidence; absent or null: none. */
  readonly cluster?: string | null;
}

/** A verdict with a human score. */
export type LabelledVerdict = PointwiseVerdict & { readonly humanScore: number };

/** What is asked of a judge's pointwise scores. */
export interface PointwiseOptions extends JudgeOptions {
  /** A score counts as a pass from here on, in (0, 1]. */
  readonly passAt: number;
  /** Side of the corrected qualities and differences. */
  readonly alternative: Alternative;
}

/** Which verdicts belong to one independent unit. */
export interface VerdictUnits {
  readonly units: Int32Array;
  readonly unitCount: number;
}

/** The unit of every verdict: its cluster where it has one, else its item, whatever the tier. */
export function unitsOfVerdicts(
  verdicts: readonly Pick<PointwiseVerdict, "taskType" | "itemId" | "cluster">[],
): VerdictUnits {
  const numbers = new Map<string, number>();
  const units = Int32Array.from(verdicts, ({ cluster = null, ...verdict }) => {
    // Of another length, so that a cluster and an item of one name stay apart.
    const key = cluster === null ? itemKeyOf(verdict) : JSON.stringify([verdict.taskType ?? "", "cluster", cluster]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return { units, unitCount: numbers.size };
}

/** Names the item of a verdict among those of all task types. */
export function itemKeyOf({ taskType, itemId }: Pick<PointwiseVerdict, "taskType" | "itemId">): string {
  return JSON.stringify([taskType ?? "", itemId]);
}

/** Whether a person has looked. */
export function isLabelled(verdict: PointwiseVerdict): verdict is LabelledVerdict {
  return verdict.humanScore !== null;
}
