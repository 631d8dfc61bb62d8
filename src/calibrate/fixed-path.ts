import type { Risk } from "../core/calibration.js";
import type { RoutePolicy, SignalCondition } from "../core/policy.js";
import { itemWeights, trialLosses, type UnitLosses, unitLossesOf } from "./certify-path.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import type { TierColumn } from "./tier-column.js";

/** A stretch of a path: the tiers before the last accept from one common threshold on, which falls. */
export interface FixedSegment {
  /** Cheapest first; the last one answers whatever is left. */
  readonly chain: readonly TierColumn[];
  /** The signal whose threshold falls; null: only the gate counts. */
  readonly signal: string | null;
  /** Signals of two levels that must read the upper one as well. */
  readonly gate: readonly string[];
}

/** A one-dimensional family of policies from safe to bold, fixed by the tiers and signals and not by any answer. */
export interface FixedPath {
  readonly name: string;
  readonly segments: readonly FixedSegment[];
}

/** One policy on a path. */
export interface PathPoint {
  readonly policy: () => RoutePolicy;
  /** `byUnit` is overwritten by the next point; `total` stays. */
  readonly losses: UnitLosses;
}

/**
 * The paths that need no learning, the likeliest to pay first:
 *
 * 1. from the cheapest tier straight to the reference, its threshold falling, down to the cheapest tier alone;
 * 2. through all tiers with one common threshold;
 * 3. from each tier between to the reference, down to that tier alone, and on: the tier below it in front of it,
 *    down to that one alone. One path, so that the later stretches cost no further share of the failure probability.
 *
 * Each exists per signal of more than two levels, with signals of two levels
 * (checks that pass or fail) as a gate; tiers that have checks only get paths of their own.
 * Cheapest and between are meant among the tiers that read the signal and stand below the reference in price.
 */
export function fixedPaths(matrix: TaskTypeMatrix): readonly FixedPath[] {
  const last = matrix.columns.findIndex(({ tier }) => tier === matrix.reference);
  const reference = matrix.columns[last];
  if (reference === undefined) return [];
  const below = matrix.columns.slice(0, last);
  const graded = [...matrix.levels.keys()].filter((name) => !isCheck(matrix, name));
  const rules: (string | null)[] = [...graded, null];
  const groups = rules.map((signal) => {
    const hasGraded = (column: TierColumn) => graded.some((name) => column.signals.has(name));
    const tiers = below.filter((column) =>
      signal === null ? !hasGraded(column) && column.signals.size > 0 : column.signals.has(signal),
    );
    const gate = [...matrix.levels.keys()].filter((name) => isCheck(matrix, name));
    return pathsOf(tiers, reference, { signal, gate });
  });
  // Every signal's first path before any signal's second: shares may not reach to the end of the list.
  const most = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: most }, (_, rank) => groups.flatMap((group) => group[rank] ?? [])).flat();
}

function pathsOf(
  tiers: readonly TierColumn[],
  reference: TierColumn,
  rule: Pick<FixedSegment, "signal" | "gate">,
): readonly FixedPath[] {
  const label = rule.signal ?? rule.gate.join(" and ");
  const named = (chains: readonly (readonly TierColumn[])[]): FixedPath => ({
    name: `${chains.map((chain) => chain.map(({ tier }) => tier).join(" → ")).join(", then ")} by ${label}`,
    segments: chains.map((chain) => ({ ...rule, chain })),
  });
  return tiers.flatMap((tier, rank) => {
    if (rank === 0) {
      const whole = [...tiers, reference];
      return tiers.length === 1 ? [named([whole])] : [named([[tier, reference]]), named([whole])];
    }
    const down = tiers.slice(0, rank).reverse();
    return [named([[tier, reference], ...down.map((cheaper, i) => [cheaper, down[i - 1] ?? tier])])];
  });
}

function isCheck({ levels }: TaskTypeMatrix, signal: string): boolean {
  return levels.get(signal)?.length === 2;
}

/** How finely a path is walked. */
export interface WalkOptions {
  readonly risk: Risk;
  /** Thresholds of continuous signals are multiples of 1 / steps; null: every distinct reading is one. */
  readonly steps: number | null;
}

/**
 * Walks along a path: one point for every distinct reading of the stretch's
 * signal, each as the full set {reading ≥ threshold}, and one for the tier alone
 * at its end. Losses are carried along, so that a walk costs little more than sorting.
 */
export function* walkPath(path: FixedPath, matrix: TaskTypeMatrix, options: WalkOptions): Generator<PathPoint, void> {
  const weights = itemWeights(matrix);
  for (const segment of path.segments) yield* walkSegment(segment, { ...options, matrix, weights });
}

interface WalkContext extends WalkOptions {
  readonly matrix: TaskTypeMatrix;
  readonly weights: Float64Array;
}

