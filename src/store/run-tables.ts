import { type Cell, CellSchema } from "../core/cell.js";
import { type Item, ItemSchema } from "../core/item.js";
import { type Run, RunSchema } from "../core/run.js";
import { decodeRows, json, plain, type Row, type StoredRow } from "./table-row.js";

export const RUN_TABLE = {
  name: "runs",
  columns: {
    run_id: "text",
    created_at: "text",
    finished_at: "text",
    status: "text",
    origin: "text",
    simulated: "boolean",
    tool_version: "text",
    planned_cells: "integer",
    definition: "text",
  },
} as const;

export const CELL_TABLE = {
  name: "cells",
  columns: {
    run_id: "text",
    position: "integer",
    cell_key: "text",
    item_id: "text",
    task_type: "text",
    tier: "text",
    trial: "integer",
  },
} as const;

export const ITEM_TABLE = {
  name: "items",
  columns: {
    run_id: "text",
    task_type: "text",
    item_id: "text",
    split: "text",
    cluster: "text",
    content_hash: "text",
    item: "text",
  },
} as const;

export function runRow(run: Run): Row<keyof typeof RUN_TABLE.columns> {
  const { runId, createdAt, finishedAt, status, origin, simulated, toolVersion, plannedCells, ...definition } = run;
  return {
    run_id: runId,
    created_at: createdAt,
    finished_at: finishedAt,
    status,
    origin,
    simulated,
    tool_version: toolVersion,
    planned_cells: plannedCells,
    definition: JSON.stringify(definition),
  };
}

/** One after the other: a plan is long. */
export function* cellRows(runId: string, plan: readonly Cell[]): Generator<Row<keyof typeof CELL_TABLE.columns>> {
  for (const [position, { key, itemId, taskType, tier, trial }] of plan.entries())
    yield { run_id: runId, position, cell_key: key, item_id: itemId, task_type: taskType, tier, trial };
}

export function* itemRows(runId: string, items: readonly Item[]): Generator<Row<keyof typeof ITEM_TABLE.columns>> {
  for (const item of items)
    yield {
      run_id: runId,
      task_type: item.taskType,
      item_id: item.id,
      split: item.split,
      cluster: item.cluster ?? null,
      content_hash: item.contentHash,
      item: JSON.stringify(item),
    };
}

/** @throws StoreError where a row is not a run */
export function runsOf(rows: readonly StoredRow[]): Run[] {
  return decodeRows("runs", rows, RunSchema, (row) => ({
    ...(json(row["definition"]) as object),
    runId: row["run_id"],
    createdAt: row["created_at"],
    finishedAt: row["finished_at"],
    status: row["status"],
    origin: row["origin"],
    simulated: row["simulated"],
    toolVersion: row["tool_version"],
    plannedCells: plain(row["planned_cells"]),
  }));
}

/** @throws StoreError where a row is not a cell */
export function cellsOf(rows: readonly StoredRow[]): Cell[] {
  return decodeRows("cells", rows, CellSchema, (row) => ({
    key: row["cell_key"],
    itemId: row["item_id"],
    taskType: row["task_type"],
    tier: row["tier"],
    trial: plain(row["trial"]),
  }));
}

/** @throws StoreError where a row is not an item */
export function itemsOf(rows: readonly StoredRow[]): Item[] {
  return decodeRows("items", rows, ItemSchema, (row) => json(row["item"]));
}
