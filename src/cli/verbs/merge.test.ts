import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../core/errors.js";
import type { Outcome } from "../../core/outcome.js";
import type { Run } from "../../core/run.js";
import { tableText } from "../../core/table-file.js";
import { renderReport } from "../../report/render-report.js";
import { openStore } from "../../store/duckdb-store.js";
import { memoryStore } from "../../store/memory-store.js";
import { evalSource, itemLine, type Ran, type TestProject, testProject } from "../../testing/test-project.js";
import { calibrateRuns } from "../calibration-session.js";
import { loadProject } from "../load-project.js";

const ITEMS = 12;
const SHARDS = [1, 2, 3, 4].map((index) => `shard-${index}.duckdb`);

let project: TestProject;
const run = (args: string) => project.tierbench(`run --provider simulator --no-progress -q ${args}`);

async function good(ran: Promise<Ran>): Promise<Ran> {
  const done = await ran;
  expect(done.code, done.text).toBe(EXIT.ok);
  return done;
}

async function refusal(args: string, code: number = EXIT.usage): Promise<string> {
  const ran = await project.tierbench(args);
  expect([ran.code, ran.out, ran.err.length], ran.text).toEqual([code, [], 1]);
  return ran.err[0] ?? "";
}

/** Everything of the newest run in a database. */
async function contentOf(name: string) {
  await using store = await openStore(project.path(name), { readOnly: true });
  const stored = (await store.runs()).at(-1);
  if (stored === undefined) throw new RangeError(`no run in ${name}`);
  const { runId } = stored;
  return {
    run: stored,
    plan: await store.plan(runId),
    items: await store.items([runId]),
    outcomes: await store.outcomes({ runIds: [runId] }),
    attempts: await store.attempts(runId),
  };
}
type Content = Awaited<ReturnType<typeof contentOf>>;

/** Without what differs between two executions by nature. */
function timeless({ run: stored, plan, items, outcomes, attempts }: Content) {
  return {
    run: stored,
    plan,
    items,
    outcomes: outcomes.map((outcome): Outcome => ({ ...outcome, latencyMs: null })),
    attempts: attempts.map(({ latencyMs: _latency, startedAtMs: _start, ...rest }) => rest),
  };
}

/** The bytes of the table and the report, from outcomes without their latencies. */
async function derived(content: Content): Promise<{ readonly table: string; readonly report: string }> {
  const { run: stored, plan, items, outcomes } = timeless(content);
  const store = memoryStore();
  await store.createRun(stored, plan, items);
  for (const outcome of outcomes) await store.record(outcome, []);
  const calibrated = await calibrateRuns(store, [stored], await loadProject(project.root), {});
  const report = renderReport({ ...calibrated, items, toolVersion: "0.0.0" });
  return { table: tableText(calibrated.table), report };
}

beforeAll(async () => {
  project = testProject(0);
  // Every third item shares a document with its neighbours.
  const line = (index: number) =>
    index % 3 === 0 ? `${itemLine(index).slice(0, -1)},"cluster":"document-${index % 9}"}` : itemLine(index);
  project.write("datasets/triage/items.jsonl", Array.from({ length: ITEMS }, (_, i) => `${line(i)}\n`).join(""));
  await good(run("--trials 2 --run-name spring --db whole.duckdb"));
  for (const [index, file] of SHARDS.entries()) {
    await good(run(`--trials 2 --run-name spring --shard ${index + 1}/4 --db ${file}`));
  }
}, 120_000);
afterAll(() => project[Symbol.dispose]());

