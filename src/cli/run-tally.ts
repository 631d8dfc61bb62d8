import type { Outcome } from "../core/outcome.js";
import { TierTally } from "./tier-tally.js";

/** What a run sets out to do. */
export interface PlannedWork {
  /** In the order in which their tiers are shown. */
  readonly plan: readonly { readonly cell: { readonly tier: string } }[];
  /** Outcomes of earlier parts of the run: cells that are done already. */
  readonly settled?: Iterable<Outcome>;
  /** Cells whose outcome is taken from an earlier run. */
  readonly reused?: Iterable<{ readonly tier: string }>;
  /** The run may end with fewer cells than planned. */
  readonly isAtMost?: boolean;
  /** Nobody is asked, so that nothing can be charged. */
  readonly isFree?: boolean;
}

/** How the room in front of a tier stands, as the runner tells it. */
export interface TierState {
  /** Cells that may be under way at once. */
  readonly concurrency: number;
  /** Wall clock until which nothing is sent; null: nothing holds it. */
  readonly pausedUntilMs: number | null;
  /** The tier has failed so often in a row that only probes are sent. */
  readonly isBroken: boolean;
}

/** How far a run has come, tier by tier and in all. */
export class RunTally {
  readonly total: TierTally;
  readonly tiers: readonly TierTally[];
  readonly isAtMost: boolean;
  readonly isFree: boolean;
  readonly #byName: ReadonlyMap<string, TierTally>;
  readonly #states = new Map<string, TierState>();

  constructor(work: PlannedWork, startedAtMs: number) {
    const { plan, settled = [], reused = [], isAtMost = false, isFree = false } = work;
    const cells = new Map<string, number>();
    for (const { cell } of plan) cells.set(cell.tier, (cells.get(cell.tier) ?? 0) + 1);
    this.#byName = new Map([...cells].map(([tier, count]) => [tier, new TierTally(tier, count, startedAtMs)]));
    this.tiers = [...this.#byName.values()];
    this.total = new TierTally("total", plan.length, startedAtMs);
    this.isAtMost = isAtMost;
    this.isFree = isFree;
    for (const outcome of settled) for (const tally of this.#of(outcome.tier)) tally.addEarlier(outcome);
    for (const { tier } of reused) for (const tally of this.#of(tier)) tally.addReused();
  }

  add(outcome: Outcome, atMs: number): void {
    for (const tally of this.#of(outcome.tier)) tally.add(outcome, atMs);
  }

  setState(tier: string, state: TierState): void {
    this.#states.set(tier, state);
  }

  stateOf(tier: string): TierState | null {
    return this.#states.get(tier) ?? null;
  }

  /** Tiers go on side by side, so the slowest says; null while one of them cannot tell. */
  leftMs(nowMs: number): number | null {
    const left = this.tiers.map((tally) => tally.leftMs(nowMs));
    return left.reduce<number | null>((most, ms) => (most === null || ms === null ? null : Math.max(most, ms)), 0);
  }

  /** Tiers differ in price, so each is projected for itself; null while one of them cannot tell. */
  projectedNanoUsd(): number | null {
    return this.tiers.reduce<number | null>((sum, tally) => {
      const projected = tally.projectedNanoUsd();
      return sum === null || projected === null ? null : sum + projected;
    }, 0);
  }

  #of(tier: string): readonly TierTally[] {
    const ofTier = this.#byName.get(tier);
    return ofTier === undefined ? [this.total] : [ofTier, this.total];
  }
}
