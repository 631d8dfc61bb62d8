import type { Attempt } from "../core/attempt.js";
import type { Outcome } from "../core/outcome.js";
import { isAnswered } from "../core/outcome-class.js";
import type { DispatchResult } from "../runner/dispatch.js";
import type { FaultCase } from "./fault-cases.js";

/** Which calls are struck. */
export interface Strike {
  /** Position of the tier, 0 to 3. */
  readonly tier: number;
  readonly role: "answer" | "judge";
  /** The first attempt of each call, or the last that a call may make. */
  readonly attempt: "first" | "last";
}

/** What is wrong with how a case ended, a line each; empty: nothing. */
export type Violations = readonly string[];

/** What a run has left. */
export interface PlayedRun {
  readonly outcomes: readonly Outcome[];
  readonly attempts: readonly Attempt[];
  /** What the server has billed for it. */
  readonly billNanoUsd: number;
}

/** A run under faults. */
export interface StruckRun extends PlayedRun {
  /** Of the struck tier. */
  readonly model: string;
  /** Requests that the server has received. */
  readonly requests: number;
  readonly deadlineMs: number;
  /** The longest of the struck calls, real time. */
  readonly slowestMs: number;
  readonly stopped: DispatchResult["stopped"];
}

export interface PlayedCase {
  readonly struck: StruckRun;
  /** The same run, resumed without faults. */
  readonly calm: PlayedRun;
  /** The outcomes of a run in which nothing went wrong. */
  readonly straight: readonly Outcome[];
}

const MOST_ATTEMPTS = 5;
const GRACE_MS = 2000;
/** What an answer that the server gave whole says of the model, and stands. */
const KEPT_ANSWERS = new Set(["model_empty", "model_truncated", "model_refusal", "model_unexpected_stop"]);

/** Whether a call is one of those that are struck. */
export function isStruck(
  strike: Strike,
  model: string,
  call: { readonly model: string; readonly role: string },
): boolean {
  return call.model === model && call.role.startsWith("judge") === (strike.role === "judge");
}

/** Everything that a case demands of the runs it was played in. */
export function violations(given: FaultCase, strike: Strike, { struck, calm, straight }: PlayedCase): Violations {
  const { attempts, requests, slowestMs, deadlineMs, stopped } = struck;
  const wrong = [
    ...wrongCalls(given, strike, struck),
    ...outagesScored(struck),
    ...wrongLedger(struck.attempts, struck.billNanoUsd, "when the faults ended"),
    ...wrongLedger(calm.attempts, struck.billNanoUsd + calm.billNanoUsd, "at the end"),
    ...wrongOutcomes(calm.outcomes, straight, (outcome) => isKept(given, strike, struck, outcome)),
  ];
  if (attempts.length !== requests) wrong.push(`${attempts.length} attempts written down for ${requests} requests`);
  if (slowestMs > deadlineMs + GRACE_MS) wrong.push(`a call took ${Math.round(slowestMs)} ms`);
  const isStop = given.outcomeClass === "auth_billing_stop";
  if ((stopped?.reason === "account") !== isStop) wrong.push(`stopped: ${stopped?.reason ?? "no"}`);
  return wrong;
}

/** Each struck attempt in its class, and each call goes on, or ends, as the case says. */
function wrongCalls(given: FaultCase, strike: Strike, { attempts, model }: StruckRun): Violations {
  const struckAt = strike.attempt === "first" ? 0 : MOST_ATTEMPTS - 1;
  const calls = callsOf(attempts.filter((attempt) => isStruck(strike, model, attempt)));
  const goesOn = strike.attempt === "first" && given.isRetried;
  const wrong = calls.flatMap((call) => {
    const [struck, last] = [call[struckAt], call.at(-1)];
    if (struck?.outcomeClass !== given.outcomeClass)
      return isFirstOfItsId(given, struck) ? [] : [`class ${struck?.outcomeClass}`];
    if (given.message !== undefined && !given.message.test(struck.error ?? "")) return [`said "${struck.error}"`];
    if (goesOn) return last?.outcomeClass === "ok" && call.length === 2 ? [] : [`went on to ${last?.outcomeClass}`];
    return call.length === struckAt + 1 ? [] : [`${call.length} attempts`];
  });
  const inClass = calls.filter((call) => call[struckAt]?.outcomeClass === given.outcomeClass);
  return inClass.length === 0 ? [...wrong, "no call was struck"] : wrong;
}

/** Of answers with one id the first is good. */
function isFirstOfItsId({ id }: FaultCase, attempt: Attempt | undefined): boolean {
  return id === "F42" && attempt?.outcomeClass === "ok";
}

function callsOf(attempts: readonly Attempt[]): readonly (readonly Attempt[])[] {
  const calls = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const key = `${attempt.cellKey}:${attempt.role}:${attempt.draw}`;
    calls.set(key, [...(calls.get(key) ?? []), attempt]);
  }
  return [...calls.values()];
}

/** A cell with a score is one whose calls were all answered. */
function outagesScored({ outcomes, attempts }: PlayedRun): Violations {
  const failed = callsOf(attempts).flatMap((call) => {
    const last = call.at(-1);
    return last === undefined || isAnswered(last.outcomeClass) ? [] : [last.cellKey];
  });
  return outcomes.flatMap(({ cellKey, status, score, outcomeClass }) => {
    if ((status === "scored") !== (score !== null)) return [`status ${status} with score ${score}`];
    return status === "scored" && failed.includes(cellKey) ? [`an outage was scored as ${outcomeClass}`] : [];
  });
}

/** The ledger brackets the bill, in whole nano-dollars. */
function wrongLedger(attempts: readonly Attempt[], billNanoUsd: number, when: string): Violations {
  const least = attempts.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0);
  const most = attempts.reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? Number.NaN), 0);
  const isBracket = least <= billNanoUsd && billNanoUsd <= most && Number.isSafeInteger(most);
  return isBracket ? [] : [`ledger ${least} to ${most}, bill ${billNanoUsd} ${when}`];
}

/** What the model was heard to say stands: the cell differs from that of a straight run. */
function isKept({ outcomeClass }: FaultCase, { role }: Strike, { model }: StruckRun, outcome: Outcome): boolean {
  return role === "answer" && KEPT_ANSWERS.has(outcomeClass) && outcome.model === model;
}

/** Spending and latency apart, the resumed run has what the straight one has. */
function wrongOutcomes(
  outcomes: readonly Outcome[],
  straight: readonly Outcome[],
  isKept: (outcome: Outcome) => boolean,
): Violations {
  const unscored = outcomes.filter(({ status }) => status !== "scored").length;
  const differing = straight.filter((wanted, index) => {
    const found = outcomes[index];
    return found === undefined || (!isKept(wanted) && measured(found) !== measured(wanted));
  });
  return [
    ...(unscored === 0 ? [] : [`${unscored} cells without a score at the end`]),
    ...differing.map(({ cellKey }) => `cell ${cellKey.slice(0, 8)} is not as in a straight run`),
  ];
}

function measured(outcome: Outcome): string {
  const {
    chargedNanoUsd: _charged,
    judgeCostNanoUsd: _judge,
    attempts: _attempts,
    latencyMs: _latency,
    ...rest
  } = outcome;
  return JSON.stringify(rest);
}