describe("four shards, joined", () => {
  it("have the run id of the whole without talking to each other", async () => {
    const whole = await contentOf("whole.duckdb");
    const parts = await Promise.all(SHARDS.map(contentOf));
    expect(whole.run.runId).toMatch(/^run_spring_[0-9a-f]{16}$/);
    expect(parts.map((part) => part.run.runId)).toEqual(SHARDS.map(() => whole.run.runId));
    expect(parts.map((part) => part.run.shard?.index)).toEqual([1, 2, 3, 4]);
    const cells = parts.map((part) => part.outcomes.length);
    expect(cells.reduce((sum, count) => sum + count, 0)).toBe(ITEMS * 2 * 3);
    expect(Math.min(...cells)).toBeGreaterThan(0);
  });

  it("are the unsharded run: rows, plan, items, record, report and table", async () => {
    const merged = await good(project.tierbench(`merge ${SHARDS.toReversed().join(" ")} --db merged.duckdb`));
    expect(merged.out[0]).toMatch(
      /^run_spring_\w+: 72 of 72 cells scored, 0 errored, 0 missing; charged \$.*simulated/,
    );
    expect(merged.err).toEqual(["4 shards joined into merged.duckdb"]);
    const [whole, joined] = [await contentOf("whole.duckdb"), await contentOf("merged.duckdb")];
    expect(joined.run.shard).toBeUndefined();
    expect(timeless(joined)).toEqual(timeless(whole));
    expect(await derived(joined)).toEqual(await derived(whole));
  });

  it("are calibrated, reported and resumed like any run", async () => {
    await good(project.tierbench("calibrate --db merged.duckdb"));
    await good(project.tierbench("report --db merged.duckdb"));
    const resumed = await good(project.tierbench("run --resume --db merged.duckdb"));
    expect(resumed.err).toEqual([
      expect.stringMatching(/^nothing to do: every cell of run_spring_\w+ has been tried$/),
    ]);
  });

  it("can lack one, which a resumed run then asks", async () => {
    const some = `${SHARDS[0]} ${SHARDS[1]} ${SHARDS[3]}`;
    expect(await refusal(`merge ${some} --db partial.duckdb`)).toMatch(
      /run "run_spring_\w+" lacks shard 3\/4: name the files, or join what is there with --allow-missing/,
    );
    expect(project.files()).not.toContain("partial.duckdb");
    const ran = await project.tierbench(`merge ${some} --db partial.duckdb --allow-missing`);
    expect([ran.code, ran.err.at(-1)]).toEqual([EXIT.incomplete, expect.stringMatching(/^incomplete: .*run --resume/)]);
    expect((await contentOf("partial.duckdb")).run.status).toBe("incomplete");
    await good(run("--resume --db partial.duckdb"));
    expect(await derived(await contentOf("partial.duckdb"))).toEqual(await derived(await contentOf("whole.duckdb")));
  });
});

