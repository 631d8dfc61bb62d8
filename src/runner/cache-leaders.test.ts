import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { inputText } from "../core/item.js";
import { memoryStore } from "../store/memory-store.js";
import {
  CHEAP,
  DEAR,
  fixtureDataset,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
} from "../testing/benchmark-fixture.js";
import { scriptedClient } from "../testing/scripted-client.js";
import { cacheLeaders } from "./cache-leaders.js";
import { withCaching } from "./cached-plan.js";
import type { Task } from "./dispatch.js";
import { planRun } from "./plan-run.js";
import { startRun } from "./run-benchmark.js";

function cachedTasks(items: number, taskTypes = ["triage"]): readonly Task[] {
  const evals = taskTypes.map((taskType) => ({
    evaluation: fixtureEval({
      taskType,
      cache: true,
      prompt: (item) => ({
        system: `Sort ${taskType}.`,
        messages: [{ role: "user", content: inputText(item, "text") }],
      }),
    }),
    dataset: fixtureDataset(items, taskType),
  }));
  const plan = planRun(evals, { tiers: [CHEAP, DEAR], trials: 1, limit: null, judge: null });
  return withCaching(plan, evals, () => true).map((planned) => ({ planned, earlier: null }));
}

const placeOf = ({ planned: { cell } }: Task) => `${cell.taskType} ${cell.itemId} ${cell.tier}`;

describe("the first call of an eval and tier", () => {
  it("goes alone; the others of its group wait for its end, and no other group does", async () => {
    const tasks = cachedTasks(3, ["billing", "triage"]);
    const inTurn = cacheLeaders(tasks);
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const all = tasks.map((task) =>
      inTurn(task, () => {
        begun.push(placeOf(task));
        return new Promise((resolve) => ends.set(placeOf(task), resolve));
      }),
    );
    await setImmediate();
    expect(begun).toEqual(["billing item-0 cheap", "billing item-0 dear", "triage item-0 cheap", "triage item-0 dear"]);
    ends.get("billing item-0 cheap")?.();
    await setImmediate();
    expect(begun.slice(4)).toEqual(["billing item-1 cheap", "billing item-2 cheap"]);
    for (let round = 0; round < 3; round += 1) {
      for (const end of ends.values()) end();
      await setImmediate();
    }
    await Promise.all(all);
    expect(begun.length).toBe(12);
  });

  it("lets the others go on also where it fails", async () => {
    const tasks = cachedTasks(2).filter(({ planned }) => planned.tier === CHEAP);
    const inTurn = cacheLeaders(tasks);
    const [first, second] = tasks.map((task, index) =>
      inTurn(task, () => (index === 0 ? Promise.reject(new Error("down")) : Promise.resolve())),
    );
    await expect(first).rejects.toThrow("down");
    await second;
  });

  it("is one that will be asked: an answer that is paid for warms nothing", async () => {
    const [first, second, third] = cachedTasks(3).filter(({ planned }) => planned.tier === CHEAP);
    if (first === undefined || second === undefined || third === undefined) throw new RangeError("three tasks");
    const response = { text: "a", stopReason: "end_turn", model: "m", requestId: null, latencyMs: 1, simulated: false };
    const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, cacheWrite1hTokens: 0 };
    const answer = { cellKey: first.planned.cell.key, role: "answer", draw: 0, outcomeClass: "ok" as const };
    const answers = [{ ...answer, response: { ...response, usage } }];
    const tasks = [{ ...first, earlier: { outcome: null, attempts: [], open: [], answers } }, second, third];
    const inTurn = cacheLeaders(tasks);
    const begun: string[] = [];
    const never = new Promise<void>(() => {});
    for (const task of tasks) {
      void inTurn(task, () => {
        begun.push(task.planned.cell.itemId);
        return never;
      });
    }
    await setImmediate();
    expect(begun).toEqual(["item-0", "item-1"]);
  });

  it("is not waited for where nothing is cached", async () => {
    const tasks = fixturePlan(3).map((planned) => ({ planned, earlier: null }));
    const inTurn = cacheLeaders(tasks);
    let begun = 0;
    for (const task of tasks)
      void inTurn(task, () => {
        begun += 1;
        return new Promise<void>(() => {});
      });
    expect(begun).toBe(9);
  });
});

it("in a run: of every tier one call ends before the second begins", async () => {
  const plan = cachedTasks(6).map(({ planned }) => planned);
  const done = new Map<string, number>();
  const before: number[] = [];
  const client = scriptedClient(async ({ request, index }) => {
    const { model } = request;
    if (index >= 2) before.push(done.get(model) ?? 0);
    await setImmediate();
    done.set(model, (done.get(model) ?? 0) + 1);
    return {};
  });
  await startRun(fixtureRun(plan), plan, fixtureOptions(memoryStore(), client, { concurrency: 6 }));
  expect(client.calls.length).toBe(12);
  expect(before.length).toBe(10);
  expect(Math.min(...before)).toBeGreaterThanOrEqual(1);
});
