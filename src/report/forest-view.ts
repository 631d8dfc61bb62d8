import type { Calibration, Comparison, Verdict } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { type Axis, clampToAxis, linearAxis } from "./chart-axis.js";
import { count, percent, pointsInterval, probability, signedPoints } from "./format-number.js";

/** One tier of one task type against the reference. */
export interface ForestRow {
  readonly taskType: string;
  readonly tier: string;
  readonly difference: Estimate;
  /** Ends of the drawn line: the interval, cut at the axis. */
  readonly drawn: readonly [number, number];
  readonly verdict: Verdict;
  readonly verdictWords: string;
  /** `−0.4 (−1.9 to +1.1)`. */
  readonly words: string;
  readonly n: string;
  readonly discordant: string;
  readonly test: string;
  readonly adjustedPValue: string;
  /** What the p-value had to reach. */
  readonly level: string;
  /** Of undecided pairs of right/wrong answers. */
  readonly posterior: string;
  readonly itemsNeeded: string;
}

export interface ForestView {
  readonly x: Axis;
  /** Largest acceptable loss, as a negative fraction. */
  readonly margin: number;
  readonly groups: readonly {
    readonly taskType: string;
    readonly items: number;
    readonly rows: readonly ForestRow[];
  }[];
}

export const VERDICT_WORDS: { readonly [verdict in Verdict]: string } = {
  "non-inferior": "good enough",
  inferior: "worse",
  undecided: "undecided",
};

const TEST_WORDS = {
  tango: "Tango score",
  "paired-t": "paired t",
  "cluster-t": "cluster t",
  "e-process": "e-process, anytime-valid",
} as const;
const WIDEST = 0.6;

/** All comparisons, by task type; a type with the reference only has none. */
export function forestView({ taskTypes, options }: Calibration): ForestView {
  const compared = taskTypes.filter(({ comparisons }) => comparisons.length > 0);
  const ends = compared.flatMap(({ comparisons }) =>
    comparisons.flatMap(({ difference }) => [difference.v, ...difference.ci]),
  );
  const x = forestAxis([...ends, -options.margin * 1.3, options.margin]);
  return {
    x,
    margin: -options.margin,
    groups: compared.map(({ taskType, items, comparisons }) => ({
      taskType,
      items,
      rows: comparisons.map((comparison) => forestRow(taskType, comparison, x)),
    })),
  };
}

function forestAxis(values: readonly number[]): Axis {
  const finite = values.filter(Number.isFinite);
  const lo = Math.max(-WIDEST, Math.min(...finite));
  const hi = Math.min(WIDEST, Math.max(...finite));
  const pad = (hi - lo) * 0.04;
  return linearAxis([lo - pad, hi + pad], 6);
}

function forestRow(taskType: string, comparison: Comparison, x: Axis): ForestRow {
  const { tier, difference, verdict, discordant, itemsNeeded } = comparison;
  return {
    taskType,
    tier,
    difference,
    drawn: [clampToAxis(x, difference.ci[0]), clampToAxis(x, difference.ci[1])],
    verdict,
    verdictWords: VERDICT_WORDS[verdict],
    words: `${signedPoints(difference.v)} (${pointsInterval(difference.ci)})`,
    n: count(comparison.n),
    discordant: discordant === null ? "graded" : `${count(discordant.referenceOnly)} / ${count(discordant.tierOnly)}`,
    test: `${TEST_WORDS[comparison.test]}${comparison.bettingPValue === null ? "" : " and betting"}`,
    adjustedPValue: probability(comparison.adjustedPValue),
    level: `needed at most ${probability(comparison.testLevel)}`,
    posterior: comparison.posterior === null ? "–" : percent(comparison.posterior),
    itemsNeeded: itemsNeeded === null ? "–" : count(itemsNeeded),
  };
}
