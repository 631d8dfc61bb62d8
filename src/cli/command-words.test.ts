import { afterAll, describe, expect, it } from "vitest";
import { emptyProject } from "../testing/test-project.js";
import { FLAG_NAMES, flagVariable } from "./flag-variables.js";
import { VERBS } from "./main.js";
import { nearestName } from "./nearest-name.js";
import { verbHelp } from "./verb-help.js";

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

async function refusal(args: string, env = {}): Promise<string> {
  const ran = await project.tierbench(args, { env });
  expect([args, ran.code, ran.out]).toEqual([args, 2, []]);
  expect(ran.err).toHaveLength(1);
  return ran.err[0] ?? "";
}

describe("words that are not understood", () => {
  it.each([
    ["rnu", /unknown verb "rnu"; did you mean run\? \(one of: quickstart, /],
    ["toString", /unknown verb "toString"/],
    ["--quiet", /--quiet: the verb comes first/],
    ["run --bugdet-usd 5", /unknown flag --bugdet-usd; did you mean --budget-usd\?/],
    ["run --xyz", /unknown flag --xyz \(npx tierbench run --help\)/],
    ["run -z", /unknown flag -z/],
    ["run --limit", /--limit needs a value: --limit <n> \(npx tierbench run --help\)/],
    ["run --limit --json", /--limit needs a value/],
    ["run --limit -1", /--limit needs a value; one that starts with a dash/],
    ["run --limit=-1", /--limit: give a whole number of 1 or more, found "-1"/],
    ["run --limit 0", /--limit: give a whole number of 1 or more, found "0"/],
    ["run --limit 1.5", /found "1.5"/],
    ["run --limit 3x", /found "3x"/],
    ["run --budget-usd 0", /--budget-usd: give a number above 0, or none, found "0"/],
    ["run --budget-usd Infinity", /--budget-usd: give a number above 0/],
    ["run --budget-usd NaN", /--budget-usd: give a number above 0/],
    ["run --fail-on-error 2", /--fail-on-error: give a fraction from 0 to 1, found "2"/],
    ["run --simulator-port 70000", /give a port from 0 to 65535, found "70000"/],
    ["run --provider openai", /--provider: give anthropic or simulator, found "openai" \(/],
    ["run --json=yes", /--json takes no value/],
    ["run --db ''", /--db needs a value/],
    ["calibrate --margin 3", /--margin: give a fraction between 0 and 1, such as 0.03, found "3"/],
    ["calibrate --margin ' '", /--margin: give a fraction/],
    ["calibrate --confidence 0.5", /--confidence: give a fraction between 0.5 and 1/],
    ["calibrate --seed one", /--seed: give a whole number, found "one"/],
    ["calibrate --as-of yesterday", /--as-of: give an ISO time such as .*, found "yesterday" \(/],
    ["run --run-name a/b", /--run-name: use 1 to 64 of .*, found "a\/b" \(/],
    ["compare a b --format pdf", /--format: give text, md or json, found "pdf" \(/],
    ["judge agreement x --alternative more", /--alternative: give two-sided, less or greater, found "more" \(/],
    ["judge agreement x --pass-at 0", /--pass-at: give a fraction above 0, such as 0\.5, found 0 \(/],
    ["backtest --folds 1", /--folds: give a whole number of 2 or more, found "1" \(/],
    ["datasets lint --db x.duckdb", /--db goes with --run/],
    ["judge foo", /unknown "judge foo"; there are: judge agreement <eval or file>, judge label <eval>$/],
    ["judge label", /<eval> is missing \(usage: tierbench judge label <eval> \[run\]\)$/],
    ["merge gone.duckdb", /gone\.duckdb: no such file; name the databases of the shards/],
    ["check", /<table> is missing \(usage: tierbench check <table>\)/],
    ["compare a", /found only "a" \(usage: tierbench compare <base> <head>\)/],
    ["check a b", /unexpected "b" \(usage: tierbench check <table>\)/],
    ["list a", /unexpected "a"/],
    ["run --retry-errors", /--retry-errors goes with --resume/],
    ["run --resume x --limit 3", /--limit does not go with --resume/],
    ["run --resume x --dry-run", /--dry-run does not go with --resume/],
    ["run triage --resume", /a resumed run keeps its evals; name none/],
    ["report run_1 --table t.json", /--table names its own runs; name none/],
    ["report --table t.json --margin 0.1", /--margin does not go with --table/],
    ["check t.json --against u.json --json", /--against prints Markdown; leave out --json/],
  ])("%s", async (args, message) => {
    expect(await refusal(args)).toMatch(message);
    expect(project.files()).toEqual([]);
  });
});

describe("the environment", () => {
  it("stands for flags, and is named where its value is wrong", async () => {
    expect(await refusal("run", { TIERBENCH_LIMIT: "x" })).toMatch(/TIERBENCH_LIMIT: give a whole number.*found "x"/);
    expect(await refusal("run", { TIERBENCH_QUIET: "yes" })).toMatch(/TIERBENCH_QUIET: give 1 or 0, found "yes"/);
  });

  it("gives way to a flag", async () => {
    expect(await refusal("run --limit 0", { TIERBENCH_LIMIT: "x" })).toMatch(/--limit: .*found "0"/);
    expect(await refusal("run --limit 3", { TIERBENCH_LIMIT: "x" })).toMatch(/no \*\.eval\.ts/);
  });

  it("refuses a variable that no flag reads", async () => {
    const line = await refusal("run", { TIERBENCH_BUDGET: "5" });
    expect(line).toMatch(/TIERBENCH_BUDGET is set, but no flag is called so; did you mean TIERBENCH_BUDGET_USD\?/);
  });

  it("knows every flag of every verb, one to one", async () => {
    const verbs = await Promise.all(Object.values(VERBS).map(({ load }) => load()));
    const flags = [...new Set(verbs.flatMap((verb) => Object.keys(verb.flags)))].sort();
    expect(FLAG_NAMES).toEqual(flags);
    expect(new Set(flags.map(flagVariable)).size).toBe(flags.length);
  });
});

describe("help", () => {
  it("shows every verb, and says how to go on", async () => {
    for (const [args, code] of [
      ["", 2],
      ["--help", 0],
      ["-h", 0],
      ["help", 0],
    ] as const) {
      const ran = await project.tierbench(args);
      expect(ran.code).toBe(code);
      for (const name of Object.keys(VERBS)) expect(ran.text).toMatch(new RegExp(`^ {2}${name} `, "m"));
      expect(ran.text).toContain("npx tierbench is the one that the folder has installed. npx tierbench <verb> --help");
    }
  });

  it.each(Object.keys(VERBS))("of %s fits a terminal and shows each flag", async (name) => {
    const verb = await VERBS[name]?.load();
    if (verb === undefined) throw new RangeError(name);
    expect(verb.name).toBe(name);
    const ran = await project.tierbench(`${name} --help`, { env: { TIERBENCH_TYPO: "1" } });
    expect([ran.code, ran.err]).toEqual([0, []]);
    expect(ran.text).toBe(verbHelp(verb));
    for (const line of ran.text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(110);
    for (const flag of Object.keys(verb.flags)) expect(ran.text).toContain(`--${flag}`);
    expect((await project.tierbench(`help ${name}`)).text).toBe(ran.text);
    expect((await project.tierbench(`${name} -h`)).text).toBe(ran.text);
  });

  it("knows its version", async () => {
    for (const args of ["--version", "-V"]) expect((await project.tierbench(args)).text).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("a near name", () => {
  it.each([
    ["rnu", "run"],
    ["calibrat", "calibrate"],
    ["caliberate", "calibrate"],
    ["qury", "query"],
    ["frobnicate", null],
    ["x", null],
  ])("of %s is %s", (word, near) => {
    expect(nearestName(word, Object.keys(VERBS))).toBe(near);
  });
});
