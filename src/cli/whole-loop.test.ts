import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Calibration } from "../core/calibration.js";
import { readTable } from "../core/table-file.js";
import { TEST_NOW_MS } from "../testing/test-effects.js";
import { type Ran, startTestApi, type TestProject, testProject } from "../testing/test-project.js";

let project: TestProject;

beforeAll(async () => {
  project = testProject(36);
  const ran = await project.tierbench("run --provider simulator");
  expect([ran.code, ran.out[0]]).toEqual([
    0,
    expect.stringMatching(/^run_20261120T120000_\w+: 108 of 108 cells scored/),
  ]);
});
afterAll(() => project[Symbol.dispose]());

async function good(args: string, env: Ran["env"] = {}): Promise<Ran> {
  const ran = await project.tierbench(args, { env });
  expect([args, ran.code, ran.text]).toEqual([args, 0, expect.any(String)]);
  return ran;
}

describe("a measured project", () => {
  it("says in the list what was run", async () => {
    const { out } = await good("list");
    expect(out.join("\n")).toMatch(
      /run_20261120T120000_\w+ +simulated +finished +2026-11-20 12:00 +108 +haiku sonnet opus +triage$/,
    );
    expect((await good("list --json")).json).toMatchObject([
      { plannedCells: 108, status: "finished", simulated: true },
    ]);
  });

  it("is calibrated: a table that a router accepts, in lines that fit", async () => {
    const { out } = await good("calibrate");
    const text = out.join("\n");
    expect(text).toMatch(/SIMULATED responses: this says nothing about real models/);
    expect(text).toMatch(/^triage +36 +insufficient-data +opus$/m);
    expect(text).toMatch(/^routing-table\.json: rt_2026-11-20_\w{4}, 1 route, valid until 2027-02-20$/m);
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
    const table = readTable(project.read("routing-table.json"), "routing-table.json");
    expect(table.provenance.simulated).toBe(true);
    expect(Object.keys(table.routes)).toEqual(["triage"]);
  });

  it("is reported in one file that says it is simulated", async () => {
    const { out } = await good("report");
    expect(out[0]).toMatch(/^reports\/run_\w+\.html: report on rt_2026-11-20_\w{4} \(\d+ KB\)$/);
    const html = project.read(`reports/${/run_\w+/.exec(out[0] ?? "")?.[0]}.html`);
    expect(html).toMatch(/simulated/i);
    expect(html).not.toMatch(/<(script|img|link)[^>]+(src|href)="https?:/);
  });

  it("has a table that passes its check and explains its route", async () => {
    const checked = await good("check routing-table.json");
    expect(checked.text).toMatch(/is valid until 2027-02-20; 1 route \(1 insufficient-data\)/);
    expect(checked.err).toEqual([expect.stringMatching(/simulated responses; it says nothing about real models/)]);
    expect((await good("check routing-table.json -q")).out).toEqual([]);
    expect((await good("check routing-table.json --json")).json).toMatchObject({ valid: true, isStale: false });
    const { text } = await good("route routing-table.json --task-type triage");
    expect(text).toMatch(/^triage → opus\n {2}1\. ask opus \(claude-opus-5-5\); take its answer\nstatus {4}insuff/);
    const reason = Object.values(readTable(project.read("routing-table.json"), "t").routes)[0]?.reason ?? "";
    expect(text.replace(/\s+/g, " ").split(reason)).toHaveLength(2);
  });

  it("answers questions in SQL", async () => {
    const sql = "'SELECT tier, count(*) AS cells FROM outcomes GROUP BY 1 ORDER BY 1'";
    expect((await good(`query ${sql}`)).out[0]).toBe("tier    cells\nhaiku      36\nopus       36\nsonnet     36");
    expect((await good(`query ${sql} --json`)).json).toEqual({
      columns: ["tier", "cells"],
      rows: [
        ["haiku", 36],
        ["opus", 36],
        ["sonnet", 36],
      ],
    });
  });

  it("is written as Parquet, which can be imported again", async () => {
    const { err } = await good("list --parquet lake");
    expect(err).toHaveLength(4);
    await good("import lake/outcomes.parquet --format outcomes --db copy.duckdb --name copy");
    const again = await good("calibrate --db copy.duckdb --reference opus --out copy.json --json");
    const first = await good("calibrate --json");
    const qualities = ({ json }: Ran) => (json as Calibration).overall.map(({ tier, quality }) => [tier, quality.v]);
    expect(qualities(again)).toEqual(qualities(first));
  });

  it("calibrates and reports to the same bytes, wherever and whenever", async () => {
    await good("calibrate --out a.json");
    await good("report --out a.html");
    const env = process.env;
    const { TZ, LANG } = env;
    Object.assign(env, { TZ: "America/St_Johns", LANG: "tr_TR.UTF-8" });
    try {
      using elsewhere = project.copy();
      for (const args of ["calibrate --out b.json", "report --out b.html"]) {
        const ran = await elsewhere.tierbench(args, { nowMs: TEST_NOW_MS + 3_456_789_012 });
        expect(ran.code, ran.text).toBe(0);
      }
      expect(elsewhere.read("b.json")).toBe(project.read("a.json"));
      expect(elsewhere.read("b.html")).toBe(project.read("a.html"));
    } finally {
      for (const [name, value] of Object.entries({ TZ, LANG })) {
        if (value === undefined) delete env[name];
        else env[name] = value;
      }
    }
  });
});

describe("run", () => {
  it("prints one JSON document and nothing else on standard output", async () => {
    const ran = await good("run --provider simulator --limit 2 --json");
    expect(ran.json).toMatchObject({
      status: "finished",
      planned: 6,
      scored: 6,
      errored: 0,
      missing: 0,
      simulated: true,
    });
    expect(ran.out).toHaveLength(1);
    // Standard error carries the events of the run, and nothing that is none.
    expect(ran.err.map((line) => typeof (JSON.parse(line) as { event: unknown }).event)).toEqual(
      ran.err.map(() => "string"),
    );
  });

  it("keeps to the tiers, trials and items that are asked for", async () => {
    await good("run triage --provider simulator --tiers opus,haiku --trials 2 --limit 3 -q", {});
    const { json } = await good(
      "query 'SELECT tier, trial, count(*) FROM outcomes WHERE run_id = (SELECT max(run_id) FROM runs) GROUP BY ALL ORDER BY ALL' --json",
    );
    expect(json).toMatchObject({
      rows: [
        ["haiku", 0, 3],
        ["haiku", 1, 3],
        ["opus", 0, 3],
        ["opus", 1, 3],
      ],
    });
  });

  it("takes flags from the environment", async () => {
    const ran = await good("run", { TIERBENCH_PROVIDER: "simulator", TIERBENCH_LIMIT: "1", TIERBENCH_JSON: "1" });
    expect(ran.json).toMatchObject({ planned: 3 });
  });

  it("asks the interface of the key, and believes answers that say they are simulated", async () => {
    await using api = await startTestApi(project);
    const ran = await good("run --limit 2 --no-progress", api.env);
    expect(ran.out[0]).toContain("(simulated)");
    expect(api.stats().paidCalls).toBe(6);
  });
});

describe("run --dry-run", () => {
  it("tells calls, tokens and cost, sends nothing, needs no key and writes nothing", async () => {
    using fresh = testProject(5);
    const before = fresh.files();
    await using api = await startTestApi(fresh);
    const ran = await fresh.tierbench("run --dry-run", { env: api.env });
    expect(ran.code).toBe(0);
    expect(ran.out[0]).toMatch(/^eval +items +cells\ntriage +5 +15\n\n/);
    expect(ran.out[0]).toMatch(/^ +calls +input tokens +output tokens +\$ low +\$ expected +\$ high$/m);
    expect(ran.out[0]).toMatch(/^total +15 +\d+ +\d+ +\$[\d.]+ +\$[\d.]+ +\$[\d.]+$/m);
    expect(ran.out[1]).toMatch(/15 cells\. .*nothing was sent\. Prices of \d{4}/);
    const asJson = await fresh.tierbench("run --dry-run --json");
    type Part = {
      readonly calls: number;
      readonly costUsd: { readonly low: number; readonly expected: number; readonly high: number };
    };
    const { evals, calls } = asJson.json as {
      readonly evals: readonly unknown[];
      readonly calls: { readonly total: Part; readonly haiku: Part };
    };
    const { total, haiku } = calls;
    expect(evals).toEqual([{ taskType: "triage", items: 5, cells: 15 }]);
    expect([total.calls, haiku.calls]).toEqual([15, 5]);
    expect(total.costUsd.low).toBeLessThan(total.costUsd.expected);
    expect(total.costUsd.expected).toBeLessThan(total.costUsd.high);
    expect([api.stats().requests, fresh.files()]).toEqual([0, before]);
  });

  it("brackets what the run then costs", async () => {
    using fresh = testProject(12);
    await using api = await startTestApi(fresh);
    const { json } = await fresh.tierbench("run --dry-run --json");
    expect((await fresh.tierbench("run", { env: api.env })).code).toBe(0);
    type Estimate = { readonly total: { readonly costUsd: { readonly low: number; readonly high: number } } };
    const { low, high } = (json as { readonly calls: Estimate }).calls.total.costUsd;
    expect(api.billUsd()).toBeGreaterThanOrEqual(low);
    expect(api.billUsd()).toBeLessThanOrEqual(high);
  });
});

describe("paths", () => {
  it("of flags start where the user stands, of the configuration where it lies", async () => {
    using fresh = testProject(2);
    fresh.write("inside/here.txt", "");
    const options = { cwd: fresh.path("inside") };
    const config = "--config ../tierbench.config.ts";
    expect((await fresh.tierbench(`run --provider simulator ${config}`, options)).code).toBe(0);
    expect(fresh.files()).toContain(".tierbench/results.duckdb");
    expect((await fresh.tierbench(`run --provider simulator ${config} --db own.duckdb`, options)).code).toBe(0);
    expect(fresh.files()).toContain("inside/own.duckdb");
  });

  it("of a price book start at the configuration", async () => {
    using fresh = testProject(2);
    fresh.write("prices/own.json", JSON.stringify({ date: "2026-11-01", models: {} }));
    fresh.write("tierbench.config.ts", `export default { priceBook: "prices/own.json" };\n`);
    fresh.write("inside/here.txt", "");
    const ran = await fresh.tierbench("prices --json --config ../tierbench.config.ts", { cwd: fresh.path("inside") });
    expect(ran.json).toEqual({ date: "2026-11-01", models: {} });
  });
});
