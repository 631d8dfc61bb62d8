/**
 * One case of the fault matrix, played through runner, store and simulator: struck
 * calls, what became of them, and the run that is resumed when the faults have ended.
 * @module
 */
import { type AddressInfo, createServer } from "node:net";
import type { ModelClient } from "../core/model-client.js";
import type { Outcome } from "../core/outcome.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import { anthropicClient } from "../models/anthropic-client.js";
import type { CallClock } from "../models/call-clock.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { resumeRun, startRun } from "../runner/run-benchmark.js";
import { judge } from "../scorers/judge.js";
import { labelMatch } from "../scorers/label-match.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { memoryStore } from "../store/memory-store.js";
import {
  fixtureEval,
  fixtureGates,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  LADDER,
  NOW_MS,
} from "./benchmark-fixture.js";
import type { Fault, FaultCase } from "./fault-cases.js";
import { isStruck, type PlayedRun, type Strike, type StruckRun, type Violations, violations } from "./fault-verdict.js";
import { BOOK_PRICING, openLoopback } from "./loopback.js";

const TOP: Tier = { id: "top", model: "claude-fable-5-2", params: { maxTokens: 64 } };
const TIERS: readonly Tier[] = [...LADDER, TOP];
const ITEMS = 2;
const CONCURRENCY = 2;
const MOST_ATTEMPTS = 5;
/** Waits take no time, so this is never short of it. */
const LONG_MS = 3_600_000;
const PATIENCE = [1, 4, 16];

const RUBRIC = judge({ task: "Pick a queue.", criteria: [{ name: "right", question: "Is it the right queue?" }] });
const EVAL = fixtureEval({ scorers: [labelMatch(), RUBRIC] });

/** Four tiers, as model and as judge, at the beginning and at the end of a call. */
export const STRIKES: readonly Strike[] = TIERS.flatMap((_, tier) =>
  (["answer", "judge"] as const).flatMap((role) =>
    (["first", "last"] as const).map((attempt) => ({ tier, role, attempt })),
  ),
);

/**
 * Plays a case, then the rest of the run without faults, and says what is wrong with either.
 * Deadlines pass in real time: a busy machine may use a short one up before the fault
 * strikes, and such a case is played again with a longer one.
 */
export async function faultRun(given: FaultCase, strike: Strike): Promise<Violations> {
  const { deadlineMs } = given;
  if (deadlineMs === undefined) return played(given, strike);
  let wrong: Violations = [];
  for (const patience of PATIENCE) {
    wrong = await played({ ...given, deadlineMs: deadlineMs * patience }, strike);
    if (wrong.length === 0) break;
  }
  return wrong;
}

async function played(given: FaultCase, strike: Strike): Promise<Violations> {
  const world = worldOf(strike);
  const store = memoryStore();
  await using elsewhere = await countConnections();
  const before = prototypes();
  const struck = await struckRun(given, strike, world, { store, elsewhere: elsewhere.url });
  const calm = await resumedRun(world, store);
  const wrong = [...violations(given, strike, { struck, calm, straight: await straight(world) })];
  if (elsewhere.connections() !== 0) wrong.push("another host was contacted");
  if (prototypes() !== before) wrong.push("a prototype has changed");
  return wrong;
}

interface World {
  readonly judge: Tier;
  readonly plan: readonly PlannedCell[];
  readonly run: ReturnType<typeof fixtureRun>;
}

/** The struck tier judges where the judge is struck; else a tier that is not. */
function worldOf({ tier, role }: Strike): World {
  const judgeTier = tierAt(role === "judge" ? tier : (tier + 1) % TIERS.length);
  const plan = fixturePlan(ITEMS, EVAL, { tiers: TIERS, judge: judgeTier });
  return { judge: judgeTier, plan, run: fixtureRun(plan, { tiers: [...TIERS] }) };
}

function tierAt(position: number): Tier {
  const tier = TIERS[position];
  if (tier === undefined) throw new RangeError(`no tier ${position}`);
  return tier;
}

