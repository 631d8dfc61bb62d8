import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../core/errors.js";
import { evalSource, startTestApi, type TestProject, testProject } from "../../testing/test-project.js";

const EVAL = "evals/triage.eval.ts";

let project: TestProject;
beforeEach(() => {
  project = testProject(4);
});
afterEach(() => project[Symbol.dispose]());

const score = (flags = "") => project.tierbench(`score latest --no-progress ${flags}`);

describe("cells that lose their score", () => {
  it("to another question of the judge make it incomplete, and the line says that the judge is to be asked", async () => {
    const asking = (question: string) =>
      `import { judge } from "tierbench";\n${evalSource().replace(
        /scorers: \[\{.*?\n {2}\}\]/s,
        `scorers: [judge({ task: "Name the queue.", criteria: [{ name: "right", question: "${question}" }] })]`,
      )}`;
    project.write(EVAL, asking("Is it right?"));
    expect((await project.tierbench("run --provider simulator -q --db r.duckdb")).code).toBe(EXIT.ok);
    expect((await score("--db r.duckdb")).code).toBe(EXIT.ok);
    project.write(EVAL, asking("Is it the queue?"));
    const lost = await score("--db r.duckdb");
    expect([lost.code, lost.out[0]]).toEqual([
      4,
      expect.stringMatching(/ \d of 12 cells scored, \d+ errored, 0 missing/),
    ]);
    expect(lost.err).toEqual([
      "nobody was asked, so that scoring is free: what was charged is the run's total",
      expect.stringMatching(
        /^no score: \d+ × judge_error: judge: no verdict yet, and no judge was asked, first at item/,
      ),
      expect.stringMatching(
        /^incomplete: .* of the cells have no score; go on with: npx tierbench score run_\w+ --judge --db r\.duckdb$/,
      ),
    ]);
    const again = await score("--db r.duckdb");
    expect([again.code, again.err.at(-1)]).toEqual([4, lost.err.at(-1)]);
    const short = await score("--judge --budget-usd 0.0000001 --db r.duckdb");
    expect([short.code, short.err.at(-1)]).toEqual([
      EXIT.budget,
      expect.stringMatching(
        /the budget ended with answers left to score; go on with: .* score run_\w+ --judge --db r\.duckdb --budget-usd <more>$/,
      ),
    ]);
    expect((await score("--judge -q --db r.duckdb")).code).toBe(EXIT.ok);
  });

  it("to a scorer that breaks make it incomplete, and the line says what to mend", async () => {
    expect((await project.tierbench("run --provider simulator -q")).code).toBe(EXIT.ok);
    project.write(EVAL, evalSource().replace("value: text.trim()", "value: text.gone.trim()"));
    const broken = await score();
    expect([broken.code, broken.err.at(-1)]).toEqual([
      4,
      expect.stringMatching(/mend the scorer or signal in evals\/triage\.eval\.ts, then: npx tierbench score run_\w+$/),
    ]);
    project.write(EVAL, evalSource());
    expect((await score()).code).toBe(EXIT.ok);
  });
});

it("cells that an outage has left without an answer are no reason to fail", async () => {
  await using api = await startTestApi(project, [
    { match: { model: "claude-opus-5-5" }, fault: { kind: "status", status: 400 } },
  ]);
  expect((await project.tierbench("run -q --no-progress", { env: api.env })).code).toBe(EXIT.incomplete);
  const again = await score();
  expect([again.code, again.out[0]]).toEqual([EXIT.ok, expect.stringMatching(/errored/)]);
});
