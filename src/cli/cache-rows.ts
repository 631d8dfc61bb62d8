import { isJudgeRole } from "../core/attempt.js";
import type { Cell } from "../core/cell.js";
import type { Pricing } from "../core/model-client.js";
import { usdFromNano } from "../core/price.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { CacheRow } from "../report/cache-view.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { type CostLine, costLines } from "../runner/run-costs.js";
import { percentText, usdText } from "./money-text.js";

/** What the prompt cache did for some runs, by task type and tier; nothing where nothing was cached. */
export async function cacheRowsOf(runs: readonly Run[], store: Store, pricing: Pricing): Promise<readonly CacheRow[]> {
  const rows: CacheRow[] = [];
  for (const { runId, origin } of runs) {
    if (origin === "import") continue;
    const lines = await linesOf(runId, await store.plan(runId), store, pricing);
    rows.push(...lines.filter(({ readTokens, writeTokens }) => readTokens + writeTokens > 0));
  }
  return rows;
}

/** The same for what has just been asked with a cache, also where it did nothing. */
export async function plannedCacheRows(
  runId: string,
  plan: readonly PlannedCell[],
  store: Store,
  pricing: Pricing,
): Promise<readonly CacheRow[]> {
  const cells = plan.filter(({ request }) => request.cacheAfter !== undefined).map(({ cell }) => cell);
  return cells.length === 0 ? [] : linesOf(runId, cells, store, pricing);
}

/** `cache: triage on sonnet: 87.3 % of the prompt tokens read from it, saved $0.0123`. */
export function cacheText({ taskType, tier, promptTokens, readTokens, savedUsd }: CacheRow): string {
  const share = percentText(promptTokens === 0 ? 0 : readTokens / promptTokens);
  const effect =
    savedUsd === null
      ? "saved an unknown amount"
      : savedUsd < 0
        ? `cost ${usdText(-savedUsd)} more than without it`
        : `saved ${usdText(savedUsd)}`;
  return `cache: ${taskType} on ${tier}: ${share} of the prompt tokens read from it, ${effect}`;
}

async function linesOf(
  runId: string,
  cells: readonly Cell[],
  store: Store,
  pricing: Pricing,
): Promise<readonly CacheRow[]> {
  const placeOf = new Map(cells.map((cell) => [cell.key, cell]));
  const attempts = (await store.attempts(runId)).filter(
    ({ cellKey, role }) => placeOf.has(cellKey) && !isJudgeRole(role),
  );
  const groupOf = ({ cellKey }: { readonly cellKey: string }) => {
    const { taskType = "", tier = "" } = placeOf.get(cellKey) ?? {};
    return JSON.stringify([taskType, tier]);
  };
  const lines = [...costLines({ attempts, intents: [] }, groupOf, pricing)];
  return lines.sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, line]) => rowOf(group, line));
}

function rowOf(group: string, { usage, cacheNanoUsd }: CostLine): CacheRow {
  const [taskType = "", tier = ""] = JSON.parse(group) as readonly string[];
  const { inputTokens, cacheReadTokens: readTokens, cacheWriteTokens: writeTokens } = usage;
  const promptTokens = inputTokens + readTokens + writeTokens;
  // What the cache changed is a price difference: below 0 where it saved.
  const savedUsd = cacheNanoUsd === null ? null : usdFromNano(0 - cacheNanoUsd);
  return { taskType, tier, promptTokens, readTokens, writeTokens, savedUsd };
}