async function struckRun(
  given: FaultCase,
  strike: Strike,
  world: World,
  { store, elsewhere }: { readonly store: Store; readonly elsewhere: string },
): Promise<StruckRun> {
  const model = tierAt(strike.tier).model;
  const deadlineMs = given.deadlineMs ?? LONG_MS;
  await using loopback = await openLoopback(world.plan, faultPlan(given, strike, elsewhere));
  // Only the struck calls are short of time: the machine may be slow.
  const struck = clientOf(loopback.baseUrl, deadlineMs);
  const others = clientOf(loopback.baseUrl, LONG_MS);
  let slowestMs = 0;
  const client: ModelClient = {
    async send(request, options) {
      const isMeant = isStruck(strike, model, { model: request.model, role: options.callKey.split(":")[1] ?? "" });
      const startedMs = performance.now();
      const result = await (isMeant ? struck : others).send(request, options);
      if (isMeant) slowestMs = Math.max(slowestMs, performance.now() - startedMs);
      return result;
    },
  };
  const { stopped } = await startRun(world.run, world.plan, optionsOf(store, client, world, false));
  const played = await playedRun(world, store, loopback.billNanoUsd());
  return { ...played, model, deadlineMs, slowestMs, requests: loopback.stats().requests, stopped };
}

async function playedRun({ run }: World, store: Store, billNanoUsd: number): Promise<PlayedRun> {
  return { outcomes: await store.outcomes(), attempts: await store.attempts(run.runId), billNanoUsd };
}

function faultPlan({ faults }: FaultCase, { tier, role, attempt }: Strike, elsewhere: string): FaultPlan {
  const chosen = faults[tier % faults.length];
  if (chosen === undefined) throw new RangeError("a case without faults");
  const fault: Fault = chosen.kind === "redirect" ? { ...chosen, location: elsewhere } : chosen;
  const match = { model: tierAt(tier).model, role };
  if (attempt === "first") return [{ match, nth: 1, fault }];
  const overloaded: Fault = { kind: "status", status: 529 };
  const earlier = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => ({
    match,
    nth: index + 1,
    fault: overloaded,
  }));
  return [...earlier, { match, nth: MOST_ATTEMPTS, fault }];
}

async function resumedRun(world: World, store: Store): Promise<PlayedRun> {
  await using loopback = await openLoopback(world.plan);
  const client = clientOf(loopback.baseUrl, LONG_MS);
  await resumeRun(world.run, world.plan, optionsOf(store, client, world, true));
  return await playedRun(world, store, loopback.billNanoUsd());
}

const straightRuns = new Map<string, Promise<readonly Outcome[]>>();

/** The outcomes of a run in which nothing goes wrong. */
function straight(world: World): Promise<readonly Outcome[]> {
  const known = straightRuns.get(world.judge.id) ?? runStraight(world);
  straightRuns.set(world.judge.id, known);
  return known;
}

async function runStraight(world: World): Promise<readonly Outcome[]> {
  await using loopback = await openLoopback(world.plan);
  const store = memoryStore();
  await startRun(world.run, world.plan, optionsOf(store, loopback.client, world, false));
  return await store.outcomes();
}

/** A call has a gate to itself: what the failures of other calls do to it is not the matter of this matrix. */
function optionsOf(store: Store, client: ModelClient, world: World, retryErrors: boolean) {
  const gateOf = (model: string) => fixtureGates(CONCURRENCY)(model);
  const change = { pricing: BOOK_PRICING, judge: world.judge, concurrency: CONCURRENCY, retryErrors, gateOf };
  return fixtureOptions(store, client, change);
}

function clientOf(baseUrl: string, deadlineMs: number): ModelClient {
  const hurried = { clock: hurriedClock(), backoffBaseMs: 1, backoffCapMs: 5 };
  return anthropicClient({ apiKey: "simulated", baseUrl, deadlineMs, ...hurried });
}

/** The real clock, but waits take no time. */
function hurriedClock(): CallClock {
  let sleptMs = 0;
  return {
    nowMs: () => NOW_MS + sleptMs,
    monotonicMs: () => performance.now() + sleptMs,
    random: () => 0.5,
    async sleep(ms) {
      sleptMs += ms;
    },
  };
}

interface Elsewhere extends AsyncDisposable {
  readonly url: string;
  connections(): number;
}

/** A host that a redirect points to. */
async function countConnections(): Promise<Elsewhere> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/messages`,
    connections: () => connections,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What hostile keys would pollute. */
function prototypes(): string {
  const shared = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
  return JSON.stringify(shared.map((prototype) => Reflect.ownKeys(prototype).map(String)));
}
