import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentHash } from "../../core/json.js";
import type { Outcome } from "../../core/outcome.js";
import { openStore } from "../../store/duckdb-store.js";
import { outcomesFromStrings, seededRun } from "../../testing/seeded-outcomes.js";
import { type TestEffects, testEffects } from "../../testing/test-effects.js";
import { emptyProject } from "../../testing/test-project.js";
import { parseWords } from "../parse-words.js";
import { backtestVerb } from "./backtest.js";
import { calibrateVerb } from "./calibrate.js";

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

const COST: { readonly [tier: string]: number } = { haiku: 0.001, opus: 0.01 };
const line = (right: number, wrong: number) => "1".repeat(right) + "0".repeat(wrong);

async function ask(verb: typeof backtestVerb, args: string): Promise<TestEffects> {
  const effects = testEffects({ cwd: project.root });
  const words = parseWords(verb, `${args} --db results.duckdb`.split(/ +/), {});
  const { help: _help, debug: _debug, ...flags } = words.flags;
  expect(await verb.execute({ ...words, flags }, effects)).toBe(0);
  return effects;
}
const backtest = (args: string) => ask(backtestVerb, `one --folds 4 --repeats 2 --resamples 100 ${args}`);

beforeAll(async () => {
  const easy = { haiku: line(76, 4), opus: line(76, 4) };
  const hard = { haiku: line(20, 60), opus: line(76, 4) };
  const outcomes = Object.entries({ easy, hard }).flatMap(([taskType, answers]) =>
    outcomesFromStrings(answers, (itemId, tier) => ({
      itemId: `${taskType}-${itemId}`,
      taskType,
      runId: "one",
      costUsd: COST[tier] ?? 0,
    })).map((one): Outcome => ({ ...one, cellKey: contentHash(one.cellKey) })),
  );
  const plan = outcomes.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
    key,
    itemId,
    taskType,
    tier,
    trial,
  }));
  await using store = await openStore(project.path("results.duckdb"));
  const failureCostsUsd = { easy: 5, hard: 5 };
  await store.createRun(
    seededRun(["haiku", "opus"], { runId: "one", plannedCells: plan.length, failureCostsUsd }),
    plan,
    [],
  );
  await Promise.all(outcomes.map((one) => store.record(one, [])));
});

interface Shown {
  readonly value: number;
  readonly ci: readonly [number, number];
}
interface Json {
  readonly reference: string;
  readonly folds: number;
  readonly policies: readonly ({ readonly name: string; readonly kind: string; readonly n: number } & {
    readonly [quantity in "quality" | "costUsd" | "harm" | "netLoss" | "escalation"]: Shown;
  })[];
  readonly choice: { readonly reason: string };
  readonly advice: readonly { readonly kind: string }[];
}

describe("backtest", () => {
  it("prints policies with every promised field as one JSON document", async () => {
    const { json } = await backtest("--json --tasks-per-day 10");
    const { policies, reference, folds, choice, advice } = json as Json;
    expect([reference, folds]).toEqual(["opus", 4]);
    for (const policy of policies) {
      expect(policy.n).toBe(160);
      for (const quantity of ["quality", "costUsd", "harm", "netLoss", "escalation"] as const) {
        const { value, ci } = policy[quantity];
        expect([policy.name, quantity, ci[0] <= value && value <= ci[1]]).toEqual([policy.name, quantity, true]);
      }
    }
    const names = policies.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["always-haiku", "always-opus", "per task type", "chosen table", "oracle"]),
    );
    expect(policies.find(({ name }) => name === "always-haiku")).toMatchObject({
      quality: { value: 0.6 },
      costUsd: { value: 0.001 },
      harm: { value: 0.35 },
      netLoss: { value: 0.35 },
    });
    expect(choice.reason).toMatch(/opus/);
    expect(advice.map(({ kind }) => kind)).toContain("no-reliable-signal");
  });

  it("says the same twice, byte by byte, and something else under another seed", async () => {
    const [first, second, other] = [
      await backtest("--json"),
      await backtest("--json"),
      await backtest("--json --seed 7"),
    ];
    expect(second.out).toEqual(first.out);
    expect(other.out).not.toEqual(first.out);
  });

  it("prints a table for people, with what the figures mean", async () => {
    const { text } = await backtest("");
    expect(text).toMatch(/always-haiku .*0\.6000/);
    expect(text).toContain("APGR");
    expect(text).toContain("AIQ");
    expect(text).toContain("4 folds, 2 repeats, seed 1");
    expect(text).toContain("advice: No signal was read");
    expect((await backtest("--quiet")).out).toHaveLength(1);
  });

  it("replays a routing table beside the learnt policies", async () => {
    await ask(calibrateVerb, "one --margin 0.05 --out table.json");
    const { json } = await backtest("--json --margin 0.05 --table table.json");
    const given = (json as Json).policies.find(({ kind }) => kind === "given");
    expect(given?.name).toMatch(/^table rt_/);
    // Haiku serves the easy half, opus the hard one.
    expect(given?.quality.value).toBeCloseTo(0.95, 10);
    expect(given?.costUsd.value).toBeCloseTo(0.0055, 10);
  });

  it("refuses folds that cannot be", async () => {
    await expect(backtest("--folds 1")).rejects.toThrow('--folds: give a whole number of 2 or more, found "1"');
    await expect(backtest("--folds 1000")).rejects.toThrow(
      /^1000 folds need at least as many independent items, found \d+: give fewer with --folds$/,
    );
    await expect(backtest("--reference gpt")).rejects.toThrow('unknown tier "gpt"');
  });
});
