import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tableChecksum } from "../core/table-file.js";
import { TEST_NOW_MS } from "../testing/test-effects.js";
import { type TestProject, testProject } from "../testing/test-project.js";

const DAY_MS = 86_400_000;

let project: TestProject;

beforeAll(async () => {
  project = testProject(12);
  for (const args of ["run --provider simulator", "calibrate --min-items 5"]) {
    const ran = await project.tierbench(args);
    expect(ran.code, ran.text).toBe(0);
  }
});
afterAll(() => project[Symbol.dispose]());

type Table = { [name: string]: unknown };

/** Writes a changed copy of the table; sealed again, so that only the change is wrong. */
function writeChanged(name: string, change: (table: Table) => void, isSealed = true): void {
  const table: Table = JSON.parse(project.read("routing-table.json"));
  change(table);
  if (isSealed) table["checksum"] = { ...(table["checksum"] as object), value: tableChecksum(table) };
  project.write(name, JSON.stringify(table));
}

async function refusal(args: string, nowMs = TEST_NOW_MS): Promise<string> {
  const ran = await project.tierbench(args, { nowMs });
  expect([args, ran.code, ran.out, ran.err.length]).toEqual([args, 2, [], 1]);
  return ran.err[0] ?? "";
}

const TABLE_VERBS = ["check bad.json", "route bad.json --task-type triage", "report --table bad.json"];

describe.each(TABLE_VERBS)("%s", (args) => {
  it("no such file", async () => {
    expect(await refusal(args.replace("bad.json", "gone.json"))).toMatch(
      /gone\.json: no such file; .*tierbench calibrate/,
    );
  });

  it("a folder", async () => {
    mkdirSync(project.path("folder.json"), { recursive: true });
    expect(await refusal(args.replace("bad.json", "folder.json"))).toMatch(
      /folder\.json: a folder; name the table in it, such as routing-table\.json$/,
    );
  });

  it("not JSON", async () => {
    project.write("bad.json", "{");
    expect(await refusal(args)).toMatch(/bad\.json: not JSON \(.*calibrate again/);
  });

  it("JSON of another kind", async () => {
    for (const other of ["[]", '"x"', '{"name": "mine", "version": "1.0.0"}']) {
      project.write("bad.json", other);
      expect(await refusal(args)).toMatch(/bad\.json: not a routing table; make one with: npx tierbench calibrate$/);
    }
  });

  it("edited", async () => {
    writeChanged("bad.json", (table) => Object.assign(table, { tableId: "rt_mine" }), false);
    expect(await refusal(args)).toMatch(/bad\.json: checksum is .* edited or damaged/);
  });

  it("of a later schema", async () => {
    writeChanged("bad.json", (table) => Object.assign(table, { schemaVersion: "2.0.0" }));
    expect(await refusal(args)).toMatch(/bad\.json field "schemaVersion": .*1\.x\.y/);
  });

  it("with a name that points at nothing", async () => {
    writeChanged("bad.json", (table) => Object.assign(table["defaults"] as object, { referenceTier: "gpt" }));
    expect(await refusal(args)).toMatch(/field "defaults\.referenceTier": tier "gpt" is not in tiers/);
  });
});

describe("a table whose time is over", () => {
  it("is stale after its date, and no longer valid after the next", async () => {
    const stale = await project.tierbench("check routing-table.json", { nowMs: TEST_NOW_MS + 80 * DAY_MS });
    expect([stale.code, stale.err.some((line) => /stale since \d{4}-\d\d-\d\d/.test(line))]).toEqual([0, true]);
    expect(await refusal("check routing-table.json", TEST_NOW_MS + 100 * DAY_MS)).toMatch(
      /routing-table\.json: expired on \d{4}-\d\d-\d\d: routers now send everything to "opus"; measure again/,
    );
  });

  it("routes to the reference, and says why", async () => {
    const ran = await project.tierbench("route routing-table.json --task-type triage", {
      nowMs: TEST_NOW_MS + 100 * DAY_MS,
    });
    expect([ran.code, ran.text]).toEqual([0, expect.stringMatching(/^triage → opus\n.*\nbecause .*expired/)]);
    expect(ran.text).not.toContain("expected ");
  });
});

describe("route", () => {
  it("names what it knows where a task type is missing or unknown", async () => {
    expect(await refusal("route routing-table.json")).toMatch(/--task-type is missing; known: triage$/);
    expect(await refusal("route routing-table.json --task-type triag")).toMatch(
      /task type "triag" is not in routing-table\.json: .*known: triage$/,
    );
    expect(await refusal("route routing-table.json --task-type toString")).toMatch(/known: triage$/);
  });

  it("prints a decision as JSON", async () => {
    const ran = await project.tierbench("route routing-table.json --task-type triage --input-tokens 12 --tools --json");
    expect(ran.json).toMatchObject({ tier: "opus", model: "claude-opus-5-5" });
  });
});

describe("check --against", () => {
  it("writes what changed as Markdown", async () => {
    writeChanged("older.json", (table) => {
      const route = (table["routes"] as { triage: { plan: unknown } }).triage;
      route.plan = [{ tier: "haiku", accept: "always", carry: "none" }];
    });
    const ran = await project.tierbench("check routing-table.json --against older.json");
    expect(ran.code).toBe(0);
    expect(ran.out[0]).toContain("1 of 1 task type changed.");
    expect(ran.out[0]).toMatch(/\| triage \| haiku \| opus \| insufficient-data, n = 12, \+0\.0 points \|/);
    expect(ran.out[0]).toContain("**Simulated responses: this says nothing about real models.**");
  });

  it("finds nothing where nothing changed", async () => {
    const ran = await project.tierbench("check routing-table.json --against routing-table.json");
    expect(ran.out[0]).toContain("0 of 1 task type changed.");
    expect(ran.out[0]).not.toContain("| before |");
  });
});

describe("report --table", () => {
  it("makes the options of the table its own", async () => {
    const ran = await project.tierbench("report --table routing-table.json --out own.html");
    expect([ran.code, ran.err]).toEqual([0, []]);
    const { tableId } = JSON.parse(project.read("routing-table.json"));
    expect(ran.text).toContain(tableId);
    expect(project.read("own.html")).toContain(tableId);
  });

  it("refuses one whose runs now give another", async () => {
    using changed = project.copy();
    changed.write("evals/triage.eval.ts", changed.read("evals/triage.eval.ts").replace("? 1 : 0", "? 0 : 1"));
    expect((await changed.tierbench("score latest")).code).toBe(0);
    const ran = await changed.tierbench("report --table routing-table.json --out other.html");
    expect([ran.code, changed.files().includes("other.html")]).toEqual([2, false]);
    expect(ran.text).toMatch(/stored runs no longer give table rt_\S+ \(now rt_\S+\): scores, prices/);
  });
});
