import { afterEach, beforeEach, expect, it } from "vitest";
import { EXIT } from "../core/errors.js";
import { openStore } from "../store/duckdb-store.js";
import { evalSource, type Ran, startTestApi, type TestProject, testProject } from "../testing/test-project.js";

const ITEMS = 12;
const CELLS = 3 * ITEMS;
/** Long enough for the API to cache it. */
const RULES = "Read the ticket with care before you name its queue. ".repeat(112);

let project: TestProject;
beforeEach(() => {
  project = testProject(ITEMS);
});
afterEach(() => project[Symbol.dispose]());

async function good(ran: Promise<Ran>): Promise<Ran> {
  const done = await ran;
  expect(done.code, done.text).toBe(EXIT.ok);
  return done;
}

/** What the newest run of a database has measured, its costs too. */
async function measured(name: string) {
  await using store = await openStore(project.path(name), { readOnly: true });
  const runId = (await store.runs()).at(-1)?.runId ?? "";
  const outcomes = await store.outcomes({ runIds: [runId] });
  return outcomes.map(({ cellKey, score, responseText, costNanoUsd, chargedNanoUsd, attempts }) => ({
    cellKey,
    score,
    responseText,
    costNanoUsd,
    chargedNanoUsd,
    attempts,
  }));
}

it("shards that are measured in batches come to what one batch does", async () => {
  await using api = await startTestApi(project);
  const { env } = api;
  await good(project.tierbench("run --batch -q --db whole.duckdb", { env }));
  const billUsd = api.billUsd();
  for (const shard of [1, 2]) {
    await good(project.tierbench(`run --batch -q --run-name q --shard ${shard}/2 --db part-${shard}.duckdb`, { env }));
  }
  expect(api.billUsd()).toBeCloseTo(2 * billUsd, 12);
  await good(project.tierbench("merge part-1.duckdb part-2.duckdb --db joined.duckdb"));
  const joined = await measured("joined.duckdb");
  expect(joined).toHaveLength(CELLS);
  expect(joined).toEqual(await measured("whole.duckdb"));
});

it("a cached prefix goes with a batch: the same answers, the ledger never below the bill", async () => {
  const evalOf = (more: string) => evalSource("triage", more).replace('"Name the queue."', JSON.stringify(RULES));
  project.write("evals/triage.eval.ts", evalOf(""));
  await using api = await startTestApi(project);
  const { env } = api;
  await good(project.tierbench("run --batch -q --db plain.duckdb", { env }));
  const plainUsd = api.billUsd();
  project.write("evals/triage.eval.ts", evalOf("cache: true,"));
  const ran = await good(project.tierbench("run --batch --no-cache --json --db cached.duckdb", { env }));
  const charged = (ran.json as { chargedUsd: number }).chargedUsd;
  expect(charged).toBeGreaterThanOrEqual(api.billUsd() - plainUsd - 1e-9);
  const texts = async (name: string) => (await measured(name)).map(({ responseText }) => responseText);
  expect(await texts("cached.duckdb")).toEqual(await texts("plain.duckdb"));
});

it("a tier's budget counts what earlier parts of the run have spent", async () => {
  await using api = await startTestApi(project);
  const { env } = api;
  // What a call of opus can cost is many times what it costs: some fit.
  const caps = "--tier-budget-usd opus=0.0066 -q --no-progress --db r.duckdb";
  const first = await project.tierbench(`run ${caps}`, { env });
  expect(first.code, first.text).toBe(EXIT.budget);
  const { requests } = api.stats();
  expect(requests).toBeGreaterThan(2 * ITEMS);
  expect(requests).toBeLessThan(CELLS);
  const rest = await project.tierbench(`run --resume ${caps}`, { env });
  expect([rest.code, api.stats().requests], rest.text).toEqual([EXIT.budget, requests]);
  await good(project.tierbench("run --resume --budget-usd none -q --no-progress --db r.duckdb", { env }));
  expect(api.stats().requests).toBe(CELLS);
});
