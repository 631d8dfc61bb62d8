import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = dirname(import.meta.dirname);
const CI = ".github/workflows/ci.yml";
const QUARTERLY = ".github/workflows/rebenchmark.yml";
const SHARDED = ".github/workflows/rebenchmark-sharded.yml";
const SCAFFOLD = "src/cli/scaffold/workflows/rebenchmark.yml.tmpl";
const WORKFLOWS = [CI, QUARTERLY, SHARDED, SCAFFOLD];

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe.each(WORKFLOWS)("%s", (file) => {
  const text = read(file);

  it("pins every action by commit", () => {
    const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action = ""]) => action);
    expect(uses.length).toBeGreaterThan(1);
    expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it("starts from no permissions, and gives each job its own", () => {
    expect(text).toMatch(/^permissions: \{\}$/m);
    const jobs = text.slice(text.indexOf("\njobs:")).match(/^ {2}\w+:$/gm) ?? [];
    expect(text.match(/^ {4}permissions:$/gm)?.length).toBe(jobs.length);
  });

  it("is not started by strangers' code, and puts no input of theirs into a script", () => {
    expect(text).not.toMatch(/pull_request_target|workflow_run/);
    const scripts = [...text.matchAll(/run: (?:\|\n((?: {10,}.*\n)+)|(.*))/g)].map(
      ([, block, line]) => block ?? line ?? "",
    );
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  it("shows the key to the step that measures, and to no other", () => {
    const steps = text.split(/^ {6}- /m).slice(1);
    const withKey = steps.filter((step) => step.includes("secrets.ANTHROPIC_API_KEY"));
    expect(withKey.length).toBe(file.includes("rebenchmark") ? 1 : 0);
    for (const step of withKey)
      expect(step).toMatch(/run: npx --no-install tierbench run --budget-usd "\$BUDGET_USD"$/m);
    const [beforeJobs = ""] = text.split("\njobs:");
    expect(beforeJobs).not.toContain("secrets.");
  });
});

describe.each([QUARTERLY, SCAFFOLD])("%s", (file) => {
  const steps = read(file)
    .split(/^ {6}- /m)
    .slice(1);
  const indexOf = (part: string) => steps.findIndex((step) => step.includes(part));

  it("compares with the run behind the committed table, behind the gate, where there is one", () => {
    const compare = steps[indexOf("tierbench compare")] ?? "";
    expect(compare).toContain('tierbench compare "$BASE" latest --gate --format md');
    expect(compare).toContain("if: steps.baseline.outputs.run != ''");
    expect(steps[indexOf("id: baseline")]).toContain('gh release download "$TABLE" --pattern results.duckdb');
  });

  it("measures into the store of the earlier run, compares before it proposes, and fails last of all", () => {
    const order = ["id: baseline", "tierbench run", "tierbench compare", "upload-artifact", "gh pr create"];
    const places = [...order, "gh release create", 'exit "$(cat'].map(indexOf);
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.at(-1)).toBe(steps.length - 1);
  });

  it("keeps the new measurement under the name by which the next run looks for it", () => {
    expect(steps[indexOf("gh release create")]).toContain('gh release create "$TABLE" "$NEW/results.duckdb"');
    expect(steps[indexOf("cp .tierbench/results.duckdb new/")]).toBeDefined();
  });
});

it("the workflow of this repository and of new projects differ in nothing but the install", () => {
  const [own, scaffold] = [QUARTERLY, SCAFFOLD].map((file) => read(file).replace("npm ci --ignore-scripts", "npm ci"));
  expect(scaffold).toBe(own);
});

describe("the workflows of this repository", () => {
  it("test on every supported Node", () => {
    expect(read(CI)).toContain("node: [20, 22, 24]");
  });

  it("measure again each quarter, compare, and propose", () => {
    const text = read(QUARTERLY);
    expect(text).toMatch(/cron: "\d+ \d+ \d+ 1,4,7,10 \*"/);
    for (const part of [
      "workflow_dispatch",
      "calibrate",
      "check new/routing-table.json --against",
      "upload-artifact",
      "gh pr create",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("measure on four machines under one run name, and join what they kept", () => {
    const text = read(SHARDED);
    expect(text).toContain("shard: [1, 2, 3, 4]");
    expect(text).toContain("TIERBENCH_SHARD: ${{ matrix.shard }}/4");
    expect(text).toMatch(/TIERBENCH_RUN_NAME: ci-\$\{\{ github\.run_id \}\}/);
    for (const part of ["if: always()", "tierbench merge shards/shard-*", "tierbench calibrate"]) {
      expect(text).toContain(part);
    }
  });
});
