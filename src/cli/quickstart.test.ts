import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTable } from "../core/table-file.js";
import { emptyProject } from "../testing/test-project.js";

/** All but the one that runs answers as programs, which must be allowed. */
const EVALS = readdirSync(new URL("../../evals", import.meta.url)).filter(
  (name) => name.endsWith(".eval.ts") && name !== "code.eval.ts",
).length;
const forEach = (line: string): readonly string[] => Array.from({ length: EVALS }, () => line);

describe("quickstart", () => {
  it("shows the whole loop in a few lines, without key or network, and leaves its files", async () => {
    using project = emptyProject();
    const ran = await project.tierbench("quickstart --limit 20 --no-progress");
    expect([ran.code, ran.err]).toEqual([
      0,
      [expect.stringMatching(/^evals\/code\.eval\.ts: 60 cells skipped, .*--allow-code/)],
    ]);
    const lines = ran.out.join("\n").split("\n");
    expect(lines.map((line) => line.split(/\s+/, 1)[0])).toEqual([
      "SIMULATED",
      "measured",
      ...forEach("found"),
      "promised",
      "saving",
      ...forEach("routed"),
      "files",
      "next",
    ]);
    const measured = `measured  ${EVALS * 20 * 3} cells: ${EVALS} evals × haiku, sonnet, opus; `;
    expect(lines[1]?.startsWith(measured), lines[1]).toBe(true);
    expect(lines.at(-1)).toMatch(
      /: docs\/writing-an-eval\.md, or npx tierbench init in a folder that has it installed$/,
    );
    expect(project.files()).toEqual([
      "reports/quickstart/report.html",
      "reports/quickstart/results.duckdb",
      "reports/quickstart/routing-table.json",
    ]);
    const table = readTable(project.read("reports/quickstart/routing-table.json"), "routing-table.json");
    expect(table.provenance.simulated).toBe(true);
    expect(Object.keys(table.routes)).toHaveLength(EVALS);
    expect(project.read("reports/quickstart/report.html")).toMatch(/simulated/i);

    const again = await project.tierbench("quickstart --limit 2 --quiet --out again");
    expect(again.out).toEqual(["files     again/routing-table.json, again/report.html: open the report in a browser"]);
  });

  it("says so where it is interrupted", async () => {
    using project = emptyProject();
    const ran = await project.tierbench("quickstart --limit 4", { onListening: (effects) => effects.interrupt() });
    expect([ran.code, ran.err.at(-1)]).toEqual([130, expect.stringMatching(/^interrupted; start it again/)]);
    expect(project.files()).not.toContain("reports/quickstart/report.html");
  });
});
