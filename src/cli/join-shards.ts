import { type Attempt, lostAttempt } from "../core/attempt.js";
import type { Cell } from "../core/cell.js";
import { DataError, UsageError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import { isAnswered } from "../core/outcome-class.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import { shardOf } from "../runner/shard.js";
import { nameOf, type Shards } from "./check-shards.js";
import type { OpenPart, ShardFile } from "./shard-file.js";

/** Cells that are written between two looks at the rest of the world. */
const BATCH = 2000;

/** Worst first: how the whole stands where one part stands so. */
const STANDINGS: readonly Run["status"][] = ["interrupted", "budget", "incomplete", "finished"];

/**
 * Writes the parts of a campaign as the one run that they are.
 *
 * @param open - opens the database of a part
 * @returns the run that was written
 * @throws DataError where a part has rows of another part's cells
 * @throws UsageError where a part has a message batch under way
 */
export async function joinShards({ parts, missing }: Shards, target: Store, open: OpenPart): Promise<Run> {
  const [first] = parts;
  const { plan, items } = await wholeOf(first, open);
  const home = homesOf(plan, items, first.run.shard.of);
  // Before anything is written: half a run could not be taken back.
  for (const part of parts) await checkPart(part, home, open);
  const run = mergedRun(parts, plan.length, missing.length > 0);
  // Finished only when every row is there: a merge that is cut short must not look whole.
  await target.createRun({ ...run, status: "running", finishedAt: null }, plan, items);
  for (const part of parts) await copyPart(part, target, open);
  await target.updateRun(run.runId, { status: run.status, finishedAt: run.finishedAt, simulated: run.simulated });
  return run;
}

interface Whole {
  readonly plan: readonly Cell[];
  readonly items: readonly Item[];
}

async function wholeOf({ path, run }: ShardFile, open: OpenPart): Promise<Whole> {
  await using store = await open(path);
  return { plan: await store.plan(run.runId), items: await store.items([run.runId]) };
}

function mergedRun(parts: Shards["parts"], plannedCells: number, lacksParts: boolean): Run {
  const runs = parts.map((part) => part.run);
  // A cap was on one part: what the whole may cost, nobody has said.
  const { shard: _part, budget: _cap, ...common } = parts[0].run;
  // A part that still says it is running has died.
  const standings: Run["status"][] = runs.map(({ status }) => (status === "running" ? "interrupted" : status));
  if (lacksParts) standings.push("incomplete");
  const ended = runs.flatMap(({ finishedAt }) => finishedAt ?? []).sort(byTime);
  return {
    ...common,
    createdAt: runs.map(({ createdAt }) => createdAt).sort(byTime)[0] ?? common.createdAt,
    finishedAt: ended.at(-1) ?? null,
    status: STANDINGS.find((standing) => standings.includes(standing)) ?? "finished",
    simulated: runs.some(({ simulated }) => simulated),
    plannedCells,
  };
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

/** Cell key → the part that it belongs to. */
function homesOf(plan: readonly Cell[], items: readonly Item[], of: number): ReadonlyMap<string, number> {
  const byItem = new Map(items.map((item) => [`${item.taskType}\n${item.id}`, shardOf(item, of)]));
  return new Map(plan.map(({ key, taskType, itemId }) => [key, byItem.get(`${taskType}\n${itemId}`) ?? 0]));
}

async function checkPart({ file, path, run }: ShardFile, home: ReadonlyMap<string, number>, open: OpenPart) {
  await using source = await open(path);
  const { runId, shard } = run;
  const underWay = (await source.batches(runId)).find(({ status }) => status !== "collected" && status !== "abandoned");
  if (underWay !== undefined) {
    throw new UsageError(
      `${file}: message batch "${underWay.batch}" is under way; collect it first with: npx tierbench run --resume ${runId} --db ${file}`,
    );
  }
  const rows = [...(await source.outcomes({ runIds: [runId] })), ...(await ledgerOf(source, runId))];
  const stranger = rows.find(({ cellKey }) => home.get(cellKey) !== shard.index);
  if (stranger === undefined) return;
  const place = home.get(stranger.cellKey);
  const belongs = place === undefined ? "no shard" : `shard ${place}/${shard.of}`;
  throw new DataError(`${nameOf(run)} has rows of cell ${stranger.cellKey}, which belongs to ${belongs}`, { file });
}

async function copyPart({ path, run: { runId } }: ShardFile, target: Store, open: OpenPart): Promise<void> {
  await using source = await open(path);
  for (const batch of await source.batches(runId)) await target.putBatch(runId, batch);
  const outcomes = await source.outcomes({ runIds: [runId] });
  const attempts = new Map<string, Attempt[]>();
  for (const attempt of await ledgerOf(source, runId)) {
    const ofCell = attempts.get(attempt.cellKey);
    if (ofCell === undefined) attempts.set(attempt.cellKey, [attempt]);
    else ofCell.push(attempt);
  }
  for (let from = 0; from < outcomes.length; from += BATCH) {
    const batch = outcomes.slice(from, from + BATCH);
    await Promise.all(batch.map((outcome) => target.record(outcome, attempts.get(outcome.cellKey) ?? [])));
  }
  for (const { cellKey } of outcomes) attempts.delete(cellKey);
  await copyUnfinished(runId, [...attempts.values()].flat(), await source.answers(runId), target);
}

/** All attempts of a part; one that was sent and never settled may have been billed. */
async function ledgerOf(source: Store, runId: string): Promise<readonly Attempt[]> {
  return [...(await source.attempts(runId)), ...(await source.intents(runId)).map(lostAttempt)];
}

/** Attempts of cells without an outcome, with the answers that a resumed run takes instead of asking again. */
async function copyUnfinished(
  runId: string,
  attempts: readonly Attempt[],
  answers: readonly RecordedAnswer[],
  target: Store,
): Promise<void> {
  for (const attempt of attempts) {
    const { cellKey, index, role, draw, model, batch, startedAtMs, chargedNanoUsd } = attempt;
    const answer = isAnswered(attempt.outcomeClass)
      ? answers.find((one) => one.cellKey === cellKey && one.role === role && one.draw === draw)
      : undefined;
    const worstCaseNanoUsd = chargedNanoUsd;
    await target.intend(runId, { cellKey, index, role, draw, model, batch, startedAtMs, worstCaseNanoUsd });
    await target.settle(runId, attempt, answer?.response ?? null);
  }
}
