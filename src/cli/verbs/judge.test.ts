import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PairwiseAgreement } from "../../calibrate/judge-pairwise.js";
import type { PointwiseAgreement } from "../../calibrate/judge-pointwise.js";
import { isTierbenchError } from "../../core/errors.js";
import { contentHash } from "../../core/json.js";
import { openStore } from "../../store/duckdb-store.js";
import { seededOutcome, seededRun } from "../../testing/seeded-outcomes.js";
import { type TestEffects, testEffects } from "../../testing/test-effects.js";
import { emptyProject } from "../../testing/test-project.js";
import { parseWords } from "../parse-words.js";
import { judgeVerb } from "./judge.js";

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

const TIERS = ["haiku", "opus"];
const ITEMS = Array.from({ length: 90 }, (_, i) => `i${i}`);
/** Truth and verdict: haiku is right on two of three; the judge passes every fifth wrong answer. */
const isRight = (tier: string, i: number) => tier === "opus" || i % 3 !== 0;
const isPassed = (tier: string, i: number) => (isRight(tier, i) ? i % 10 !== 1 : i % 5 === 0);

beforeAll(async () => {
  const rows = ITEMS.flatMap((id, i) =>
    TIERS.map((tier) => [id, tier, i < 60 ? Number(isRight(tier, i)) : "", Number(isPassed(tier, i)), 50 + i]),
  );
  const lines = (header: string, body: readonly (readonly unknown[])[]) =>
    `${[header, ...body.map((cells) => cells.join(","))].join("\n")}\n`;
  project.write("points.csv", lines("item_id,tier,human,judge,length", rows));
  project.write(
    "labels.csv",
    lines(
      "item_id,tier,human",
      rows.slice(0, 120).map((cells) => cells.slice(0, 3)),
    ),
  );
  project.write("bare.csv", lines("item_id,tier,human,judge", [["a", "haiku", "", 1]]));
  project.write(
    "bad.csv",
    lines("item_id,tier,human,judge", [
      ["a", "haiku", 1, 1],
      ["b", "haiku", "good", 1],
    ]),
  );
  const pairs = ITEMS.map((id, i) => ({ item_id: id, label: 1 + (i % 2), verdict_orig: 1, verdict_swapped: 2 }));
  project.write("pairs.jsonl", pairs.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const outcomes = ITEMS.flatMap((itemId, i) =>
    TIERS.map((tier) => {
      const value = Number(isPassed(tier, i));
      const verdict = { scorer: "rubric", kind: "judge", value, reason: "", version: "abc", judgeModel: "m" } as const;
      const outcome = seededOutcome({ itemId, tier, score: value });
      return { ...outcome, cellKey: contentHash(outcome.cellKey), scores: [verdict], responseText: "x".repeat(50 + i) };
    }),
  );
  const plan = outcomes.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
    key,
    itemId,
    taskType,
    tier,
    trial,
  }));
  await using database = await openStore(project.path("results.duckdb"));
  await database.createRun(seededRun(TIERS, { plannedCells: plan.length }), plan, []);
  await Promise.all(outcomes.map((one) => database.record(one, [])));
});

async function judge(args: string): Promise<TestEffects & { readonly code: number }> {
  const effects = testEffects({ cwd: project.root });
  try {
    const words = parseWords(judgeVerb, [...args.split(" "), "--db", "results.duckdb"], {});
    return Object.assign(effects, { code: await judgeVerb.execute(words, effects) });
  } catch (thrown) {
    if (!isTierbenchError(thrown)) throw thrown;
    effects.note(thrown.message);
    return Object.assign(effects, { code: thrown.exitCode });
  }
}

interface Found<Agreement> {
  readonly form: string;
  readonly judges: readonly Agreement[];
}

describe("judge agreement on pairs", () => {
  it("finds a judge that takes whatever is shown first", async () => {
    const { code, text } = await judge("agreement pairs.jsonl");
    expect(code).toBe(0);
    expect(text).toMatch(/^judge +90 +0\.500 +0\.000 +\S+ +\S+ +1\.000 +1\.000$/m);
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
  });
});

