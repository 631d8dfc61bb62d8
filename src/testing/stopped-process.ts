/**
 * One run of the command line that is stopped at some point, and what must hold
 * afterwards: nothing paid is lost, nothing is paid twice, and the rest of the
 * run gives what an unbroken one gives.
 * @module
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Interrupt } from "../cli/interrupt.js";
import { exitCodeAfter } from "../cli/interrupt.js";
import { seededRandom } from "../simulator/seeded-random.js";
import { type CliProcess, startCli } from "./cli-process.js";
import { startTestApi, type TestApi, type TestProject, testProject } from "./test-project.js";

export const ITEMS = 16;
const TIERS = 3;
export const CELLS = ITEMS * TIERS;
export const CONCURRENCY = 2;
/** What may be under way at once. */
export const UNDER_WAY = CONCURRENCY * TIERS;
/** Of the simulated models' usual latency: calls of about a tenth of a second. */
const LATENCY_SCALE = 0.1;
const OUTCOMES = "SELECT item_id, tier, status, outcome_class, score, response_text, cost_nano_usd FROM outcomes";

/** Where and how a run is stopped. */
export interface StopPoint {
  /** The signal; or a bug, as something thrown or rejected that nobody catches. */
  readonly cause: Exclude<Interrupt, "bug"> | "throw" | "reject";
  /** Requests that the API has seen before. */
  readonly afterRequests: number;
  /** And so much later. */
  readonly delayMs: number;
}

/** What was seen at one point. */
export interface StopFinding {
  readonly point: StopPoint;
  /** What does not hold; empty: all is well. */
  readonly wrong: readonly string[];
  /** Requests that came more than 50 ms after the process has said that it stops. */
  readonly lateRequests: number;
  /** From the signal to the end of the process. */
  readonly exitMs: number;
}

/** Turns a message of the parent into a bug. */
const PLANTED_BUG = `
  process.on("message", (how) => {
    if (how === "throw") throw new Error("planted bug");
    void Promise.reject(new Error("planted bug"));
  });
  process.channel.unref();
`;

/** A point that a seed gives: a share of the run, and a signal or a bug. */
export function pointOf(seed: number, index: number): StopPoint {
  const random = seededRandom("stop point", seed, index);
  const causes = ["SIGINT", "SIGTERM", "SIGHUP", "SIGINT", "SIGTERM", "SIGHUP", "throw", "reject"] as const;
  return {
    cause: causes[index % causes.length] ?? "SIGINT",
    afterRequests: 1 + random.integer(CELLS - UNDER_WAY),
    delayMs: random.integer(30),
  };
}

/** Every row of a run in a fixed order, as JSON. */
export async function outcomesOf(project: TestProject): Promise<string> {
  const ran = await project.tierbench(`query '${OUTCOMES} ORDER BY ALL' --json`);
  return JSON.stringify(ran.json);
}

/** What a run without any interruption leaves behind. */
export async function straightOutcomes(): Promise<string> {
  using project = testProject(ITEMS);
  await using api = await startTestApi(project);
  const ran = await project.tierbench("run -q", { env: api.env });
  if (ran.code !== 0) throw new Error(`the unbroken run failed: ${ran.text}`);
  return await outcomesOf(project);
}

/** Stops a run at a point, looks at what it has left, and finishes it. */
export async function stopAt(point: StopPoint, straight: string): Promise<StopFinding> {
  using project = testProject(ITEMS);
  await using api = await startTestApi(project, [], LATENCY_SCALE);
  const run = startCli(["run", "-j", String(CONCURRENCY), "--no-progress"], {
    cwd: project.root,
    env: api.env,
    before: PLANTED_BUG,
  });
  await untilAsked(api, point.afterRequests, run);
  await delay(point.delayMs);
  const startedMs = performance.now();
  const seen = api.stats().requests;
  pull(point, run);
  await run.untilSaid(/finishing the calls under way/);
  await delay(50);
  const early = api.stats().requests;
  const { code, signal, err } = await run.ended;
  const exitMs = performance.now() - startedMs;
  const { requests } = api.stats();
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string) => void (holds || wrong.push(what));
  const cause = point.cause === "throw" || point.cause === "reject" ? "bug" : point.cause;
  const expected = exitCodeAfter(cause);
  expect(code === expected, `exit code ${code} (${signal}), not ${expected}: ${err}`);
  expect(requests - seen <= UNDER_WAY, `${requests - seen} requests after the signal`);
  expect(cause !== "bug" || /internal error: planted bug\nThis is a bug\./.test(err), `the bug is not told: ${err}`);
  for (const problem of await leftBehind(project, api)) wrong.push(problem);
  for (const problem of await finished(project, api, straight)) wrong.push(problem);
  return { point, wrong, lateRequests: requests - early, exitMs };
}

function pull({ cause }: StopPoint, { child }: CliProcess): void {
  if (cause === "throw" || cause === "reject") child.send(cause);
  else child.kill(cause);
}

/** After a drain every paid answer is stored, and nothing is unknown. */
async function leftBehind(project: TestProject, api: TestApi): Promise<readonly string[]> {
  const { json } = await project.tierbench("query 'SELECT count(*), count(score) FROM outcomes' --json");
  const [stored, scored] = (json as { readonly rows: readonly (readonly number[])[] }).rows[0] ?? [];
  const { paidCalls } = api.stats();
  return [
    ...(stored === paidCalls ? [] : [`${paidCalls} answers paid, ${stored} stored`]),
    ...(stored === scored ? [] : [`${stored} stored, ${scored} with a score`]),
  ];
}

async function finished(project: TestProject, api: TestApi, straight: string): Promise<readonly string[]> {
  const rest = await project.tierbench("run --resume -q", { env: api.env });
  const { paidCalls } = api.stats();
  return [
    ...(rest.code === 0 ? [] : [`resume ends with ${rest.code}: ${rest.text}`]),
    ...(paidCalls === CELLS ? [] : [`${paidCalls} paid calls in all, not ${CELLS}`]),
    ...((await outcomesOf(project)) === straight ? [] : ["the results differ from those of an unbroken run"]),
  ];
}

/** Resolves once an API has seen so many requests. */
export async function untilAsked(api: TestApi, least: number, run: CliProcess): Promise<void> {
  while (api.stats().requests < least) {
    if (run.child.exitCode !== null) throw new Error(`it ended before request ${least}: ${run.said.err}`);
    await delay(2);
  }
}
