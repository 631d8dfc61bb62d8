import { UsageError } from "../core/errors.js";
import { contentHash } from "../core/json.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { Shard } from "../runner/shard.js";

/** A run whose id follows from what it asks: machines that do not talk to each other give it the same one. */
export interface Campaign {
  /** Tells one campaign from the next that asks the same; null: nothing does. */
  readonly name: string | null;
  /** Absent: the whole. */
  readonly shard?: Shard;
}

export interface CampaignFlags {
  readonly shard?: Shard | undefined;
  readonly "run-name"?: string | undefined;
  readonly adaptive: boolean;
}

/**
 * What the flags say; undefined where the run gets an id of its own.
 * @throws UsageError on a shard of an adaptive run
 */
export function campaignOf({ shard, "run-name": name, adaptive }: CampaignFlags): Campaign | undefined {
  if (adaptive && shard !== undefined) {
    throw new UsageError(
      "--shard does not go with --adaptive: what an adaptive run asks next depends on all answers so far, which no shard has",
    );
  }
  if (shard === undefined && name === undefined) return undefined;
  return { name: name ?? null, ...(shard === undefined ? {} : { shard }) };
}

/** The id that every shard of a campaign has, from the whole plan and its name. */
export function campaignRunId({ name }: Campaign, plan: readonly PlannedCell[], adaptive: Run["adaptive"]): string {
  const hash = contentHash({ name, cells: plan.map(({ cell }) => cell.key), adaptive }).slice(0, 16);
  return `run_${name === null ? "" : `${name}_`}${hash}`;
}

/** @throws UsageError where the database has a part of this campaign already */
export async function refuseSecondPart(store: Store, { runId }: Run): Promise<void> {
  const known = (await store.runs()).find((run) => run.runId === runId);
  if (known === undefined) return;
  const what = known.shard === undefined ? "this run" : `shard ${known.shard.index}/${known.shard.of} of this run`;
  throw new UsageError(
    `the database has ${what} already: go on with --resume ${runId}, begin another campaign with a --run-name of its own, or give each shard a file with --db`,
  );
}
