import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LABEL_FILE, readJudgeLabels } from "../datasets/judge-labels.js";
import { openStore } from "../store/duckdb-store.js";
import { emptyProject, TEST_CONFIG } from "../testing/test-project.js";

const ITEMS = 40;
const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

const EVAL = `import { defineEval, pairwiseJudge } from "tierbench";
export default defineEval({
  taskType: "essay", dataset: "datasets/essay",
  prompt: ({ input }) => ({ messages: [{ role: "user", content: input.text }] }),
  scorers: [pairwiseJudge({ task: "Say it.", better: "it says more" })],
});
`;

beforeAll(async () => {
  project.write("tierbench.config.ts", `export default ${JSON.stringify({ ...TEST_CONFIG, reference: "opus" })};\n`);
  project.write("evals/essay.eval.ts", EVAL);
  const lines = Array.from({ length: ITEMS }, (_, i) =>
    JSON.stringify({ id: `item-${i}`, input: { text: `essay ${i}` }, expected: `THE EXPECTED ANSWER ${i}` }),
  );
  project.write("datasets/essay/items.jsonl", `${lines.join("\n")}\n`);
  const { code, text } = await project.tierbench("run --provider simulator --tiers haiku,opus -q --db r.duckdb");
  if (code !== 0) throw new Error(text);
}, 120_000);

describe("a run whose answers are compared with a reference", () => {
  it("asks twice about each answer, in both orders, and scores what holds in both", async () => {
    await using store = await openStore(project.path("r.duckdb"), { readOnly: true });
    const [run] = await store.runs();
    const attempts = await store.attempts(run?.runId ?? "");
    const roles = attempts.map(({ role }) => role).filter((role) => role !== "answer");
    expect(new Set(roles)).toEqual(new Set(["judge:pairwise@answer:first", "judge:pairwise@reference:first"]));
    expect(run?.judge).toMatchObject({
      tier: "sonnet",
      rubricHashes: { "essay/pairwise": expect.any(String) as string },
    });
    const outcomes = await store.outcomes();
    expect(outcomes).toHaveLength(2 * ITEMS);
    const scored = outcomes.filter(({ scores }) => scores.length > 0);
    expect(new Set(scored.map(({ score }) => score))).toEqual(new Set([0, 0.5]));
    for (const { scores } of scored) {
      const [{ votes = [], value } = { value: -1 }] = scores;
      const [first, second] = votes.map(({ met }) => Number(met["as_good"]) + Number(met["better"]));
      expect(value).toBe(first === second ? (first ?? 0) / 2 : 0.5);
    }
  });

  it("shows a person the reference, and reports the flips beside what that person says", async () => {
    const typed = Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? "y" : "n"));
    const shown = await project.tierbench("judge label essay --annotator Ada --limit 4 --db r.duckdb", { typed });
    expect(shown.text).toMatch(/The reference:\nTHE EXPECTED ANSWER \d+\n\nThe answer:/);
    expect(shown.text).toMatch(/as_good: Is the answer at least as good as the reference\? Better is: it says more/);
    const labels = await readJudgeLabels(project.path(`datasets/essay/${LABEL_FILE}`));
    expect(new Set(labels.map(({ criterion }) => criterion))).toEqual(new Set(["as_good", "better"]));
    expect(labels.every(({ judgeMet }) => typeof judgeMet === "boolean")).toBe(true);
    const { code, text } = await project.tierbench("judge agreement essay latest --db r.duckdb");
    expect(code).toBe(0);
    expect(text).toContain("Both orders, answer and reference:");
    expect(text).toMatch(/criteria of pairwise \(simulated claude-sonnet-5-5\) rubric [0-9a-f]{8}, all tiers together/);
    for (const tier of ["haiku", "opus"])
      expect(text).toMatch(
        new RegExp(`^pairwise \\(simulated claude-sonnet-5-5\\) rubric [0-9a-f]{8} on ${tier} +[0-9]+ `, "m"),
      );
    const { out } = await project.tierbench("judge agreement essay latest --json --db r.duckdb");
    const said = JSON.parse(out.join("\n")) as { orders: readonly { positionFlips: { n: number } }[] };
    expect(said.orders.map(({ positionFlips }) => positionFlips.n > ITEMS / 2)).toEqual([true, true]);
  });

  it("gives a sheet the reference too", async () => {
    await project.tierbench("judge label essay --export sheet.csv --limit 3 --db r.duckdb");
    const [header = "", first = ""] = project.read("sheet.csv").split("\n");
    expect(header).toBe("response,input,reference,answer,judge,criterion,question,verdict");
    expect(first).toContain("THE EXPECTED ANSWER");
  });

  it("shows in the report how often the order decided", async () => {
    const made = await project.tierbench("calibrate latest --db r.duckdb --out table.json --min-items 1");
    expect(made.code, made.text).toBe(0);
    expect(JSON.parse(project.read("table.json"))).toMatchObject({
      routes: { essay: { judges: [{ judge: "pairwise" }] } },
    });
    await project.tierbench("report latest --db r.duckdb --out report.html");
    expect(project.read("report.html")).toContain("Changed with the order");
  });
});
