import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../core/errors.js";
import { startTestApi, type TestProject, testProject } from "../testing/test-project.js";

const ITEMS = 12;

let project: TestProject;
beforeAll(() => {
  project = testProject(ITEMS);
});
afterAll(() => project[Symbol.dispose]());

/** What is printed for the user to type, as typed. */
function printedCommand(lines: readonly string[]): string {
  const [, words] =
    lines.map((line) => /npx tierbench (.*?)(?:, or |$)/.exec(line)).find((found) => found !== null) ?? [];
  if (words === undefined) throw new Error(`no command in ${lines.join("\n")}`);
  return words;
}

describe("commands that are printed", () => {
  it("find the database that was named, whatever its name", async () => {
    const ran = await project.tierbench("run --provider simulator --no-progress --db 'q3 runs/all.duckdb'");
    const next = printedCommand(ran.out);
    expect(next).toMatch(/^calibrate run_\w+ --db 'q3 runs\/all\.duckdb'$/);
    const calibrated = await project.tierbench(next);
    expect(calibrated.code, calibrated.text).toBe(EXIT.ok);
  });

  it("go on with a run where it stands, as each verb says", async () => {
    await using api = await startTestApi(project);
    const short = await project.tierbench("run --budget-usd 0.002 -j 2 --no-progress --db short.duckdb", {
      env: api.env,
    });
    expect(short.code).toBe(EXIT.budget);
    expect(short.err.at(-1)).toMatch(/npx tierbench run --resume run_\w+ --db short\.duckdb --budget-usd <more>$/);
    const refused = await project.tierbench("calibrate --db short.duckdb");
    const resumed = await project.tierbench(`${printedCommand(refused.err)} --budget-usd none --no-progress`, {
      env: api.env,
    });
    expect(resumed.code, resumed.text).toBe(EXIT.ok);
  });

  it("send a shard to be joined, not to be calibrated by itself", async () => {
    const ran = await project.tierbench("run --provider simulator --no-progress --shard 1/2 --db shard-1.duckdb");
    expect(ran.out.at(-1)).toBe(
      "next: npx tierbench merge <the databases of all 2 shards> --db <file for the whole run>",
    );
  });
});

describe("what a configuration says of tiers", () => {
  const configured = (fields: string) => {
    const other = testProject(ITEMS);
    other.write("tierbench.config.ts", `export default { ${fields} };\n`);
    return other;
  };

  it.each(["run", "run --dry-run"])("is about tiers that there are, before anything is paid: %s", async (verb) => {
    using other = configured('reference: "opuss"');
    const ran = await other.tierbench(`${verb} --provider simulator`);
    expect([ran.code, ran.out]).toEqual([EXIT.usage, []]);
    expect(ran.err).toEqual([
      'tierbench: configuration field "reference": unknown tier "opuss"; did you mean opus?; one of: haiku, sonnet, opus',
    ]);
  });

  it("is questioned where the last tier, the reference, is not the dearest", async () => {
    const tier = (name: string) => `{ id: "${name}", model: "claude-${name}-5-5", params: { maxTokens: 64 } }`;
    using other = configured(`tiers: [${["sonnet", "opus", "haiku"].map(tier).join(", ")}]`);
    const ran = await other.tierbench("run --dry-run");
    expect(ran.code).toBe(EXIT.ok);
    expect(ran.err).toEqual([expect.stringMatching(/^tiers are listed cheapest first.* "opus" .* than "haiku"/)]);
  });
});
