import type { RoutePolicy, SignalCondition } from "../core/policy.js";
import { type ItemValues, itemValuesBy } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { replay } from "./replay.js";
import type { TierColumn } from "./tier-column.js";

/**
 * A cascade by one rule for every task type that has its tiers and signals. The
 * rule is the same everywhere, so that small task types may borrow strength.
 */
export interface RouteArm {
  readonly name: string;
  /** Per task type, in the order of the matrices; null where it lacks a tier or a signal. */
  readonly policies: readonly (RoutePolicy | null)[];
}

/** Shares of the first tier's answers that a continuous signal may accept. */
const FINE_SHARES: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/** The same for so many items that a column per share would not fit into memory at ease. */
const COARSE_SHARES: readonly number[] = [0.25, 0.5, 0.75, 0.9];
const MOST_ITEMS_FOR_FINE_SHARES = 20_000;

/** Which of its readings thresholds may be cut from: per task type and unit. */
export type KnownUnit = (type: number, unit: number) => boolean;

/**
 * The cascades that a table may hold besides single tiers: from each tier that
 * reads a signal to the next dearer one and to the reference, and through all of
 * them. Thresholds are the levels of a signal, or shares of the readings of a
 * continuous one. Signals of two levels are checks that must pass as well.
 *
 * No answer is looked at, only readings of the units that are known.
 *
 * @param matrices - columns in price order
 */
export function routeArms(matrices: readonly TaskTypeMatrix[], isKnown: KnownUnit = () => true): readonly RouteArm[] {
  const items = matrices.reduce((sum, { itemIds }) => sum + itemIds.length, 0);
  const shares = items > MOST_ITEMS_FOR_FINE_SHARES ? COARSE_SHARES : FINE_SHARES;
  const arms = new Map<string, (RoutePolicy | null)[]>();
  matrices.forEach((matrix, type) => {
    for (const { name, policy } of armsOf(matrix, { shares, isKnown: (unit) => isKnown(type, unit) })) {
      const policies = arms.get(name) ?? matrices.map(() => null);
      policies[type] = policy;
      arms.set(name, policies);
    }
  });
  return [...arms].map(([name, policies]) => ({ name, policies }));
}

interface ArmContext {
  readonly shares: readonly number[];
  readonly isKnown: (unit: number) => boolean;
}

interface NamedArm {
  readonly name: string;
  readonly policy: RoutePolicy;
}

function armsOf(matrix: TaskTypeMatrix, context: ArmContext): readonly NamedArm[] {
  const names = [...matrix.levels.keys()];
  const checks = names.filter((name) => matrix.levels.get(name)?.length === 2);
  const graded = names.filter((name) => !checks.includes(name));
  const rules = [...graded.map((name): string | null => name), ...(checks.length > 0 ? [null] : [])];
  return rules.flatMap((signal) =>
    chainsOf(matrix, (column) =>
      signal === null ? checks.some((name) => column.signals.has(name)) : column.signals.has(signal),
    ).flatMap((chain) =>
      cutsOf(signal, chain, matrix, context).map(({ label, atLeast }) => ({
        name: `${chain.map(({ tier }) => tier).join(" → ")} by ${label}`,
        policy: cascade(chain, matrix, { checks, condition: signal === null ? null : { signal, atLeast } }),
      })),
    ),
  );
}

/** To the next dearer tier, to the reference, and through all tiers that read the signal to the reference. */
function chainsOf(
  { columns, reference }: TaskTypeMatrix,
  reads: (column: TierColumn) => boolean,
): readonly (readonly TierColumn[])[] {
  const last = columns.findIndex(({ tier }) => tier === reference);
  const end = columns[last];
  if (end === undefined) return [];
  const below = columns.slice(0, last);
  const readers = below.filter(reads);
  const pairs = readers.flatMap((cheap) => {
    const next = columns[columns.indexOf(cheap) + 1] ?? end;
    return next === end
      ? [[cheap, end]]
      : [
          [cheap, next],
          [cheap, end],
        ];
  });
  return readers.length > 1 ? [...pairs, [...readers, end]] : pairs;
}

interface Cut {
  readonly label: string;
  readonly atLeast: string | number;
}

function cutsOf(
  signal: string | null,
  [first]: readonly TierColumn[],
  matrix: TaskTypeMatrix,
  { shares, isKnown }: ArmContext,
): readonly Cut[] {
  if (signal === null) return [{ label: "checks", atLeast: 1 }];
  const levels = matrix.levels.get(signal) ?? null;
  if (levels !== null) return levels.slice(1).map((level) => ({ label: `${signal} ≥ ${level}`, atLeast: level }));
  const sorted = first === undefined ? [] : knownReadings(signal, first, matrix, isKnown);
  const lowest = sorted.at(-1) ?? 0;
  return shares.flatMap((share) => {
    const atLeast = sorted[Math.ceil(share * sorted.length) - 1] ?? lowest;
    // From the lowest reading on everything is accepted: that is the tier alone.
    return atLeast > lowest ? [{ label: `${signal}, ${Math.round(100 * share)} % accepted`, atLeast }] : [];
  });
}

/** Highest first. */
function knownReadings(
  signal: string,
  { signals, starts }: TierColumn,
  { units }: TaskTypeMatrix,
  isKnown: (unit: number) => boolean,
): Float64Array {
  const readings = signals.get(signal)?.readings ?? new Float64Array(0);
  const known: number[] = [];
  units.forEach((unit, item) => {
    if (!isKnown(unit)) return;
    for (let trial = starts[item] ?? 0; trial < (starts[item + 1] ?? 0); trial += 1) known.push(readings[trial] ?? 0);
  });
  return Float64Array.from(known).sort().reverse();
}

function cascade(
  chain: readonly TierColumn[],
  { levels }: TaskTypeMatrix,
  { checks, condition }: { readonly checks: readonly string[]; readonly condition: SignalCondition | null },
): RoutePolicy {
  return {
    kind: "cascade",
    steps: chain.map((column, place) => {
      if (place === chain.length - 1) return { tier: column.tier, accept: "always" };
      const passed = checks
        .filter((name) => column.signals.has(name))
        .map((signal) => ({ signal, atLeast: levels.get(signal)?.[1] ?? 1 }));
      return { tier: column.tier, accept: { all: condition === null ? passed : [...passed, condition] } };
    }),
  };
}

/** What a route does on every item, as far as choosing a table asks: score, cost, harm, net loss. */
export function armValues(policy: RoutePolicy, matrix: TaskTypeMatrix): ItemValues {
  const { score, costUsd, harm } = replay(policy, matrix);
  const reference = replay({ kind: "single", tier: matrix.reference }, matrix).score;
  const netLoss = score.map((value, item) => (reference[item] ?? 0) - value);
  return itemValuesBy((quantity) => {
    if (quantity === "score") return score;
    if (quantity === "costUsd") return costUsd;
    if (quantity === "harm") return harm;
    return quantity === "netLoss" ? netLoss : null;
  });
}