function* walkSegment(segment: FixedSegment, context: WalkContext): Generator<PathPoint, void> {
  const { matrix, weights } = context;
  const walker = segmentWalker(segment, context);
  const { itemLosses, events } = walker;
  const { byUnit, total: atStart } = unitLossesOf(itemLosses, weights, matrix);
  let total = atStart;
  const accept = (event: WalkEvent) => {
    const change = walker.accept(event);
    if (change === 0) return;
    const share = (weights[event.item] ?? 0) * change;
    const unit = matrix.units[event.item] ?? 0;
    byUnit[unit] = (byUnit[unit] ?? 0) + share;
    total += share;
  };
  let place = 0;
  while (place < events.length) {
    const reading = events[place]?.reading ?? 0;
    if (reading === Number.NEGATIVE_INFINITY) break;
    for (; place < events.length && events[place]?.reading === reading; place += 1) accept(events[place] as WalkEvent);
    yield { policy: () => cascadeAt(segment, reading, matrix), losses: { total, byUnit } };
  }
  for (; place < events.length; place += 1) accept(events[place] as WalkEvent);
  const tier = segment.chain[0]?.tier ?? "";
  yield { policy: () => ({ kind: "single", tier }), losses: { total, byUnit } };
}

interface WalkEvent {
  /** −Infinity: accepted at the end of the stretch only. */
  readonly reading: number;
  readonly step: number;
  readonly trial: number;
  readonly item: number;
}

interface SegmentWalker {
  readonly itemLosses: Float64Array;
  /** Highest reading first. */
  readonly events: readonly WalkEvent[];
  /** Takes one trial's answer from now on; returns by how much the item's loss changes. */
  accept(event: WalkEvent): number;
}

function segmentWalker(segment: FixedSegment, { matrix, risk, steps: grid }: WalkContext): SegmentWalker {
  const steps = segment.chain.slice(0, -1);
  const terminal = segment.chain.at(-1) as TierColumn;
  const reference = matrix.columns.find(({ tier }) => tier === matrix.reference) as TierColumn;
  const losses = [...steps, terminal].map((column) => trialLosses(column, reference, risk));
  const accepted = steps.map(({ score }) => new Uint8Array(score.length));
  const lossOf = (item: number) => {
    let loss = meanOf(losses[steps.length], terminal, item);
    for (let s = steps.length - 1; s >= 0; s -= 1) {
      const { starts } = steps[s] as TierColumn;
      const [from, to] = [starts[item] ?? 0, starts[item + 1] ?? 0];
      let sum = 0;
      for (let r = from; r < to; r += 1) sum += accepted[s]?.[r] === 1 ? (losses[s]?.[r] ?? 0) : loss;
      loss = sum / (to - from);
    }
    return loss;
  };
  const itemLosses = Float64Array.from(matrix.units, (_, item) => lossOf(item));
  const isContinuous = segment.signal !== null && (matrix.levels.get(segment.signal) ?? null) === null;
  const rounded = (reading: number) => (isContinuous && grid !== null ? Math.floor(reading * grid) / grid : reading);
  const events = steps.flatMap((column, step) => eventsOf(column, step, { segment, rounded }));
  return {
    itemLosses,
    events: events.sort(byReading),
    accept({ step, trial, item }) {
      (accepted[step] as Uint8Array)[trial] = 1;
      const before = itemLosses[item] ?? 0;
      const after = lossOf(item);
      itemLosses[item] = after;
      return after - before;
    },
  };
}

function byReading(a: WalkEvent, b: WalkEvent): number {
  return a.reading < b.reading ? 1 : a.reading > b.reading ? -1 : 0;
}

function meanOf(losses: Float64Array | undefined, { starts }: TierColumn, item: number): number {
  const [from, to] = [starts[item] ?? 0, starts[item + 1] ?? 0];
  let sum = 0;
  for (let r = from; r < to; r += 1) sum += losses?.[r] ?? 0;
  return sum / (to - from);
}

/** Only the first tier of a chain ends alone, so only its trials are accepted against signal and gate. */
function eventsOf(
  column: TierColumn,
  step: number,
  { segment, rounded }: { readonly segment: FixedSegment; readonly rounded: (reading: number) => number },
): WalkEvent[] {
  const { signal, gate } = segment;
  const gates = gate.flatMap((name) => column.signals.get(name)?.readings ?? []);
  const readings = signal === null ? null : (column.signals.get(signal)?.readings ?? null);
  const events: WalkEvent[] = [];
  for (let item = 0; item + 1 < column.starts.length; item += 1) {
    for (let trial = column.starts[item] ?? 0; trial < (column.starts[item + 1] ?? 0); trial += 1) {
      const isOpen = gates.every((values) => (values[trial] ?? 0) >= 1);
      if (!isOpen && step > 0) continue;
      const reading = readings === null ? 1 : rounded(readings[trial] ?? 0);
      events.push({ reading: isOpen ? reading : Number.NEGATIVE_INFINITY, step, trial, item });
    }
  }
  return events;
}

function cascadeAt({ chain, signal, gate }: FixedSegment, reading: number, { levels }: TaskTypeMatrix): RoutePolicy {
  return {
    kind: "cascade",
    steps: chain.map((column, place) => {
      if (place === chain.length - 1) return { tier: column.tier, accept: "always" };
      const conditions: SignalCondition[] = gate
        .filter((name) => column.signals.has(name))
        .map((name) => ({ signal: name, atLeast: levels.get(name)?.[1] ?? 1 }));
      if (signal !== null) conditions.push({ signal, atLeast: levels.get(signal)?.[reading] ?? reading });
      return { tier: column.tier, accept: { all: conditions } };
    }),
  };
}
