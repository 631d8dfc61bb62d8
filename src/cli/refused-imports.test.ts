import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyProject, type TestProject } from "../testing/test-project.js";

let project: TestProject;

beforeEach(() => {
  project = emptyProject();
});
afterEach(() => project[Symbol.dispose]());

const HEADER = "item_id,task_type,tier,score,cost_usd\n";
const ROWS = `${HEADER}a,t,small,1,0.1\na,t,large,1,1\nb,t,small,0,0.1\nb,t,large,1,1\n`;

async function refusal(args: string): Promise<string> {
  const before = project.files();
  const ran = await project.tierbench(args);
  expect([args, ran.code, ran.out, ran.err.length, project.files()]).toEqual([args, 2, [], 1, before]);
  return ran.err[0] ?? "";
}

describe("import refuses", () => {
  it.each([
    ["a score that is none", `${HEADER}a,t,small,good,1\n`, /rows\.csv:2.*score/],
    ["a score out of range", `${HEADER}a,t,small,1.5,1\n`, /rows\.csv:2.*score/],
    ["a row without a tier", `${HEADER}a,t,small,1,1\na,t,,1,1\n`, /rows\.csv:3.*tier/],
    ["a negative cost", `${HEADER}a,t,small,1,-1\n`, /rows\.csv:2.*cost_usd/],
    ["a short row", `${HEADER}a,t\n`, /rows\.csv:2/],
    ["a cell twice", `${HEADER}a,t,small,1,1\na,t,small,0,1\n`, /rows\.csv:3.*already at .*rows\.csv:2; .*trial/],
    ["a column twice", "item_id,tier,tier,score\n", /column "tier" occurs twice/],
    ["no rows", HEADER, /rows\.csv: no rows to import; .*docs\/outcome-tables\.md/],
    ["nothing at all", "", /rows\.csv: no rows to import; .*docs\/outcome-tables\.md/],
  ])("%s", async (_, content, message) => {
    project.write("rows.csv", content);
    expect(await refusal("import rows.csv --format outcomes")).toMatch(message);
  });

  it("a format it does not know, or none", async () => {
    project.write("rows.csv", ROWS);
    expect(await refusal("import rows.csv --format promptfoo")).toMatch(
      /--format: give --format outcomes, .*, found "promptfoo" \(/,
    );
    expect(await refusal("import rows.csv")).toMatch(/--format: give --format outcomes, the one .* version \(/);
  });

  it("a file that is not there, or of another kind", async () => {
    expect(await refusal("import gone.csv --format outcomes")).toMatch(/gone\.csv: no such file/);
    project.write("rows.xlsx", "");
    expect(await refusal("import rows.xlsx --format outcomes")).toMatch(
      /rows\.xlsx: unknown kind of file; use \.csv or \.jsonl, .*, or \.parquet$/,
    );
    project.write("rows.parquet", "PAR0");
    expect(await refusal("import rows.parquet --format outcomes")).toMatch(/rows\.parquet/);
  });

  it("a run name that is no name", async () => {
    project.write("rows.csv", ROWS);
    expect(await refusal("import rows.csv --format outcomes --name ../x")).toMatch(
      /--name: use 1 to 128 of .*, found "\.\.\/x" \(/,
    );
    expect(await refusal("import rows.csv --format outcomes --name latest")).toMatch(/--name: .*not latest/);
  });

  it("an agreement of no two tiers, or without answers", async () => {
    project.write("rows.csv", ROWS);
    const agreement = (pair: string) => refusal(`import rows.csv --format outcomes --agreement ${pair}`);
    expect(await agreement("small")).toMatch(/--agreement: "small" is no pair of tiers/);
    expect(await agreement("small+small")).toMatch(/--agreement: "small\+small" names one tier twice/);
    expect(await agreement("small+huge")).toMatch(/--agreement: no rows of tier "huge"; tiers: small, large/);
    expect(await agreement("small+large")).toMatch(/--agreement needs the answers: no column "answer"/);
  });

  it("tiers that are not those of the rows", async () => {
    project.write("rows.csv", ROWS);
    for (const names of ["small", "small,large,huge", "small,small"]) {
      expect(await refusal(`import rows.csv --format outcomes --tiers ${names}`)).toMatch(
        /--tiers: name every tier of run "rows" once, cheapest first: small, large/,
      );
    }
  });
});

describe("imported runs", () => {
  beforeEach(async () => {
    project.write("rows.csv", ROWS);
    expect((await project.tierbench("import rows.csv --format outcomes")).code).toBe(0);
  });

  it("are not taken in twice under one name", async () => {
    const ran = await project.tierbench("import rows.csv --format outcomes");
    expect([ran.code, ran.text]).toEqual([2, expect.stringMatching(/run "rows" is already in .*--name/)]);
    expect((await project.tierbench("import rows.csv --format outcomes --name again")).code).toBe(0);
  });

  it("have no reference until one is named", async () => {
    const ran = await project.tierbench("calibrate");
    expect([ran.code, ran.text]).toEqual([2, expect.stringMatching(/--reference, one of: small, large/)]);
    const other = await project.tierbench("calibrate --reference huge");
    expect([other.code, other.text]).toEqual([2, expect.stringMatching(/unknown tier "huge" as reference; one of/)]);
    expect(project.files()).not.toContain("routing-table.json");
  });

  it("cannot be resumed or scored", async () => {
    const resumed = await project.tierbench("run --resume rows");
    expect([resumed.code, resumed.text]).toEqual([2, expect.stringMatching(/"rows" was imported; there is nothing/)]);
    const scored = await project.tierbench("score rows");
    expect([scored.code, scored.text]).toEqual([2, expect.stringMatching(/"rows" was imported; it has no responses/)]);
  });

  it("print one line where only that is wanted, and JSON where that is", async () => {
    const quiet = await project.tierbench("import rows.csv --format outcomes --name one -q");
    expect(quiet.out).toEqual(["run one: 1 task type, 4 rows"]);
    const asJson = await project.tierbench("import rows.csv --format outcomes --name two --json");
    expect(asJson.json).toMatchObject([
      {
        runId: "two",
        taskTypes: 1,
        tiers: [{ tier: "small", rows: 2, quality: 0.5, costUsd: 0.1 }, { tier: "large" }],
      },
    ]);
  });
});

it("rows without costs ask for the order of the tiers, which then counts", async () => {
  project.write("rows.csv", "item_id,task_type,tier,score\na,t,large,1\na,t,small,1\n");
  const silent = await project.tierbench("import rows.csv --format outcomes --name one");
  expect(silent.err.join()).toMatch(/some rows have no cost.*--tiers, cheapest first/);
  const told = await project.tierbench("import rows.csv --format outcomes --name two --tiers small,large");
  expect(told.err).toEqual([]);
  const calibrated = await project.tierbench("calibrate two --reference large --json");
  expect(calibrated.json).toMatchObject({ tierOrder: ["small", "large"] });
});
