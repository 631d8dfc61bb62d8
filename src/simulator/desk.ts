import type { Simulation, Subject } from "./answer.js";
import type { BatchShelf } from "./batch-shelf.js";
import type { Delivery } from "./fault-delivery.js";
import { type CheckedFaultPlan, type Fault, type FaultSubject, faultFor, faultName } from "./fault-plan.js";
import type { Pauses } from "./pauses.js";
import type { PromptCache } from "./prompt-cache.js";
import type { StatsLedger } from "./simulator-stats.js";
import type { WireRequest } from "./wire-request.js";

/** What serving a request needs. */
export interface Desk extends Simulation {
  readonly faults: CheckedFaultPlan;
  /** Factor on simulated latencies; 0 answers at once. */
  readonly latencyScale: number;
  readonly stats: StatsLedger;
  readonly pauses: Pauses;
  readonly cache: PromptCache;
  readonly shelf: BatchShelf;
}

/** One received request. */
export interface Arrival extends Delivery {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The `host` header: where the client believes to be. */
  readonly host: string;
  readonly body: string;
  /** The `idempotency-key` header; empty where there is none. */
  readonly callKey: string;
  /** What attempts are counted by. */
  readonly key: string;
  /** Position among the requests with this key, from 1. */
  readonly attempt: number;
}

/** The fault that strikes an attempt, counted; null: none. */
export function strike(
  desk: Desk,
  { method, path, key, attempt }: Pick<Arrival, "method" | "path" | "key" | "attempt">,
  about: Partial<FaultSubject>,
): Fault | null {
  const fault = faultFor(desk.faults, desk.seed, { ...about, method, path, key, attempt });
  if (fault !== null) desk.stats.struck(faultName(fault));
  return fault;
}

/** What fault rules can look at in a message request. */
export function describe({ model }: WireRequest, subject: Subject): Partial<FaultSubject> {
  const taskType = subject.role === "answer" ? { taskType: subject.entry.taskType } : {};
  return { model, role: subject.role, ...taskType };
}