describe("what does not belong together is refused by name", () => {
  it("overlapping shards, twice the same file, and a shard as the target", async () => {
    await good(run("--trials 2 --run-name spring --shard 2/4 --db again.duckdb"));
    expect(await refusal(`merge ${SHARDS.join(" ")} again.duckdb --db x.duckdb`)).toMatch(
      /again\.duckdb and shard-2\.duckdb are both shard 2\/4 of run "run_spring_\w+": leave one out/,
    );
    expect(await refusal("merge shard-1.duckdb ./shard-1.duckdb --db x.duckdb")).toMatch(/named twice/);
    expect(await refusal("merge shard-1.duckdb --db shard-1.duckdb")).toMatch(/is one of the shards/);
  });

  it("shards of another campaign, division, tier, price book, prompt or judge", async () => {
    await good(run("--trials 2 --run-name autumn --shard 2/4 --db autumn.duckdb"));
    expect(await refusal("merge shard-1.duckdb autumn.duckdb --db x.duckdb")).toMatch(
      /^tierbench: autumn\.duckdb: shard 2\/4 of run "run_autumn_\w+" does not belong to shard 1\/4 .*another --run-name/,
    );
    await good(run("--trials 2 --run-name spring --shard 2/3 --db third.duckdb"));
    expect(await refusal("merge shard-1.duckdb third.duckdb --db x.duckdb")).toMatch(
      /divided into 4, the other into 3/,
    );
    await good(run("--trials 2 --run-name spring --shard 2/4 --tiers haiku,opus --db tiers.duckdb"));
    expect(await refusal("merge shard-1.duckdb tiers.duckdb --db x.duckdb")).toMatch(/another tiers/);
    await good(run("--trials 2 --limit 6 --run-name spring --shard 2/4 --db limit.duckdb"));
    expect(await refusal("merge shard-1.duckdb limit.duckdb --db x.duckdb")).toMatch(/another prompts/);

    using other = project.copy();
    other.write("evals/triage.eval.ts", evalSource().replace("Name the queue.", "Which queue?"));
    const changed = await other.tierbench(
      "run --provider simulator -q --no-progress --trials 2 --run-name spring --shard 2/4 --db prompt.duckdb",
    );
    expect(changed.code, changed.text).toBe(EXIT.ok);
    expect(await refusal(`merge shard-1.duckdb ${other.path("prompt.duckdb")} --db x.duckdb`)).toMatch(
      /another prompts/,
    );
  });

  it("a whole run, an empty name, and a target that has the run", async () => {
    expect(await refusal("merge whole.duckdb --db x.duckdb")).toMatch(
      /^tierbench: whole\.duckdb: whole runs only, no shard/,
    );
    expect(await refusal("merge nothing.duckdb --db x.duckdb")).toMatch(/nothing\.duckdb/);
    expect(await refusal(`merge ${SHARDS.join(" ")} --db merged.duckdb`)).toMatch(
      /merged\.duckdb: run "run_spring_\w+" is in it already; join into another file/,
    );
    expect(await refusal("merge")).toMatch(/<db…> is missing/);
  });

  it("rows of cells that belong to another shard", async () => {
    const [first, second] = [await contentOf(SHARDS[0] ?? ""), await contentOf(SHARDS[1] ?? "")];
    {
      await using store = await openStore(project.path("stray.duckdb"));
      await store.createRun(first.run, first.plan, first.items);
      for (const outcome of second.outcomes.slice(0, 1)) await store.record(outcome, []);
    }
    expect(await refusal(`merge stray.duckdb ${SHARDS.slice(1).join(" ")} --db y.duckdb`)).toMatch(
      /stray\.duckdb: shard 1\/4 of run "run_spring_\w+" has rows of cell [0-9a-f]{64}, which belongs to shard 2\/4/,
    );
  });
});

describe("run --shard", () => {
  it.each([
    ["--shard 0/4", /--shard: give i\/n with i from 1 to n and n of 2 or more, found "0\/4"/],
    ["--shard 5/4", /found "5\/4"/],
    ["--shard 1/1", /found "1\/1"/],
    ["--shard 1", /found "1"/],
    ["--shard 1/2/3", /found "1\/2\/3"/],
    ["--run-name 'a b'", /--run-name: use 1 to 64 of/],
    ["--shard 1/2 --adaptive", /--shard does not go with --adaptive: what an adaptive run asks next depends/],
    ["--resume latest --shard 1/2", /--shard does not go with --resume/],
    ["--resume latest --run-name x", /--run-name does not go with --resume/],
  ])("%s is refused", async (flags, message) => {
    expect(await refusal(`run --provider simulator ${flags} --db z.duckdb`)).toMatch(message);
  });

  it("does not run a part twice in one database", async () => {
    expect(
      await refusal("run --provider simulator -q --trials 2 --run-name spring --shard 1/4 --db shard-1.duckdb"),
    ).toMatch(
      /the database has shard 1\/4 of this run already: go on with --resume run_spring_\w+, begin another campaign/,
    );
  });

  it("says in a dry run what its part would take, and resumes its part only", async () => {
    const { out } = await good(run("--dry-run --trials 2 --shard 1/4"));
    const { outcomes, run: part }: { outcomes: readonly Outcome[]; run: Run } = await contentOf("shard-1.duckdb");
    expect(out.at(-1)).toMatch(new RegExp(`^${outcomes.length} cells\\.`));
    expect(part.plannedCells).toBe(outcomes.length);
    const resumed = await good(run("--resume --db shard-1.duckdb"));
    expect(resumed.err).toEqual([expect.stringMatching(/nothing to do/)]);
  });
});
