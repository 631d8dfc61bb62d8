import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunComparison } from "../../calibrate/compare-runs.js";
import { isTierbenchError } from "../../core/errors.js";
import { contentHash } from "../../core/json.js";
import type { Outcome } from "../../core/outcome.js";
import type { Run } from "../../core/run.js";
import { openStore } from "../../store/duckdb-store.js";
import { outcomesFromStrings, seededRun } from "../../testing/seeded-outcomes.js";
import { type TestEffects, testEffects } from "../../testing/test-effects.js";
import { emptyProject } from "../../testing/test-project.js";
import { parseWords } from "../parse-words.js";
import { compareVerb } from "./compare.js";

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

const line = (n: number, wrong: number) => "0".repeat(wrong) + "1".repeat(n - wrong);
const REASON = "expected `a`, got | ::error @all\u001b[2J";

/** Stores a run whose items have contents of their own. */
async function store(
  runId: string,
  answers: { readonly [tier: string]: string },
  change: Partial<Run> = {},
  edited = 0,
) {
  const outcomes = outcomesFromStrings(answers, () => ({ runId })).map((one): Outcome => {
    const reason = one.score === 1 ? "label equal" : REASON;
    const verdict = { scorer: "label", kind: "validator", value: one.score ?? 0, reason, version: "1" } as const;
    return { ...one, cellKey: contentHash(one.cellKey), scores: [verdict] };
  });
  const items = [...new Set(outcomes.map(({ itemId }) => itemId))].map((id, i) => {
    const content = { input: { text: i < edited ? `${id} edited` : id }, expected: "a" };
    return { id, taskType: "triage", split: "test" as const, contentHash: contentHash(content), ...content };
  });
  const plan = outcomes.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
    key,
    itemId,
    taskType,
    tier,
    trial,
  }));
  await using database = await openStore(project.path("results.duckdb"));
  await database.createRun(
    seededRun(Object.keys(answers), { runId, plannedCells: plan.length, ...change }),
    plan,
    items,
  );
  await Promise.all(outcomes.map((one) => database.record(one, [])));
}

beforeAll(async () => {
  await store("base", { haiku: line(200, 40), opus: line(200, 0) });
  await store("same", { haiku: line(200, 40), opus: line(200, 0) });
  await store("worse", { haiku: line(200, 1), opus: line(200, 40) }, {}, 3);
  await store("small", { haiku: line(30, 10), opus: line(30, 1) });
  await store("alike", { haiku: line(30, 10), opus: line(30, 1) });
  await store("edited", { haiku: line(30, 10) }, {}, 30);
  await store("open", { haiku: line(30, 10) }, { plannedCells: 60 });
  await store("again", { haiku: line(40, 36), opus: line(40, 0) });
  await store("played", { haiku: line(30, 3) }, { simulated: true });
});

async function compare(args: string): Promise<TestEffects & { readonly code: number }> {
  const effects = testEffects({ cwd: project.root });
  const words = parseWords(compareVerb, [...args.split(" "), "--db", "results.duckdb"], {});
  try {
    return Object.assign(effects, { code: await compareVerb.execute(words, effects) });
  } catch (thrown) {
    if (!isTierbenchError(thrown)) throw thrown;
    effects.note(thrown.message);
    return Object.assign(effects, { code: thrown.exitCode });
  }
}

