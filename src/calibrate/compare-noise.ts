import { DataError } from "../core/errors.js";
import type { Estimate } from "../core/estimate.js";
import { canonicalJson } from "../core/json.js";
import type { Run } from "../core/run.js";
import { meanScoreOf, unitsOfPairs } from "./compare-change.js";
import { type PairedCell, type PairedItem, pairRuns, type RunSide } from "./compare-pairs.js";
import { rateEstimate } from "./mean-estimate.js";

/** How many answers change between two runs of the unchanged model. */
export interface CellNoise {
  readonly taskType: string;
  readonly tier: string;
  /** Items of the anchor. */
  readonly items: number;
  readonly changedItems: number;
  /** Share of items whose score changed. */
  readonly rate: Estimate;
}

/** Run-to-run noise, estimated from a re-run of the base on some of its items. */
export interface RunNoise {
  readonly anchorRunId: string;
  readonly cells: readonly CellNoise[];
  /** Over all cells of the anchor. */
  readonly rate: Estimate;
  /** Share of changed cells between base and head, on everything that is compared. */
  readonly headRate: Estimate;
}

/**
 * The noise that any comparison of these runs contains. Without a temperature
 * to fix, two runs of one model differ; a change no larger than that is no news.
 *
 * @throws DataError where the anchor did not run the models and prompts of the base, or shares no item with it
 */
export function runNoise(
  base: RunSide,
  anchor: RunSide,
  compared: readonly PairedCell[],
  confidence: number,
): RunNoise {
  refuseOtherModels(base, anchor);
  const { cells } = pairRuns(base, anchor);
  refuseOtherQuestions(base, anchor, cells);
  return {
    anchorRunId: anchor.run.runId,
    cells: cells.map(({ taskType, tier, items }) => ({
      taskType,
      tier,
      items: items.length,
      changedItems: items.filter(isChanged).length,
      rate: changeRate(items, confidence),
    })),
    rate: changeRate(
      cells.flatMap(({ items }) => items),
      confidence,
    ),
    headRate: changeRate(
      compared.flatMap(({ items }) => items),
      confidence,
    ),
  };
}

function isChanged({ base, head }: PairedItem): boolean {
  return meanScoreOf(base) !== meanScoreOf(head);
}

/** The tiers answer the same items, so an item is one unit however many tiers it was put to. */
function changeRate(items: readonly PairedItem[], confidence: number): Estimate {
  const changed = Float64Array.from(items, (item) => (isChanged(item) ? 1 : 0));
  return rateEstimate(changed, { ...unitsOfPairs(items), confidence });
}

/** The key of a cell is a hash of all that was asked: equal keys are the same question, put the same way. */
function refuseOtherQuestions({ run: base }: RunSide, { run: anchor }: RunSide, cells: readonly PairedCell[]): void {
  for (const { tier, items } of cells) {
    for (const { itemId, base: before, head: again } of items) {
      const isOther = before.some(({ trial, cellKey }) =>
        again.some((row) => row.trial === trial && row.cellKey !== cellKey),
      );
      if (isOther) refuseAnchor(base, anchor, `item "${itemId}" was put to tier "${tier}" in another way`);
    }
  }
}

/** A tier that both ran must be the same model, asked the same way: else its changes are not noise. */
function refuseOtherModels({ run: base }: RunSide, { run: anchor }: RunSide): void {
  if (base.simulated !== anchor.simulated) refuseAnchor(base, anchor, "one of them is simulated");
  for (const tier of base.tiers) {
    const again = anchor.tiers.find(({ id }) => id === tier.id);
    if (again === undefined) continue;
    if (again.model !== tier.model)
      refuseAnchor(base, anchor, `tier "${tier.id}" is ${again.model} there and ${tier.model} here`);
    if (canonicalJson(again.params) !== canonicalJson(tier.params))
      refuseAnchor(base, anchor, `tier "${tier.id}" has other parameters`);
  }
}

function refuseAnchor(base: Run, anchor: Run, found: string): never {
  throw new DataError(
    `"${anchor.runId}" is no anchor for "${base.runId}": ${found}; an anchor runs the unchanged models again`,
  );
}
