import type { Attempt } from "../core/attempt.js";
import { sha256Hex } from "../core/json.js";
import type { CallAttempt, CallResult, ModelClient, Pricing } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { addUsage, type Usage } from "../core/model-response.js";
import { isAnswered } from "../core/outcome-class.js";
import type { Budget } from "./budget.js";

/** What a cell's calls go through. */
export interface CallContext {
  readonly client: ModelClient;
  readonly pricing: Pricing;
  readonly budget: Budget;
  readonly nowMs: () => number;
  /** Aborts calls under way. */
  readonly abort: AbortSignal;
}

/** Why a cell was left unfinished through no fault of its own. */
export type CutBy = "budget" | "interrupted";

/** How a call of a cell ended. `cut`: it says nothing about the request, which has to be made again. */
export type CellCall = Exclude<CallResult, { readonly kind: "denied" }> | { readonly kind: "cut"; readonly by: CutBy };

/** A role that is fit for a call key as it stands. */
const PLAIN_ROLE = /^[\x21-\x7e]{1,128}$/;

/** Makes the calls of one cell and keeps every attempt with what it cost. */
export class CellLedger {
  readonly #context: CallContext;
  readonly #cellKey: string;
  readonly #earlier: readonly Attempt[];
  readonly attempts: Attempt[] = [];

  /** @param earlier - attempts that earlier parts of the run have made for the cell */
  constructor(context: CallContext, cellKey: string, earlier: readonly Attempt[] = []) {
    this.#context = context;
    this.#cellKey = cellKey;
    this.#earlier = earlier;
  }

  /** How often earlier parts of the run have obtained an answer in a role. */
  answeredBefore(role: string): number {
    return this.#earlier.filter((attempt) => attempt.role === role && isAnswered(attempt.outcomeClass)).length;
  }

  /**
   * One call in a role. Reserves the worst case before each attempt and settles after it.
   *
   * @param draw - tells repeated calls of a role apart
   */
  async call(role: string, request: ModelRequest, draw = 0): Promise<CellCall> {
    const { client, pricing, budget, nowMs, abort } = this.#context;
    const worstCase = pricing.worstCaseNanoUsd(request, nowMs());
    if (!(await budget.acquire(worstCase))) return { kind: "cut", by: "budget" };
    let isReserved = true;
    try {
      const result = await client.send(request, {
        callKey: `${this.#cellKey}:${PLAIN_ROLE.test(role) ? role : sha256Hex(role)}:${draw}`,
        signal: abort,
        beforeAttempt: () => {
          isReserved ||= budget.reserve(worstCase);
          return isReserved;
        },
        afterAttempt: (attempt) => {
          const entry = this.#entry(role, request.model, attempt, worstCase);
          isReserved = false;
          budget.settle(worstCase, entry.chargedNanoUsd);
          this.attempts.push(entry);
        },
      });
      if (result.kind === "denied") return { kind: "cut", by: "budget" };
      return result.kind === "failed" && abort.aborted ? { kind: "cut", by: "interrupted" } : result;
    } finally {
      if (isReserved) budget.settle(worstCase, 0);
    }
  }

  #entry(role: string, model: string, attempt: CallAttempt, worstCase: number | null): Attempt {
    const { usage } = attempt;
    const cost =
      usage === null
        ? null
        : this.#context.pricing.costNanoUsd(attempt.servedModel ?? model, usage, attempt.startedAtMs);
    return {
      cellKey: this.#cellKey,
      index: this.attempts.length,
      role,
      model,
      servedModel: attempt.servedModel,
      outcomeClass: attempt.outcomeClass,
      httpStatus: attempt.httpStatus,
      requestId: attempt.requestId,
      startedAtMs: attempt.startedAtMs,
      latencyMs: attempt.latencyMs,
      usage,
      costNanoUsd: cost,
      chargedNanoUsd: cost ?? (attempt.mayBeBilled ? worstCase : 0),
      error: attempt.error,
    };
  }

  /** Tokens of the answered attempts in some roles; null where there is none. */
  usage(hasRole: (role: string) => boolean): Usage | null {
    return this.#answered(hasRole).reduce<Usage | null>((sum, { usage }) => sumUsage(sum, usage), null);
  }

  /** List price of the answered attempts in some roles; null where one is not known. */
  costNanoUsd(hasRole: (role: string) => boolean): number | null {
    return total(this.#answered(hasRole).map((attempt) => attempt.costNanoUsd));
  }

  /** All attempts as charged; null where a price is not known. */
  chargedNanoUsd(): number | null {
    return total(this.attempts.map((attempt) => attempt.chargedNanoUsd));
  }

  #answered(hasRole: (role: string) => boolean): readonly Attempt[] {
    return this.attempts.filter((attempt) => isAnswered(attempt.outcomeClass) && hasRole(attempt.role));
  }
}

/** Tokens of two parts of a cell; null: this part has none. */
export function sumUsage(a: Usage | null, b: Usage | null): Usage | null {
  return a === null ? b : b === null ? a : addUsage(a, b);
}

/** A sum that is not known where one part is not. */
export function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}