describe("compare", () => {
  it("says what was compared, what changed and what follows, in lines that fit", async () => {
    const { code, text, out } = await compare("base worse");
    expect(code).toBe(0);
    expect(text).toContain("base base (2026-10-30), head worse (2026-10-30)");
    expect(text).toContain("197 items compared; not comparable: 3 with another content.");
    expect(text).toMatch(
      /^triage +opus +197 +1\.000 +0\.812 +−18\.8 +−24\.8 to −13\.9 +−37 \+0 +<0\.0001 +<0\.0001 +regressed$/m,
    );
    expect(text).toContain("worse: triage on opus; better: triage on haiku.");
    expect(text).toContain("Routing: 1 of 1 plan would change.");
    expect(text).toMatch(/^ {2}triage: opus \([a-z-]+\) → haiku \(certified\)$/m);
    expect(text).toContain("Now good enough: triage on haiku");
    expect(text).toMatch(/Regression: triage on opus lost more than 3\.0 points \(Holm p = <0\.0001\)\./);
    expect(text).toContain("Flips: 37 worse, 37 better; the first 20.");
    expect(text).not.toContain("\u001b");
    for (const shown of out.join("\n").split("\n")) expect(shown.length, shown).toBeLessThanOrEqual(110);
  });

  it("holds the noise of an anchor against the change", async () => {
    const { text } = await compare("base same --anchor again");
    expect(text.replace(/\s+/g, " ")).toMatch(
      /Noise: 5\.0 % \(.*\) of the scores change .* \(anchor again\); 0\.0 % \(.*\) between base and head/s,
    );
    expect(text).toMatch(/^triage +haiku .* 0\.0 % +10\.0 % +held$/m);
  });

  it("writes Markdown that data cannot break out of", async () => {
    const { out } = await compare("base worse --format md");
    const markdown = out.join("\n");
    expect(markdown).toMatch(/^### tierbench compare: failed$/m);
    expect(markdown).toContain("| triage | opus | 197 | 1.000 | 0.812 |");
    expect(markdown).toContain("**regressed** |");
    expect(markdown).toContain("expected \\`a\\`, got \\| ::error @&#8203;all");
    const rows = markdown.split("\n").filter((row) => row.startsWith("| triage | opus | item-"));
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length))).toEqual(new Set([9]));
  });

  it("says first of all that responses were simulated", async () => {
    expect((await compare("played base")).out[0]).toMatch(/^SIMULATED/);
    expect((await compare("base played --format md")).out[0]).toContain("**Simulated responses");
  });

  it("gives JSON either way, and the same every time", async () => {
    const { json, out } = await compare("base worse --format json --limit 1");
    expect(json).toMatchObject({ schemaVersion: "1.0.0", gate: { verdict: "failed" }, flips: { worse: 37 } });
    expect((json as RunComparison).flips.shown).toHaveLength(1);
    expect((await compare("base worse --json --limit 1")).out).toEqual(out);
  });
});

describe("compare --gate", () => {
  it("is not passed by a run that is held against itself", async () => {
    expect(await compare("base base --gate")).toMatchObject({
      code: 2,
      err: ['run "base" is held against itself, which says nothing; name two runs'],
    });
    expect((await compare("base base")).code).toBe(0);
  });

  it.each([
    ["base same --gate --margin 0.05", 0],
    ["base same --gate --strict --margin 0.05", 0],
    ["base worse --gate", 1],
    ["base worse --gate --strict", 1],
    ["base worse", 0],
    ["small alike --gate", 0],
    ["small alike --gate --strict", 3],
    ["base same --gate --margin 0.05 --max-cost-increase 0.1", 0],
  ])("%s exits %i", async (args, code) => {
    expect((await compare(args)).code).toBe(code);
  });

  it("names the items that a decision needs", async () => {
    const { text } = await compare("small alike --gate -q");
    expect(text).toBe("small → alike: inconclusive");
    expect((await compare("small small")).text).toMatch(
      /rule out a loss of 3\.0 points: triage on haiku\s+\(about \d+ items/,
    );
  });
});

describe("compare refuses in one line", () => {
  it.each([
    ["base nowhere", 2, /nowhere/],
    ["small edited", 2, /nothing to compare: items 30 with another content; measure both/],
    ["base open", 4, /run "open" has 30 of 60 cells missing; .*--allow-missing/],
    ["base same --strict", 2, /--strict goes with --gate/],
    ["base same --max-cost-increase 0.1", 2, /--max-cost-increase goes with --gate/],
    ["base same --json --format md", 2, /--json and --format md: give one/],
    ["base same --format html", 2, /--format: give text, md or json/],
    ["base same --margin 1", 2, /--margin: give a fraction from 0 to below 1/],
    ["base same --reference sonnet", 2, /unknown tier "sonnet" as reference; both runs have: haiku, opus/],
  ])("%s", async (args, code, message) => {
    const ran = await compare(args);
    expect([ran.code, ran.out]).toEqual([code, []]);
    expect(ran.err).toEqual([expect.stringMatching(message)]);
  });

  it("but goes on without the missing cells when told so", async () => {
    expect((await compare("base open --allow-missing")).code).toBe(0);
  });
});
