import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import { ScoreSchema } from "../core/score.js";
import { LABEL_FILE, LABEL_HEADER, labelLine } from "../datasets/judge-labels.js";
import { openStore } from "../store/duckdb-store.js";
import { emptyProject, TEST_CONFIG } from "../testing/test-project.js";

const ITEMS = 60;
const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

function evalSource(judges: readonly string[]): string {
  return `import { defineEval, judge } from "tierbench";
export default defineEval({
  taskType: "essay", dataset: "datasets/essay",
  prompt: ({ input }) => ({ messages: [{ role: "user", content: input.text }] }),
  scorers: [judge({
    name: "rubric", task: "Say it.", judges: ${JSON.stringify(judges)},
    criteria: [{ name: "faithful", question: "Is it so?" }],
  })],
});
`;
}
const TRIO = ["haiku", "opus", "sonnet"];

/** Haiku judges, and answers nothing here. */
const run = (args: string) =>
  project.tierbench(`run --provider simulator --tiers sonnet,opus ${args} -q --db r.duckdb`);

async function stored() {
  await using store = await openStore(project.path("r.duckdb"), { readOnly: true });
  const [latest] = (await store.runs()).toReversed();
  const runId = latest?.runId ?? "";
  return { run: latest, outcomes: await store.outcomes({ runIds: [runId] }), attempts: await store.attempts(runId) };
}

beforeAll(async () => {
  project.write("tierbench.config.ts", `export default ${JSON.stringify({ ...TEST_CONFIG, reference: "opus" })};\n`);
  project.write("evals/essay.eval.ts", evalSource(TRIO));
  const lines = Array.from({ length: ITEMS }, (_, i) =>
    JSON.stringify({ id: `item-${i}`, input: { text: `essay ${i}` }, expected: `answer ${i}` }),
  );
  project.write("datasets/essay/items.jsonl", `${lines.join("\n")}\n`);
  const { code, text } = await run("");
  if (code !== 0) throw new Error(text);
}, 120_000);

describe("a run with a panel of judges", () => {
  it("asks them all, keeps their votes, and says who they were", async () => {
    const { run: made, outcomes, attempts } = await stored();
    const scores = outcomes.flatMap(({ scores }) => scores.map((score) => ScoreSchema.parse(score)));
    expect(scores.length).toBeGreaterThan(ITEMS / 2);
    for (const { votes, judgeModel } of scores) {
      expect(votes?.map(({ ballot }) => ballot)).toEqual(TRIO);
      expect(judgeModel).toBe("claude-haiku-5-5 + claude-opus-5-5 + claude-sonnet-5-5");
    }
    expect(new Set(attempts.map(({ role }) => role))).toEqual(
      new Set(["answer", ...TRIO.map((tier) => `judge:rubric@${tier}`)]),
    );
    expect(made?.judge).toBeNull();
    expect(made?.panel?.tiers.map(({ tier }) => tier)).toEqual(TRIO);
    expect(Object.keys(made?.panel?.rubricHashes ?? {})).toEqual(["essay/rubric"]);
  });

  it("is resumed and scored again without asking anybody twice", async () => {
    const before = (await stored()).attempts.length;
    expect((await project.tierbench("run --resume latest --db r.duckdb")).text).toContain("nothing to do");
    const again = await project.tierbench("score latest -q --db r.duckdb");
    expect(again.code).toBe(0);
    expect((await stored()).attempts.length).toBe(before);
  });

  it("says before it starts what the judges cost", async () => {
    const { out } = await run("--dry-run --json --no-cache");
    const estimate = JSON.parse(out.join("\n")) as { calls: { judge: { calls: number } } };
    expect(estimate.calls.judge.calls).toBe(2 * 3 * ITEMS);
  });

  it("is refused where one of them is not there", async () => {
    using other = project.copy();
    other.write("evals/essay.eval.ts", evalSource(["opus", "fable"]));
    const { code, err } = await other.tierbench("run --provider simulator -q --db new.duckdb");
    expect([code, err]).toEqual([
      2,
      [
        expect.stringMatching(
          /a panel of judges names tier "fable", which is not configured; tiers: haiku, sonnet, opus/,
        ),
      ],
    ]);
    expect(other.files()).not.toContain("new.duckdb");
  });
});

describe("trust in a panel", () => {
  /** Labels that agree with every verdict of this run. */
  async function label(rubric: (version: string) => string) {
    const { outcomes } = await stored();
    const lines = outcomes.flatMap(({ itemId, tier, responseText, scores: [score] }) => {
      if (score === undefined || responseText === null) return [];
      return labelLine({
        itemId,
        cluster: null,
        tier,
        answerSha256: sha256Hex(responseText),
        answerLength: responseText.length,
        judge: "rubric",
        rubric: rubric(score.version),
        criterion: "faithful",
        isMet: score.value === 1,
        annotator: "Ada",
        judgeScore: null,
        judgeModel: null,
      });
    });
    project.write(`datasets/essay/${LABEL_FILE}`, `${LABEL_HEADER}${lines.join("")}`);
    return lines.length;
  }

  it("is one judge's, and shows how its votes split", async () => {
    const n = await label((version) => version);
    const { code, text } = await project.tierbench("judge agreement essay latest --db r.duckdb");
    expect(code).toBe(0);
    expect(text).toContain(`judge rubric (simulated claude-haiku-5-5 + claude-opus-5-5 + claude-sonnet-5-5) rubric`);
    expect(text).toMatch(
      new RegExp(`votes of rubric \\(simulated .*\\) rubric [0-9a-f]{8}: ${n} verdicts in this run`),
    );
    for (const tier of TRIO) expect(text).toMatch(new RegExp(`^${tier} +[0-9.]+ % +[0-9.]+ % to`, "m"));
    const { out } = await project.tierbench("judge agreement essay latest --json --db r.duckdb");
    expect(JSON.parse(out.join("\n"))).toMatchObject({ form: "pointwise", votes: [{ judge: "rubric", verdicts: n }] });
  });

  it("is lost with another panel", async () => {
    await label((version) => version);
    using other = project.copy();
    other.write("evals/essay.eval.ts", evalSource(["haiku", "opus"]));
    const { code, err } = await other.tierbench("judge agreement essay latest --db r.duckdb");
    expect(code).toBe(2);
    expect(err).toEqual([
      expect.stringMatching(/labelled answers of another version of the rubric do not count/),
      expect.stringMatching(/no labelled answer of essay has a verdict by its rubric of today/),
    ]);
  });

  it("stands in the report with its judges and their votes", async () => {
    const made = await project.tierbench("calibrate latest --db r.duckdb --out table.json --min-items 1");
    expect([made.code, made.text]).toEqual([0, expect.stringContaining("essay")]);
    const { code, text } = await project.tierbench("report latest --db r.duckdb --out report.html");
    expect([code, text]).toEqual([0, expect.stringContaining("report.html")]);
    const html = project.read("report.html");
    expect(html).toContain("Votes against");
    expect(html).toContain("Panels of judges");
    expect(html).toContain("it judged its own answers");
    expect(JSON.parse(project.read("table.json"))).toMatchObject({
      provenance: { judge: null, panel: { tiers: [{ tier: "haiku" }, { tier: "opus" }, { tier: "sonnet" }] } },
    });
  });
});
