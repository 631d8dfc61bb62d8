import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Calibration } from "../core/calibration.js";
import { emptyProject, type TestProject } from "../testing/test-project.js";

const WORKFLOW = ".github/workflows/rebenchmark.yml";

let project: TestProject;

beforeAll(async () => {
  project = emptyProject();
  const ran = await project.tierbench("init");
  expect([ran.code, ran.err]).toEqual([0, []]);
});
afterAll(() => project[Symbol.dispose]());

describe("init", () => {
  it("writes what it says, and overwrites nothing", async () => {
    expect(project.files()).toEqual([
      WORKFLOW,
      "datasets/review-sentiment/README.md",
      "datasets/review-sentiment/dataset.json",
      "datasets/review-sentiment/items.jsonl",
      "evals/review-sentiment.eval.ts",
      "tierbench.config.ts",
    ]);
    for (const name of project.files()) expect(project.read(name)).not.toMatch(/\{\{(?!\s)|\.tmpl/);
    project.write("tierbench.config.ts", "// mine\n");
    const again = await project.tierbench("init");
    expect([again.code, again.text]).toEqual([2, expect.stringMatching(/is already there; init overwrites nothing/)]);
    expect(project.read("tierbench.config.ts")).toBe("// mine\n");
  });

  it("refuses as a whole where one file is there", async () => {
    using other = emptyProject();
    other.write("sub/evals/review-sentiment.eval.ts", "// mine\n");
    const ran = await other.tierbench("init sub");
    expect([ran.code, ran.text]).toEqual([
      2,
      expect.stringContaining("sub/evals/review-sentiment.eval.ts is already there"),
    ]);
    expect(other.files()).toEqual(["sub/evals/review-sentiment.eval.ts"]);
  });

  it("gives every dataset a canary of its own", async () => {
    using other = emptyProject();
    expect((await other.tierbench("init -q")).out).toEqual([]);
    const canary = (of: TestProject) => JSON.parse(of.read("datasets/review-sentiment/dataset.json")).canary;
    expect(canary(other)).toMatch(/^tierbench-canary-[0-9a-f-]{36}$/);
    expect(canary(other)).not.toBe(canary(project));
  });

  it("scaffolds a project that runs as it is", async () => {
    using fresh = emptyProject();
    await fresh.tierbench("init -q");
    const ran = await fresh.tierbench("run --provider simulator -q");
    expect([ran.code, ran.out[0]]).toEqual([0, expect.stringContaining("108 of 108 cells scored")]);
    const calibrated = await fresh.tierbench("calibrate --json");
    const { taskTypes, options } = calibrated.json as Calibration;
    expect(options).toMatchObject({ reference: "opus", margin: 0.03 });
    expect(taskTypes).toMatchObject([{ taskType: "review-sentiment", items: 36, status: "insufficient-data" }]);
    expect(taskTypes[0]?.itemsStillNeeded).toBeGreaterThan(0);
    expect((await fresh.tierbench("report --table routing-table.json")).code).toBe(0);
  });
});

describe("the scaffolded workflow", () => {
  const text = () => project.read(WORKFLOW);
  const steps = () =>
    text()
      .split(/^ {6}- /m)
      .slice(1);

  it("pins every action by its commit", () => {
    const used = [...text().matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(3);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it("grants nothing at the top, and to write only where it proposes", () => {
    expect(text()).toMatch(/^permissions: \{\}$/m);
    const [measure = "", propose = ""] = text().split(/^ {2}propose:$/m);
    expect(measure).not.toMatch(/: write$/m);
    expect(propose).toMatch(/contents: write/);
    expect(propose).not.toContain("ANTHROPIC_API_KEY");
  });

  it("is started by no stranger", () => {
    expect(text()).not.toMatch(/pull_request/);
    expect(text()).toMatch(/^ {2}schedule:$/m);
  });

  it("hands the key to the one step that measures, with a budget", () => {
    const holders = steps().filter((step) => step.includes("ANTHROPIC_API_KEY"));
    expect(holders).toHaveLength(1);
    expect(holders[0]).toContain('tierbench run --budget-usd "$BUDGET_USD"');
    expect(text()).not.toMatch(/^env:/m);
  });

  it("puts no expression into a shell", () => {
    for (const step of steps()) {
      const script = /run: ([\s\S]*)$/.exec(step)?.[1] ?? "";
      expect(script).not.toContain("${{");
    }
    expect(text()).toContain("npm ci --ignore-scripts");
  });

  it("uses only verbs and flags that there are", async () => {
    const commands = [...text().matchAll(/tierbench ([a-z]+)([^\n]*)/g)];
    expect(commands.length).toBeGreaterThan(3);
    for (const [, verb = "", rest = ""] of commands) {
      const help = await project.tierbench(`${verb} --help`);
      expect(help.code).toBe(0);
      for (const [flag] of rest.matchAll(/--[a-z-]+/g)) expect(help.text).toContain(`${flag} `);
    }
  });
});