describe("judge agreement on single answers", () => {
  it("tells sensitivity, specificity and leanings per tier, and corrects the quality", async () => {
    const { code, text } = await judge("agreement points.csv");
    expect(code).toBe(0);
    expect(text).toContain("judge judge: 120 labelled answers, 60 without a label");
    expect(text).toMatch(/^haiku +60 +0\.\d+ +0\.900 +0\.800 /m);
    expect(text).toMatch(/^opus +60 +0\.\d+ +0\.900 +– /m);
    expect(text).toMatch(/^haiku +30 +0\.667 +0\.667 +0\.\d+ +0\.\d+ to 0\.\d+ +0\.\d+ +0\.\d+ to 0\.\d+$/m);
    expect(text).toMatch(/^opus − haiku +0\.\d+ +0\.\d+ to 0\.\d+ +0\.\d+$/m);
    expect(text).toMatch(/^Length slope: −?0\.\d+ per doubling/m);
    expect(text).toMatch(/Fewer than 100 labels on haiku, opus/);
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(104);
  });

  it("takes the judge's scores from a stored run, to the same numbers", async () => {
    const own = (await judge("agreement points.csv --json")).json as Found<PointwiseAgreement>;
    const stored = (await judge("agreement labels.csv run-1 --json")).json as Found<PointwiseAgreement>;
    expect(stored.judges[0]?.judge).toBe("rubric (m)");
    expect(stored.judges[0]?.tiers).toEqual(own.judges[0]?.tiers);
    expect(stored.judges[0]?.lengthSlope).toEqual(own.judges[0]?.lengthSlope);
    expect((await judge("agreement labels.csv latest --json")).json).toEqual(stored);
  });

  it("keeps one side one-sided, at the level that is asked for", async () => {
    const bounds = async (flags: string) => {
      const { judges } = (await judge(`agreement points.csv --json ${flags}`)).json as Found<PointwiseAgreement>;
      return judges[0]?.tiers[0]?.quality.ppi?.interval ?? [];
    };
    const [twoSided, greater, strict] = [
      await bounds("--alternative two-sided"),
      await bounds("--alternative greater"),
      await bounds("--alternative greater --confidence 0.99"),
    ];
    expect([greater[1], strict[1]]).toEqual([null, null]);
    expect(greater[0]).toBeGreaterThan(twoSided[0] ?? 1);
    expect(strict[0]).toBeLessThan(greater[0] ?? 0);
    expect((await judge("agreement points.csv --alternative less")).text).toMatch(/at most 0\.\d+/);
  });

  it("says the same every time", async () => {
    expect((await judge("agreement points.csv --json")).out).toEqual((await judge("agreement points.csv --json")).out);
  });
});

describe("judge refuses in one line", () => {
  it.each([
    [
      "calibrate points.csv",
      /unknown "judge calibrate"; there are: judge agreement <eval or file>, judge label <eval>/,
    ],
    ["agreement", /<eval or file> is missing \(usage: tierbench judge agreement <eval or file> \[run\]\)$/],
    ["agreement nowhere.csv", /nowhere\.csv: no such file/],
    ["agreement points.txt", /unknown kind of file/],
    ["agreement bad.csv", /bad\.csv:3 field "human": "good" is not a score in \[0, 1\]/],
    ["agreement bare.csv", /bare\.csv field "human": no answer has a human label/],
    ["agreement labels.csv", /labels\.csv:2 field "judge": empty; give the judge's score, or name the run/],
    ["agreement labels.csv run-9", /run-9/],
    ["agreement pairs.jsonl run-1", /holds pairs of answers; a run goes with single answers/],
    ["agreement points.csv --subset x", /no row has subset "x" \(there are: none\)/],
    ["agreement points.csv --pass-at 0", /--pass-at: give a fraction above 0/],
    ["agreement points.csv --alternative more", /--alternative: give two-sided, less or greater, found "more"/],
  ])("%s", async (args, message) => {
    const ran = await judge(args);
    expect([ran.code, ran.out]).toEqual([2, []]);
    expect(ran.err).toEqual([expect.stringMatching(message)]);
  });
});

const FILE = fileURLToPath(new URL("../../../../shared/data/llmbar-judges.csv.gz", import.meta.url));
const isThere = existsSync(FILE);

describe.skipIf(!isThere)(`LLMBar, real judges${isThere ? "" : " (skipped: no ../shared/data)"}`, () => {
  it("gives the known agreement of GPT-4 and ChatGPT with people", async () => {
    const { json } = await judge(`agreement ${FILE} --subset LLMBar --prompting Vanilla_NoRules --json`);
    const { judges } = json as Found<PairwiseAgreement>;
    const of = (name: string) => judges.find((one) => one.judge === name);
    const shown = (name: string) => [
      of(name)?.items,
      of(name)?.accuracy?.v.toFixed(3),
      of(name)?.original?.kappa?.v.toFixed(2),
      of(name)?.firstShown.v.toFixed(3),
    ];
    expect(shown("GPT-4")).toEqual([419, "0.765", "0.52", "0.501"]);
    expect(shown("ChatGPT")).toEqual([419, "0.400", "-0.21", "0.685"]);
    expect(judges).toHaveLength(6);
  });
});
