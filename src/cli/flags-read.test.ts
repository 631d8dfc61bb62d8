import { afterAll, expect, it, vi } from "vitest";
import { testProject } from "../testing/test-project.js";
import type { VerbSpec } from "./define-verb.js";
import { VERBS } from "./main.js";

/** They have one permitted value. */
const DECIDED_BY_SCHEMA = ["format"];

/** Verb → names of its flags whose value its body has looked at. */
const read = vi.hoisted(() => {
  // Test files share their modules: what is loaded here is loaded anew, and for nobody else.
  vi.resetModules();
  return new Map<string, Set<string>>();
});
afterAll(() => {
  vi.doUnmock("./define-verb.js");
  vi.resetModules();
});

vi.mock("./define-verb.js", async (load) => {
  const real = await load<typeof import("./define-verb.js")>();
  const watched = (name: string, input: object) =>
    new Proxy(input, {
      get(target, key, receiver) {
        read.set(name, (read.get(name) ?? new Set()).add(String(key)));
        return Reflect.get(target, key, receiver);
      },
      // A spread would look at all of them and use none.
      ownKeys(target) {
        if (new Error("where").stack?.includes("/cli/verbs/")) throw new TypeError(`${name} copies all its flags`);
        return Reflect.ownKeys(target);
      },
    });
  const defineVerb = <Input extends object>(spec: VerbSpec<Input>) =>
    real.defineVerb<Input>({
      ...spec,
      run: (input, names, effects) => spec.run(watched(spec.name, input) as Input, names, effects),
    });
  return { ...real, defineVerb };
});

it("no flag of a verb is parsed and dropped", async () => {
  using project = testProject(60);
  project.write("rows.csv", "item_id,task_type,tier,score\na,t,small,1\n");
  project.write("answers.csv", "item_id,tier,human,judge\na,small,1,1\nb,small,0,1\nc,small,1,0\nd,small,0,0\n");
  for (const args of [
    "run --provider simulator",
    "run --resume --retry-errors",
    "run --provider simulator --limit 4 --shard 1/2 --db a.duckdb",
    "run --provider simulator --limit 4 --shard 2/2 --db b.duckdb",
    "merge a.duckdb b.duckdb --db c.duckdb",
    "score latest",
    "calibrate --min-items 2",
    "report --min-items 2",
    "check routing-table.json",
    "check routing-table.json --against routing-table.json",
    "route routing-table.json --task-type triage",
    "list",
    "query 'SELECT 1'",
    "prices",
    "backtest --folds 2 --repeats 1 --resamples 20",
    "plan",
    "run --provider simulator",
    "compare latest latest",
    "datasets lint --run latest",
    "judge agreement answers.csv",
    "import rows.csv --format outcomes --name other",
    "init scaffold",
    "quickstart --limit 1",
  ]) {
    const ran = await project.tierbench(args);
    expect(ran.code, ran.text).toBe(0);
  }
  for (const [name, { load }] of Object.entries(VERBS)) {
    const flags = Object.keys((await load()).flags);
    const dropped = flags.filter((flag) => !read.get(name)?.has(flag) && !DECIDED_BY_SCHEMA.includes(flag));
    expect([name, dropped]).toEqual([name, []]);
  }
});
