import { DataError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { type ItemRows, inCodeUnitOrder, rowsByTaskType } from "./item-rows.js";
import type { Judging } from "./judge-trust.js";

/** One run of a comparison with everything it measured. */
export interface RunSide {
  readonly run: Run;
  readonly outcomes: readonly Outcome[];
  /** Contents of its items; none for imported runs, whose items are matched by their ids alone. */
  readonly items: readonly (Pick<Item, "id" | "taskType" | "contentHash"> & Partial<Pick<Item, "input">>)[];
  /** Human labels on what a judge scored; absent: none. */
  readonly judging?: Judging;
}

/** One item that both runs scored on one tier. */
export interface PairedItem {
  readonly itemId: string;
  /** Its cluster where it has one, else itself; the same name in two task types is two units. */
  readonly unit: string;
  /** Scored rows, by trial; at least one on either side. */
  readonly base: readonly Outcome[];
  readonly head: readonly Outcome[];
}

/** One tier on one task type, in both runs. */
export interface PairedCell {
  readonly taskType: string;
  readonly tier: string;
  /** In id order, at least one. */
  readonly items: readonly PairedItem[];
  /** Comparable items without a score in that run. */
  readonly missing: { readonly base: number; readonly head: number };
}

/** What could be compared, and what could not and why. */
export interface Comparability {
  /** Items that are compared on at least one tier. */
  readonly items: number;
  readonly onlyInBase: number;
  readonly onlyInHead: number;
  /** Items of the same id whose input or expected value is another one now. */
  readonly changedContent: number;
  /** Items that another scorer, scorer version or judge scored, on at least one tier. */
  readonly changedScorers: number;
  readonly tiersOnlyInBase: readonly string[];
  readonly tiersOnlyInHead: readonly string[];
  /** True where item contents are not stored, so that equal ids had to be trusted. */
  readonly isMatchedByIdOnly: boolean;
}

/** Paired cells by (task type, tier), and what was left out. */
export interface RunPairs {
  readonly cells: readonly PairedCell[];
  readonly comparability: Comparability;
}

interface Tally {
  readonly compared: Set<string>;
  readonly rescored: Set<string>;
  changedContent: number;
  onlyInBase: number;
  onlyInHead: number;
}

/**
 * Pairs two runs item by item.
 *
 * Only the same question, scored the same way, is compared: an item whose
 * content hash changed is left out, and so is a score of another scorer,
 * scorer version or judge model. Cells without a score on one side are missing
 * there, never wrong.
 *
 * @throws DataError where nothing can be compared, or on rows that {@link rowsByTaskType} refuses
 */
export function pairRuns(base: RunSide, head: RunSide): RunPairs {
  const [before, after] = [rowsByTaskType(base.outcomes, [base.run]), rowsByTaskType(head.outcomes, [head.run])];
  const tiers = sharedTiers(base, head);
  const hashes = [hashesOf(base), hashesOf(head)] as const;
  const tally: Tally = { compared: new Set(), rescored: new Set(), changedContent: 0, onlyInBase: 0, onlyInHead: 0 };
  const cells: PairedCell[] = [];
  let isMatchedByIdOnly = false;
  const taskTypes = [...new Set([...before.keys(), ...after.keys()])].sort(inCodeUnitOrder);
  for (const taskType of taskTypes) {
    const olds = new Map((before.get(taskType) ?? []).map((item) => [item.itemId, item]));
    const shared: (readonly [ItemRows, ItemRows])[] = [];
    for (const item of after.get(taskType) ?? []) {
      const old = olds.get(item.itemId);
      olds.delete(item.itemId);
      const [oldHash, newHash] = hashes.map((known) => known.get(itemKey(taskType, item.itemId)));
      if (old === undefined) tally.onlyInHead += 1;
      else if (oldHash !== undefined && newHash !== undefined && oldHash !== newHash) tally.changedContent += 1;
      else {
        if (oldHash === undefined || newHash === undefined) isMatchedByIdOnly = true;
        shared.push([old, item]);
      }
    }
    tally.onlyInBase += olds.size;
    for (const tier of tiers.both) cells.push(...pairedCell(taskType, tier, shared, tally));
  }
  const comparability: Comparability = {
    items: tally.compared.size,
    onlyInBase: tally.onlyInBase,
    onlyInHead: tally.onlyInHead,
    changedContent: tally.changedContent,
    changedScorers: tally.rescored.size,
    tiersOnlyInBase: tiers.onlyInBase,
    tiersOnlyInHead: tiers.onlyInHead,
    isMatchedByIdOnly,
  };
  if (cells.length === 0) refuseNothing(base.run.runId, head.run.runId, comparability);
  return { cells, comparability };
}

/** No cell where nothing is left to compare: a tier that one side did not run on the task type is not missing there. */
function pairedCell(
  taskType: string,
  tier: string,
  shared: readonly (readonly [ItemRows, ItemRows])[],
  tally: Tally,
): readonly PairedCell[] {
  const items: PairedItem[] = [];
  const missing = { base: 0, head: 0 };
  for (const [old, item] of shared) {
    const [base, head] = [old.byTier.get(tier), item.byTier.get(tier)];
    if (base === undefined) missing.base += 1;
    if (head === undefined) missing.head += 1;
    if (base === undefined || head === undefined) continue;
    const key = itemKey(taskType, item.itemId);
    if (!haveSameScorers(base, head)) {
      tally.rescored.add(key);
      continue;
    }
    tally.compared.add(key);
    const unit = itemKey(taskType, item.cluster === null ? `item ${item.itemId}` : `cluster ${item.cluster}`);
    items.push({ itemId: item.itemId, unit, base, head });
  }
  return items.length === 0 ? [] : [{ taskType, tier, items, missing }];
}

/** An answer that was cut, refused or empty scores 0, and no scorer has seen it: it can be compared with any. */
function haveSameScorers(base: readonly Outcome[], head: readonly Outcome[]): boolean {
  const [before = [], after = []] = [base, head].map((rows) =>
    rows.filter(({ outcomeClass }) => outcomeClass === "ok"),
  );
  return before.length === 0 || after.length === 0 || scorersOf(before) === scorersOf(after);
}

/** Everything that a score depends on besides the answer, as one text. */
function scorersOf(rows: readonly Outcome[]): string {
  const names = rows.flatMap(({ scores }) =>
    scores.map(({ scorer, version, judgeModel }) => JSON.stringify([scorer, version, judgeModel ?? null])),
  );
  return [...new Set(names)].sort(inCodeUnitOrder).join();
}

function hashesOf({ items }: RunSide): ReadonlyMap<string, string> {
  return new Map(items.map(({ taskType, id, contentHash }) => [itemKey(taskType, id), contentHash]));
}

/** Ids hold no line break, so two keys never run together. */
function itemKey(taskType: string, itemId: string): string {
  return `${taskType}\n${itemId}`;
}

function sharedTiers(base: RunSide, head: RunSide) {
  const tiersOf = ({ outcomes }: RunSide) => [...new Set(outcomes.map(({ tier }) => tier))].sort(inCodeUnitOrder);
  const [before, after] = [tiersOf(base), tiersOf(head)];
  return {
    both: before.filter((tier) => after.includes(tier)),
    onlyInBase: before.filter((tier) => !after.includes(tier)),
    onlyInHead: after.filter((tier) => !before.includes(tier)),
  };
}

function refuseNothing(base: string, head: string, found: Comparability): never {
  const { onlyInBase, onlyInHead, changedContent, changedScorers } = found;
  const reasons = [
    [changedContent, "with another content"],
    [changedScorers, "scored by other scorers"],
    [onlyInBase, `only in "${base}"`],
    [onlyInHead, `only in "${head}"`],
  ] as const;
  const shown = reasons.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`);
  const tiers = found.tiersOnlyInBase.length > 0 && found.tiersOnlyInHead.length > 0;
  const why = [
    ...shown,
    ...(tiers ? [`tiers ${found.tiersOnlyInBase.join(", ")} against ${found.tiersOnlyInHead.join(", ")}`] : []),
  ];
  throw new DataError(
    `runs "${base}" and "${head}" have nothing to compare: ${why.length === 0 ? "no item is scored in both" : `items ${why.join(", ")}`}; measure both on the same items, tiers and scorers`,
  );
}
