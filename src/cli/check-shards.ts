import { DataError, UsageError } from "../core/errors.js";
import { canonicalJson } from "../core/json.js";
import type { Run } from "../core/run.js";
import type { ShardFile, ShardRun } from "./shard-file.js";

/** Parts that belong together, by their number. */
export interface Shards {
  readonly parts: readonly [ShardFile, ...ShardFile[]];
  /** Numbers of the parts that are not there. */
  readonly missing: readonly number[];
}

/** What may differ between two shards of one campaign; everything else of a run decides its outcomes. */
const OWN: readonly (keyof Run)[] = [
  "shard",
  "createdAt",
  "finishedAt",
  "status",
  "plannedCells",
  "simulated",
  "budget",
];

/** How the fields of a run are called where two shards differ in one. */
const WORDS: { readonly [field: string]: string } = {
  toolVersion: "tool version",
  promptHashes: "prompts",
  priceBookDate: "price book",
  failureCostsUsd: "failure costs",
  baseUrl: "host",
  panel: "panel of judges",
};

/**
 * Sorts the parts of one campaign.
 *
 * @throws UsageError where two files hold the same part, or parts are missing that need not be
 * @throws DataError where a file belongs to another campaign, or was measured in another way
 */
export function checkShards(files: readonly ShardFile[], allowMissing: boolean): Shards {
  const [first, ...rest] = files;
  if (first === undefined) throw new UsageError("name the databases of the shards");
  for (const file of rest) refuseForeign(first, file);
  const byIndex = new Map<number, ShardFile>();
  for (const one of files) {
    const { index } = one.run.shard;
    const other = byIndex.get(index);
    if (other !== undefined) {
      throw new UsageError(`${one.file} and ${other.file} are both ${nameOf(one.run)}: leave one out`);
    }
    byIndex.set(index, one);
  }
  const { of } = first.run.shard;
  const numbers = Array.from({ length: of }, (_, index) => index + 1);
  const missing = numbers.filter((index) => !byIndex.has(index));
  if (missing.length > 0 && !allowMissing) {
    const names = missing.map((index) => `${index}/${of}`).join(", ");
    throw new UsageError(
      `run "${first.run.runId}" lacks ${missing.length === 1 ? "shard" : "shards"} ${names}: name the files, or join what is there with --allow-missing and finish it with: npx tierbench run --resume ${first.run.runId}`,
    );
  }
  const [lowest = first, ...others] = numbers.flatMap((index) => byIndex.get(index) ?? []);
  return { parts: [lowest, ...others], missing };
}

/** `shard 2/4 of run "…"`. */
export function nameOf({ runId, shard }: ShardRun): string {
  return `shard ${shard.index}/${shard.of} of run "${runId}"`;
}

function refuseForeign(first: ShardFile, other: ShardFile): void {
  const difference = differenceOf(first, other);
  if (difference === null) return;
  throw new DataError(
    `${nameOf(other.run)} does not belong to ${nameOf(first.run)} in ${first.file}: ${difference}; join shards of one campaign`,
    { file: other.file },
  );
}

function differenceOf(first: ShardFile, other: ShardFile): string | null {
  if (first.run.shard.of !== other.run.shard.of) {
    return `one is divided into ${first.run.shard.of}, the other into ${other.run.shard.of}`;
  }
  // What made the plans different says more than that they are.
  const { runId: _first, ...a } = first.run;
  const { runId: _other, ...b } = other.run;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof typeof a)[]);
  for (const field of fields) {
    if (OWN.includes(field) || canonicalJson([a[field]]) === canonicalJson([b[field]])) continue;
    return `another ${WORDS[field] ?? field}`;
  }
  if (first.planHash !== other.planHash) return "another plan";
  if (first.run.runId !== other.run.runId) return "another --run-name";
  return first.itemsHash === other.itemsHash ? null : "other items";
}
