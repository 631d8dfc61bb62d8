import type { RoutePolicy } from "../core/policy.js";
import type { CascadeSpace, Rung, SignalAxis } from "./cascade-space.js";
import { type AnswerRows, add, amountsIn, answerRows, type KnownItems, scoresIn, totalOf } from "./cascade-sums.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";

/** Where a search may look, and what it looks for. */
export interface CascadeSearchOptions {
  /** Units that may be learnt from. */
  readonly isKnown: (unit: number) => boolean;
  /** What one lost answer is taken to be worth, in the unit of the costs: one search per value. */
  readonly failureCosts: readonly number[];
  /** Per column: added to its scores, to draw small task types towards others. */
  readonly shift: readonly number[];
}

/** One step before the last: its axis, and the place of its condition. */
interface ChosenStep {
  readonly axis: SignalAxis;
  readonly place: number;
}

interface Candidate {
  readonly value: number;
  readonly cost: number;
  readonly steps: readonly ChosenStep[];
  /** The tier whose answer is taken whatever it says. */
  readonly end: number;
}

/** Sums of scores and costs over the known items, offered to every search at once. */
type Offer = (score: number, cost: number, end: number, first?: ChosenStep, second?: ChosenStep) => void;

/**
 * Finds the policies with the largest quality · failure cost − cost on the known
 * units, one per failure cost; between equals the cheaper, then the shorter.
 *
 * Scores are smoothed over the readings before thresholds are compared
 * ({@link expectedScores}). Every chain and every threshold is tried, so what is
 * found still looks better here than it is: judge it on other units.
 */
export function bestCascades(space: CascadeSpace, options: CascadeSearchOptions): readonly RoutePolicy[] {
  const { matrix, rungs, axes } = space;
  const { failureCosts } = options;
  const items = [...matrix.units.keys()].filter((item) => options.isKnown(matrix.units[item] ?? 0));
  const best = failureCosts.map((): Candidate | null => null);
  const offer: Offer = (score, cost, end, first, second) => {
    for (let f = 0; f < best.length; f += 1) {
      const value = score * (failureCosts[f] ?? 0) - cost;
      const known = best[f];
      if (known && !isBetter(value, cost, known)) continue;
      const steps = [first, second].filter((step) => step !== undefined);
      best[f] = { value, cost, steps, end };
    }
  };
  const known: KnownItems = { items, rungs, shift: options.shift };
  rungs.forEach((_, end) => {
    const sums = endSums(known, end);
    offer(sums.score, sums.cost, end);
  });
  const last = matrix.columns.findIndex(({ tier }) => tier === matrix.reference);
  for (const axis of axes) {
    const rows = answerRows(known, axis, null);
    const first: FirstStep = { axis, rows, taken: scoresIn(rows, known, { rung: axis.rung, isRead: true }) };
    for (let end = axis.rung + 1; end <= last; end += 1) offerPairs(known, first, end, offer);
    for (const next of axes.filter(({ rung }) => rung > axis.rung)) {
      const both = answerRows(known, axis, next);
      const second: SecondStep = {
        axis: next,
        rows: both,
        taken: scoresIn(both, known, { rung: next.rung, isRead: true }),
      };
      for (let end = next.rung + 1; end <= last; end += 1) offerTriples(known, first, { second, end }, offer);
    }
  }
  return best.map((one) => policyOf(one, matrix));
}

/** Beyond rounding. */
function isBetter(value: number, cost: number, known: Candidate): boolean {
  const gap = value - known.value;
  const size = 1e-12 * Math.max(Math.abs(value), Math.abs(known.value));
  return Math.abs(gap) > size ? gap > 0 : cost < known.cost * (1 - 1e-12);
}

function endSums({ items, rungs, shift }: KnownItems, end: number): { readonly score: number; readonly cost: number } {
  const rung = rungs[end] as Rung;
  let [score, cost] = [0, 0];
  for (const item of items) {
    score += (rung.column.meanScore[item] ?? 0) + (shift[end] ?? 0);
    cost += rung.cost[item] ?? 0;
  }
  return { score, cost };
}

/** What taking an axis's answers is expected to score, by level. */
interface FirstStep {
  readonly axis: SignalAxis;
  readonly rows: AnswerRows;
  readonly taken: Float64Array;
}

function offerPairs(known: KnownItems, { axis, rows, taken }: FirstStep, end: number, offer: Offer): void {
  const last = known.rungs[end] as Rung;
  const score = scoresIn(rows, known, { rung: end, isRead: false });
  const cost = amountsIn(rows, last.cost);
  const base = totalOf(known.items, axis.cost);
  let [passedScore, passedCost] = [0, 0];
  let left = taken.reduce((sum, value) => sum + value, 0);
  for (let k = 1; k < rows.cells; k += 1) {
    left -= taken[k - 1] ?? 0;
    passedScore += score[k - 1] ?? 0;
    passedCost += cost[k - 1] ?? 0;
    offer(left + passedScore, base + passedCost, end, { axis, place: k - 1 });
  }
}

/** The sums of a second step behind a first, by level of both: at `first × width + second`. */
interface SecondStep {
  readonly axis: SignalAxis;
  readonly rows: AnswerRows;
  readonly taken: Float64Array;
}

function offerTriples(
  known: KnownItems,
  first: FirstStep,
  { second, end }: { second: SecondStep; end: number },
  offer: Offer,
) {
  const width = second.axis.accepts.length + 1;
  const last = known.rungs[end] as Rung;
  const secondCost = amountsIn(first.rows, second.axis.cost);
  const endScore = scoresIn(second.rows, known, { rung: end, isRead: false });
  const endCost = amountsIn(second.rows, last.cost);
  const base = totalOf(known.items, first.axis.cost);
  // Sums over the rows that fall below the first threshold, which rises.
  const [scoreTwo, scoreEnd, costEnd] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
  let left = first.taken.reduce((sum, value) => sum + value, 0);
  let middle = 0;
  for (let k = 1; k < first.rows.cells; k += 1) {
    left -= first.taken[k - 1] ?? 0;
    middle += secondCost[k - 1] ?? 0;
    for (let l = 0; l < width; l += 1) {
      add(scoreTwo, l, second.taken[(k - 1) * width + l] ?? 0);
      add(scoreEnd, l, endScore[(k - 1) * width + l] ?? 0);
      add(costEnd, l, endCost[(k - 1) * width + l] ?? 0);
    }
    let rest = scoreTwo.reduce((sum, value) => sum + value, 0);
    let cost = base + middle;
    for (let l = 1; l < width; l += 1) {
      rest += (scoreEnd[l - 1] ?? 0) - (scoreTwo[l - 1] ?? 0);
      cost += costEnd[l - 1] ?? 0;
      offer(left + rest, cost, end, { axis: first.axis, place: k - 1 }, { axis: second.axis, place: l - 1 });
    }
  }
}

function policyOf(found: Candidate | null, { columns, reference }: TaskTypeMatrix): RoutePolicy {
  if (found === null) return { kind: "single", tier: reference };
  const tier = (rung: number) => columns[rung]?.tier ?? reference;
  if (found.steps.length === 0) return { kind: "single", tier: tier(found.end) };
  return {
    kind: "cascade",
    steps: [
      ...found.steps.map(({ axis, place }) => ({
        tier: tier(axis.rung),
        accept: axis.accepts[place] ?? ("always" as const),
      })),
      { tier: tier(found.end), accept: "always" },
    ],
  };
}
