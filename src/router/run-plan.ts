import { planOf, type Ruling, tierOf } from "./decision.js";
import type { DecisionParams, FollowedTable, PlanStep } from "./followed-table.js";
import { effectiveLimits, type RunLimits, RunLog } from "./run-log.js";
import { type HopCause, RouterCallError, type RunOverrides, type RunRecord } from "./run-record.js";
import { checkSignals, type SignalReadings } from "./signal-check.js";

/** What the router asks of its caller: call this model with these parameters. */
export interface TierCall<Request> {
  readonly tier: string;
  readonly model: string;
  readonly params: DecisionParams;
  /** Calls made before this one in the run. */
  readonly hop: number;
  /** As it was given to `run`. An escalation asks the original question, not the failed draft. */
  readonly request: Request;
  readonly signal?: AbortSignal;
}

/** What the caller hands back. */
export interface TierAnswer<Response> {
  readonly response: Response;
  /** What is not here counts as the lowest value. */
  readonly signals?: SignalReadings | undefined;
  /** USD, 0 or more; absent: not known. */
  readonly costUsd?: number | undefined;
}

/** What one run is told besides its request. */
export interface RunOptions {
  /** Handed on to each call; once aborted, no further call is made. */
  readonly signal?: AbortSignal;
  /** Sees every record, also that of a run that rejects. What it throws is ignored: a log must not lose a paid answer. */
  readonly onRecord?: (record: RunRecord) => void | Promise<void>;
  readonly overrides?: RunOverrides;
}

/** The answer that stands, and how it came about. */
export interface RunResult<Response> {
  readonly response: Response;
  /** The tier that gave the response. */
  readonly tier: string;
  readonly record: RunRecord;
}

/** Carries out one step: asks the model, reads the signals. */
export type Call<Request, Response> = (call: TierCall<Request>) => Promise<TierAnswer<Response>>;

/** The call to make next. `position` is its place in the plan, kept by a fallback that is not in the plan. */
interface Next extends PlanStep {
  readonly cause: HopCause;
  readonly position: number;
}

/** What one run works on. */
interface Course<Request, Response> {
  readonly table: FollowedTable;
  readonly plan: readonly PlanStep[];
  readonly errorFallback: readonly string[];
  readonly limits: RunLimits;
  readonly request: Request;
  readonly call: Call<Request, Response>;
  readonly signal: AbortSignal | undefined;
  readonly log: RunLog;
}

type Best<Response> = { readonly response: Response; readonly tier: string } | null;

/**
 * Carries out a ruling: asks, judges the answer by its signals, goes one step on
 * where they do not suffice, and to the fallback tiers where a call fails.
 *
 * @throws RouterCallError, with the record, if no call gave an answer or the caller aborted
 * @throws RangeError on overrides that make no sense
 */
export async function runPlan<Request, Response>(
  table: FollowedTable,
  ruling: Ruling,
  request: Request,
  call: Call<Request, Response>,
  now: () => number,
  options: RunOptions = {},
): Promise<RunResult<Response>> {
  const overrides = options.overrides ?? {};
  const limits = effectiveLimits(table, overrides);
  const plan = overrides.tier === undefined ? ruling.decision.plan : planOf(tierOf(table, overrides.tier).id);
  const log = new RunLog(ruling, request, overrides, now);
  const { signal } = options;
  const { errorFallback } = ruling;
  const { best, thrown } = await follow({ table, plan, errorFallback, limits, request, call, signal, log });
  const record = log.record(best?.tier ?? null);
  void notify(options.onRecord, record);
  if (best !== null && record.end !== "aborted") return Object.freeze({ ...best, record });
  const tried = record.hops.map(({ tier }) => tier).join(", ");
  const message = record.end === "aborted" ? "aborted by the caller" : `every call failed (${tried})`;
  throw new RouterCallError(message, record, { cause: thrown });
}

async function follow<Request, Response>(
  course: Course<Request, Response>,
): Promise<{ best: Best<Response>; thrown: unknown }> {
  const { plan, log, signal } = course;
  const isAborted = () => signal?.aborted === true;
  let best: Best<Response> = null;
  let thrown: unknown = null;
  let next: Next | null = stepAt(plan, 0);
  while (next !== null) {
    if (isAborted()) {
      log.stop("aborted");
      return { best, thrown: signal?.reason };
    }
    const asked = await ask(course, next);
    if ("response" in asked) {
      best = { response: asked.response, tier: next.tier };
      next = asked.accepted ? log.stop("accepted") : afterDoubt(course, next);
    } else {
      thrown = asked.thrown;
      // An aborted call fails because of the abort, and the loop ends there: that is no outage.
      if (!isAborted()) next = afterError(course, next);
    }
  }
  return { best, thrown };
}

type Asked<Response> = { readonly response: Response; readonly accepted: boolean } | { readonly thrown: unknown };

async function ask<Request, Response>(
  { table, request, call, signal, log }: Course<Request, Response>,
  { tier: id, accept, cause }: Next,
): Promise<Asked<Response>> {
  const { model, params } = tierOf(table, id);
  const hop = log.start(id, model, cause);
  try {
    const answer = await call({ tier: id, model, params, hop: hop.index, request, ...(signal ? { signal } : {}) });
    if (typeof answer !== "object" || answer === null || !("response" in answer)) {
      throw new TypeError("no { response }");
    }
    const { response, costUsd } = answer;
    const signals = checkSignals(accept, table.signals, answer.signals ?? {});
    const accepted = signals.every(({ isMet }) => isMet);
    hop.answered({ signals, accepted, costUsd });
    return { response, accepted };
  } catch (thrown) {
    hop.failed(thrown);
    return { thrown };
  }
}

/** One step on in the plan, unless a limit has been reached. A tier that failed in this run is passed over. */
function afterDoubt<Request, Response>(course: Course<Request, Response>, from: Next): Next | null {
  const { plan, limits, log } = course;
  const position = plan.findIndex(({ tier }, index) => index > from.position && !log.hasFailed(tier));
  const next = stepAt(plan, position);
  if (next === null) return log.stop("exhausted");
  if (log.escalations >= limits.maxHops) return log.stop("max-hops");
  if (log.totalCostUsd >= limits.maxCostUsd) return log.stop("cost-ceiling");
  log.escalations += 1;
  return next;
}

/**
 * The next fallback tier that this run has not asked. One that stands further on
 * in the plan takes that step's place with its conditions; the answer of any
 * other is taken as it is, because nothing was measured that could judge it.
 */
function afterError<Request, Response>(course: Course<Request, Response>, from: Next): Next | null {
  const { plan, errorFallback, limits, log } = course;
  const tier = errorFallback.find((candidate) => !log.hasAsked(candidate));
  if (tier === undefined) return log.stop("call-failed");
  if (log.totalCostUsd >= limits.maxCostUsd) return log.stop("cost-ceiling");
  const position = plan.findIndex((step, index) => index > from.position && step.tier === tier);
  const step = stepAt(plan, position);
  return step === null
    ? { tier, accept: "always", cause: "error-fallback", position: from.position }
    : { ...step, cause: "error-fallback" };
}

function stepAt(plan: readonly PlanStep[], position: number): Next | null {
  const step = plan[position];
  return step === undefined ? null : { tier: step.tier, accept: step.accept, cause: "plan", position };
}

async function notify(onRecord: RunOptions["onRecord"], record: RunRecord): Promise<void> {
  try {
    await onRecord?.(record);
  } catch {
    // Documented: what an observer throws does not reach the caller of a run.
  }
}
