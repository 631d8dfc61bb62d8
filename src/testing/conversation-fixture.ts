/**
 * A small eval with tools for tests: goods that are moved between shelves, with an environment that can be told to break.
 * @module
 */
import { defineEval, type EvalDefinition, type EvalSpec } from "../core/eval.js";
import { DIFFICULTIES, type Item, inputText } from "../core/item.js";
import { contentHash, type JsonObject, sha256Hex } from "../core/json.js";
import type { Environment, Tool, ToolCall, UnlabelledItem } from "../core/tool.js";
import { type PlannedCell, type PlanOptions, planRun } from "../runner/plan-run.js";
import { finalState } from "../scorers/final-state.js";
import { resolvedCalls } from "../scorers/resolved-calls.js";
import { selfReport } from "../scorers/self-report.js";
import { trajectory } from "../scorers/trajectory.js";
import { validatorSignal } from "../scorers/validator-signal.js";
import { LADDER } from "./benchmark-fixture.js";

const shelfSchema = { type: "string", enum: ["a", "b", "c"] };

export const SHELF_TOOLS: readonly Tool[] = [
  {
    name: "look",
    description: "How many goods are on a shelf.",
    inputSchema: {
      type: "object",
      properties: { shelf: shelfSchema },
      required: ["shelf"],
      additionalProperties: false,
    },
  },
  {
    name: "move",
    description: "Moves goods from one shelf to another.",
    inputSchema: {
      type: "object",
      properties: { from: shelfSchema, to: shelfSchema, count: { type: "integer", minimum: 1 } },
      required: ["from", "to", "count"],
      additionalProperties: false,
    },
  },
];

export type Shelves = { [shelf: string]: number };

type MoveInput = { readonly shelf: string; readonly from: string; readonly to: string; readonly count: number };

/** Goods on three shelves; nothing is moved that is not there. */
export function shelves({ input }: Pick<UnlabelledItem, "input">): Environment {
  const goods = { ...(input["shelves"] as Shelves) };
  return {
    call(name, input) {
      const { shelf = "", from = "", to = "", count = 0 } = input as Partial<MoveInput>;
      if (name === "look") return { result: { shelf, count: goods[shelf] ?? 0 } };
      const there = goods[from] ?? 0;
      if (count > there) return { error: `only ${there} on shelf ${from}` };
      goods[from] = there - count;
      goods[to] = (goods[to] ?? 0) + count;
      return { result: { [from]: goods[from], [to]: goods[to] } };
    },
    state: () => ({ shelves: { ...goods } }),
  };
}

export function moveCall(from: string, to: string, count: number): ToolCall {
  return { name: "move", input: { from, to, count } };
}

function movesOf({ input }: Item): readonly ToolCall[] {
  return (input["moves"] as readonly [string, string, number][]).map((move) => moveCall(...move));
}

/** Tasks of one to three moves, after one look. */
export function shelfItems(count: number, taskType = "shelves"): readonly Item[] {
  return Array.from({ length: count }, (_, index) => {
    const moves = Array.from({ length: 1 + (index % 3) }, (_, at) => (at % 2 === 0 ? ["a", "b", 2] : ["b", "c", 1]));
    const content = { input: { text: `shelf task number ${index}`, shelves: { a: 9, b: index % 4, c: 0 }, moves } };
    const id = `shelf-${index}`;
    const difficulty = DIFFICULTIES[index % DIFFICULTIES.length];
    const bare = { id, taskType, split: "test" as const, contentHash: contentHash(content), ...content };
    const world = shelves(bare);
    for (const { name, input } of movesOf(bare)) world.call(name, input);
    const label = {
      state: world.state(),
      required: [{ name: "look" }],
      forbidden: [{ name: "move", input: { to: "a" } }],
    };
    return { ...bare, ...(difficulty === undefined ? {} : { difficulty }), expected: label };
  });
}

export function shelfEval(change: Partial<EvalSpec> = {}): EvalDefinition {
  return defineEval({
    taskType: "shelves",
    dataset: "none",
    prompt: (item) => ({ system: "Move the goods.", messages: [{ role: "user", content: inputText(item, "text") }] }),
    scorers: [finalState(), trajectory()],
    signals: [selfReport({ levels: ["low", "medium", "high"] }), validatorSignal(resolvedCalls())],
    tools: SHELF_TOOLS,
    environment: shelves,
    environmentVersion: "1",
    referenceTrajectory: (item) => ({
      calls: [{ name: "look", input: { shelf: "a" } }, ...movesOf(item)],
      text: "Moved.",
      temptations: [moveCall("b", "a", 1)],
    }),
    ...change,
  });
}

export function shelfPlan(
  count: number,
  evaluation: EvalDefinition = shelfEval(),
  options: Partial<PlanOptions> = {},
): readonly PlannedCell[] {
  const { taskType } = evaluation;
  const items = shelfItems(count, taskType);
  const dataset = { manifest: { name: taskType, version: "1" }, taskType, items, sha256: sha256Hex(taskType) };
  return planRun([{ evaluation, dataset }], { tiers: LADDER, trials: 1, limit: null, judge: null, ...options });
}

/** The content of an answer that calls tools. */
export function callBlocks(...calls: readonly (ToolCall & { readonly id?: string })[]): JsonObject[] {
  return calls.map(({ id, name, input }, at) => ({ type: "tool_use", id: id ?? `call-${at}`, name, input }));
}
