import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { CrashPoint } from "../store/store-hooks.js";

const ROOT = new URL("../../", import.meta.url).pathname;

/** Moments of a call at which the process may die, besides those of the store. */
export const CALL_CRASH_POINTS = ["before-send", "after-send", "after-answer"] as const;
export type RunCrashPoint = CrashPoint | (typeof CALL_CRASH_POINTS)[number];

/** What a run under test is told. */
export interface CrashTask {
  readonly database: string;
  readonly baseUrl: string;
  readonly items: number;
  readonly concurrency: number;
  /** Where it kills itself: when it comes by there for the nth time. */
  readonly crash?: { readonly point: RunCrashPoint; readonly nth: number };
}

/**
 * Opens the store, says what it holds ("holds <json>"), then starts or resumes the
 * run of the crash world; says "kept <key>" for every outcome that is acknowledged
 * and "done" at the end.
 */
const RUNNER = `
  import { setMaxListeners } from "node:events";
  import { anthropicClient } from "./dist.test/models/anthropic-client.js";
  import { systemClock } from "./dist.test/models/call-clock.js";
  import { Budget } from "./dist.test/runner/budget.js";
  import { resumeRun, startRun } from "./dist.test/runner/run-benchmark.js";
  import { tierGates } from "./dist.test/runner/tier-gates.js";
  import { checkInput } from "./dist.test/scorers/check-input.js";
  import { openStore } from "./dist.test/store/duckdb-store.js";
  import * as world from "./dist.test/testing/crash-world.js";
  const task = JSON.parse(process.argv[1]);
  const say = (line) => process.stdout.write(line + "\\n");
  const { crash } = task;
  let passed = 0;
  const pass = (name) => {
    if (name === crash?.point && ++passed === crash.nth) process.kill(process.pid, "SIGKILL");
  };
  const store = await openStore(task.database, { hooks: { crashPoint: pass } });
  const isNew = (await store.runs()).length === 0;
  say("holds " + JSON.stringify(isNew ? null : await world.holdings(store)));
  const plan = world.crashPlan(task.items);
  const http = anthropicClient({ apiKey: "simulated", baseUrl: task.baseUrl, deadlineMs: 20000, backoffBaseMs: 1, backoffCapMs: 5 });
  const client = {
    send: (request, options) => http.send(request, {
      ...options,
      async beforeAttempt(index) {
        const permission = await options.beforeAttempt(index);
        if (permission !== "deny") {
          pass("before-send");
          setTimeout(() => pass("after-send"), 3);
        }
        return permission;
      },
      afterAttempt(attempt) {
        pass("after-answer");
        options.afterAttempt(attempt);
      },
    }),
  };
  const never = new AbortController().signal;
  setMaxListeners(0, never);
  const gateOf = tierGates({ clock: systemClock, concurrencyOf: () => task.concurrency, ratesOf: () => ({}), drain: never });
  const options = {
    store, client, gateOf, pricing: world.CRASH_PRICING, budget: new Budget(null), tierBudgets: new Map(), nowMs: Date.now,
    judge: world.CRASH_JUDGE, concurrency: task.concurrency, retryErrors: false, drain: never, abort: never, checkInput,
    onOutcome: ({ cellKey }) => say("kept " + cellKey),
  };
  const run = world.crashRun(plan);
  const result = await (isNew ? startRun : resumeRun)(isNew ? run : await store.run(run.runId), plan, options);
  await store[Symbol.asyncDispose]();
  say("done " + JSON.stringify({ scored: result.scored, errored: result.errored, missing: result.missing }));
  process.exit(0);
`;

export interface CrashChild {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** Resolves when it has ended and all it said has been read. */
  readonly ended: Promise<void>;
}

/** Starts another process that carries out the run of a task, until it is done or dies. */
export function startCrashChild(task: CrashTask): CrashChild {
  const words = ["--input-type=module", "--eval", RUNNER, JSON.stringify(task)];
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  return { process: child, lines, ended: new Promise((resolve) => child.once("close", () => resolve())) };
}
