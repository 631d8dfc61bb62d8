import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SpendingPlan } from "../../calibrate/spending-plan.js";
import { isTierbenchError } from "../../core/errors.js";
import { contentHash } from "../../core/json.js";
import type { Outcome } from "../../core/outcome.js";
import { openStore } from "../../store/duckdb-store.js";
import { outcomesFromStrings, seededRun } from "../../testing/seeded-outcomes.js";
import { type TestEffects, testEffects } from "../../testing/test-effects.js";
import { emptyProject } from "../../testing/test-project.js";
import { parseWords } from "../parse-words.js";
import { planVerb } from "./plan.js";

const COSTS: { readonly [tier: string]: number } = { haiku: 0.0001, sonnet: 0.002, opus: 0.004 };

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

async function store(runId: string, rows: readonly Outcome[], tiers: readonly string[]) {
  const outcomes = rows.map((one) => ({ ...one, runId, cellKey: contentHash(`${runId} ${one.cellKey}`) }));
  const items = [...new Map(outcomes.map((one) => [`${one.taskType} ${one.itemId}`, one])).values()].map(
    ({ itemId: id, taskType }) => {
      const content = { input: { text: id }, expected: "a" };
      return { id, taskType, split: "test" as const, contentHash: contentHash(content), ...content };
    },
  );
  const cells = outcomes.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
    key,
    itemId,
    taskType,
    tier,
    trial,
  }));
  await using database = await openStore(project.path("results.duckdb"));
  await database.createRun(seededRun(tiers, { runId, plannedCells: cells.length }), cells, items);
  await Promise.all(outcomes.map((one) => database.record(one, [])));
}

/** 60 items of which haiku loses two and sonnet wins one. */
const answers = {
  haiku: `00${"1".repeat(57)}0`,
  sonnet: "1".repeat(60),
  opus: `${"1".repeat(59)}0`,
};

beforeAll(async () => {
  const costly = outcomesFromStrings(answers, (_, tier) => ({
    costUsd: COSTS[tier] ?? 0,
    taskType: "a-very-long-name-of-a-task-type",
  }));
  await store("costly", costly, Object.keys(answers));
  const free = outcomesFromStrings(answers, () => ({ costUsd: null }));
  await store("unpriced", free, Object.keys(answers));
  await store(
    "done",
    outcomesFromStrings({ haiku: "1".repeat(400), opus: "1".repeat(400) }, (_, tier) => ({
      costUsd: COSTS[tier] ?? 0,
    })),
    ["haiku", "opus"],
  );
});

async function plan(args: string): Promise<TestEffects & { readonly code: number }> {
  const effects = testEffects({ cwd: project.root });
  try {
    const words = parseWords(planVerb, [...args.split(" "), "--db", "results.duckdb"], {});
    return Object.assign(effects, { code: await planVerb.execute(words, effects) });
  } catch (thrown) {
    if (!isTierbenchError(thrown)) throw thrown;
    effects.note(thrown.message);
    return Object.assign(effects, { code: thrown.exitCode });
  }
}

const flat = (text: string) => text.replace(/\s+/g, " ");

function expectNarrow({ out }: TestEffects) {
  for (const line of out.join("\n").split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
}

describe("plan", () => {
  it("says what to spend on first, what it costs and when it is paid back", async () => {
    const ran = await plan("costly");
    expect(ran.code).toBe(0);
    const text = flat(ran.text);
    expect(text).toContain("margin 3.0 points: 2, of them 0 decided (0 good enough, 0 not), 2 undecided and cheaper.");
    expect(text).toMatch(
      /on sonnet: [\d,]+ more items, \$[\d.]+ for all 3 tiers, \$[\d.]+ of it for sonnet and opus; if/,
    );
    expect(text).toContain("1,000 requests cost $2.00 less; it pays for itself after");
    expect(text).toContain("requests of all kinds on average.");
    expect(text).toContain("never a gate");
    expectNarrow(ran);
  });

  it("asks for more items at a higher power, and passes the wishes of a calibration on", async () => {
    const more = async (args: string) =>
      ((await plan(`costly --json ${args}`)).json as SpendingPlan).steps.find(({ tier }) => tier === "haiku")
        ?.moreItems ?? 0;
    expect(await more("--power 0.95")).toBeGreaterThan(await more("--power 0.8"));
    expect(await more("--margin 0.06")).toBeLessThan(await more("--margin 0.03"));
    expect((await plan("costly --json --reference sonnet")).json).toMatchObject({ reference: "sonnet", power: 0.8 });
  });

  it("gives the payback in days, and says where the volume is too small", async () => {
    const busy = await plan("costly --tasks-per-day 10000");
    expect(flat(busy.text)).toMatch(/pays for itself after \d+ days? on average/);
    expect(flat(busy.text)).toMatch(/At 10,000 tasks per day \d of 2 steps pays? for .* within the 92 days/);
    expectNarrow(busy);
    const quiet = await plan("costly --tasks-per-day 0.5");
    expect(flat(quiet.text)).toContain("At 0.5 tasks per day the volume is too small: no step pays for itself");
    expectNarrow(quiet);
  });

  it("calls unknown money unknown, and orders by items then", async () => {
    const ran = await plan("unpriced --tasks-per-day 1000");
    expect(ran.text).toMatch(/^triage +sonnet .* unknown +unknown +unknown$/m);
    expect(flat(ran.text)).toContain("Costs are unknown: the order is by items, fewest first.");
    expect(ran.text).not.toContain("$");
    expectNarrow(ran);
  });

  it("has nothing to say where everything is decided", async () => {
    expect(flat((await plan("done")).text)).toContain(
      "1 decided (1 good enough, 0 not), 0 undecided and cheaper. Nothing",
    );
    expect((await plan("done --quiet")).out).toEqual(["nothing to spend on: no cheaper tier is undecided"]);
  });

  it("prints one line when quiet, and the same JSON every time", async () => {
    const { out } = await plan("costly --quiet");
    expect(out).toHaveLength(1);
    expect(out[0]).toMatch(/^first a-very.* on sonnet: .*; all 2 steps: \$[\d.]+ \(power 80 %\)$/);
    expect((await plan("costly --json")).out).toEqual((await plan("costly --json")).out);
  });

  it.each([
    ["--power 0.4", "--power: give a fraction from 0.5 to 0.99"],
    ["--power 1", "--power: give a fraction from 0.5 to 0.99"],
    ["--tasks-per-day 0", "--tasks-per-day: give a number above 0"],
    ["--reference gpt", 'unknown tier "gpt" as reference'],
  ])("refuses %s", async (args, message) => {
    const { code, text } = await plan(`costly ${args}`);
    expect(code).toBe(2);
    expect(text).toContain(message);
  });
});
