/**
 * A benchmark whose process is killed: several calls in a cell (answer, second
 * draw of a signal, verdict; turns of a conversation), so that it can die between any two of them.
 * @module
 */
import { answerEntry } from "../cli/answer-entry.js";
import type { Store } from "../core/store.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { agreement } from "../scorers/agreement.js";
import { judge } from "../scorers/judge.js";
import { labelMatch } from "../scorers/label-match.js";
import { answerKey } from "../simulator/answer-key.js";
import { ladderWorld } from "../simulator/demo-world.js";
import type { SimulatorStats } from "../simulator/simulator-stats.js";
import { type Simulator, startSimulator } from "../simulator/start-simulator.js";
import { fixtureEval, fixturePlan, fixtureRun, LADDER, MIDDLE } from "./benchmark-fixture.js";
import { shelfPlan } from "./conversation-fixture.js";
import { BOOK_PRICING, billOf } from "./loopback.js";

export const CRASH_PRICING = BOOK_PRICING;
export const CRASH_JUDGE = MIDDLE;
const CELLS_TO_A_CONVERSATION = 8;

export function crashPlan(items: number): readonly PlannedCell[] {
  const criteria = [{ name: "one_word", question: "Is the answer one word?" }];
  const rubric = judge({ name: "form", task: "Name the queue.", criteria });
  const evaluation = fixtureEval({ scorers: [labelMatch(), rubric], signals: [agreement()] });
  const asked = fixturePlan(items, evaluation, { judge: MIDDLE });
  const held = shelfPlan(Math.ceil(items / CELLS_TO_A_CONVERSATION));
  return asked.flatMap((cell, index) => [cell, ...held.slice(index, index + 1)]);
}

export function crashRun(plan: readonly PlannedCell[]) {
  return fixtureRun(plan);
}

/** The server that the killed processes ask: it goes on, and knows what it has billed. */
export function crashServer(plan: readonly PlannedCell[], latencyScale: number): Promise<Simulator> {
  const models = LADDER.map(({ model }) => model);
  const world = { ...ladderWorld(models, ["triage", "shelves"]), judgeMalformedRate: 0 };
  return startSimulator({ seed: 7, world, answerKey: answerKey(plan.map(answerEntry)), latencyScale });
}

/** What a store says of a run: how far it has come, and between what its bill must lie. */
export interface Holdings {
  readonly outcomes: readonly string[];
  /** Call keys of answers that are kept and not yet used. */
  readonly answers: readonly string[];
  readonly leastNanoUsd: number;
  readonly mostNanoUsd: number;
}

export async function holdings(store: Store): Promise<Holdings> {
  const [run] = await store.runs();
  const runId = run?.runId ?? "";
  const attempts = await store.attempts(runId);
  return {
    outcomes: (await store.outcomes({ runIds: [runId] })).map(({ cellKey }) => cellKey),
    answers: (await store.answers(runId)).map(({ cellKey, role, draw }) => `${cellKey}:${role}:${draw}`),
    leastNanoUsd: attempts.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0),
    mostNanoUsd: attempts.reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? Number.NaN), 0),
  };
}

/** What the server has billed, nano-dollars. */
export function billNanoUsd(stats: SimulatorStats): number {
  return billOf(stats);
}
