import { type Attempt, type Intent, isJudgeRole, isSignalRole, unsentAttempt } from "../core/attempt.js";
import type { Cell } from "../core/cell.js";
import { sha256Hex } from "../core/json.js";
import type { CallAttempt, CallResult, ModelClient, Pricing } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { addUsage, type Usage } from "../core/model-response.js";
import { isAnswered } from "../core/outcome-class.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { CallJournal } from "./call-journal.js";
import type { Cut } from "./cut.js";
import { type BudgetAccount, jointBudget } from "./joint-budget.js";
import { Sending } from "./sending.js";
import type { TierGate } from "./tier-gate.js";

/** What a cell's calls go through. */
export interface CallContext {
  readonly client: ModelClient;
  readonly pricing: Pricing;
  readonly budget: BudgetAccount;
  /** Tier → its own budget, within the whole one; judging draws on the whole one alone. */
  readonly tierBudgets: ReadonlyMap<string, BudgetAccount>;
  /** The gate that the calls of a model pass. */
  readonly gateOf: (model: string) => TierGate;
  readonly journal: CallJournal;
  readonly nowMs: () => number;
  /** Aborts calls under way. */
  readonly abort: AbortSignal;
}

/** What earlier parts of the run have done for a cell. */
export interface CellHistory {
  readonly attempts: readonly Attempt[];
  /** Answers that no outcome has used: they are taken instead of asking. */
  readonly answers: readonly RecordedAnswer[];
  /** Calls that are under way in batches: they are waited for instead of asking. */
  readonly open: readonly Intent[];
}

/** How a call of a cell ended. `cut`: it says nothing about the request, which has to be made again. */
export type CellCall = Exclude<CallResult, { readonly kind: "denied" | "left" }> | Cut;

const INTERRUPTED: Cut = { kind: "cut", by: "interrupted", detail: "interrupted" };
const NO_HISTORY: CellHistory = { attempts: [], answers: [], open: [] };
/** A role that is fit for a call key as it stands. */
const PLAIN_ROLE = /^[\x21-\x7e]{1,128}$/;

/** Makes the calls of one cell, writes every attempt down before and after it, and knows what each cost. */
export class CellLedger {
  readonly #context: CallContext;
  readonly #cell: Cell;
  readonly #history: CellHistory;
  /** Attempts of this part of the run, and those of earlier parts whose answers were taken again. */
  readonly #counted: Attempt[] = [];
  readonly #settling: Promise<void>[] = [];
  readonly #answers: RecordedAnswer[] = [];
  readonly attempts: Attempt[] = [];

  constructor(context: CallContext, cell: Cell, history: CellHistory = NO_HISTORY) {
    this.#context = context;
    this.#cell = cell;
    this.#history = history;
  }

  /** How often earlier parts of the run have obtained an answer in a role, and an outcome has used it. */
  answeredBefore(role: string): number {
    const isUnused = (draw: number) => this.#history.answers.some((one) => one.role === role && one.draw === draw);
    return this.#history.attempts.filter(
      (attempt) => attempt.role === role && isAnswered(attempt.outcomeClass) && !isUnused(attempt.draw),
    ).length;
  }

  /** Whether its answer came with a batch: how long that took says nothing about the tier. */
  isAnsweredInBatch(): boolean {
    const isAnswer = ({ role, outcomeClass }: Attempt) => role === "answer" && isAnswered(outcomeClass);
    const answer = [...this.#history.attempts, ...this.attempts].findLast(isAnswer);
    return answer !== undefined && answer.batch !== null;
  }

  /** Resolves when everything the cell has come to is written down; rejects where it could not be. */
  async settled(): Promise<void> {
    await Promise.all(this.#settling);
  }

  /**
   * One call in a role. Before each attempt its worst case is reserved and it is
   * written down; after it both are settled.
   *
   * @param draw - tells repeated calls of a role apart
   */
  async call(role: string, request: ModelRequest, draw = 0): Promise<CellCall> {
    const recorded = this.#history.answers.find((answer) => answer.role === role && answer.draw === draw);
    if (recorded !== undefined) return this.#taken(recorded);
    const { client, pricing, nowMs, abort } = this.#context;
    const budget = this.#account(role);
    const under = this.#history.open.find((intent) => intent.role === role && intent.draw === draw);
    const worstCase = under === undefined ? pricing.worstCaseNanoUsd(request, nowMs()) : under.worstCaseNanoUsd;
    // The budget of a resumed run begins with what its batches under way can cost.
    if (under === undefined && !(await budget.acquire(worstCase))) return this.#cutByBudget();
    const sending = new Sending(this.#context.gateOf(request.model), this.#cell.key, under);
    let isReserved = true;
    try {
      const result = await client.send(request, {
        callKey: `${this.#cell.key}:${PLAIN_ROLE.test(role) ? role : sha256Hex(role)}:${draw}`,
        signal: abort,
        isPaced: true,
        ...(typeof under?.batch === "string" ? { batch: under.batch } : {}),
        beforeAttempt: async (_index, batch) => {
          // What goes with a batch does not queue at the gate: it is one request for all.
          if (batch === undefined && !(await sending.enter())) return "deny";
          isReserved ||= budget.reserve(worstCase);
          if (!isReserved) return "deny";
          const intent = this.#intent(role, draw, request.model, batch ?? null, worstCase);
          return await sending.begin(intent, this.#context.journal);
        },
        afterAttempt: (attempt) => {
          const entry = this.#entry(sending.end(attempt, abort.aborted), attempt);
          isReserved = false;
          budget.settle(worstCase, entry.chargedNanoUsd);
          this.attempts.push(entry);
          this.#counted.push(entry);
          // An answer is settled together with its text, below.
          if (!isAnswered(attempt.outcomeClass)) this.#settle(entry, null);
        },
      });
      if (result.kind === "denied") return sending.refusal ?? this.#cutByBudget();
      if (result.kind === "left") return INTERRUPTED;
      const last = this.attempts.at(-1);
      if (result.kind === "answered" && last !== undefined) this.#settle(last, result.response);
      if (result.kind === "answered") this.#keep(role, draw, result);
      if (result.kind !== "failed") return result;
      return abort.aborted ? INTERRUPTED : (sending.endOf(result.outcomeClass) ?? result);
    } finally {
      if (isReserved) budget.settle(worstCase, 0);
      const open = sending.abandon();
      // One that goes with a batch may go on at the server: it stays open.
      if (open !== null && open.batch === null) this.#settle(unsentAttempt(open), null);
    }
  }

  /** What signals have been answered, in this part of the run and, where no outcome has used it, before. */
  get signalAnswers(): readonly RecordedAnswer[] {
    return [...this.#history.answers, ...this.#answers].filter(({ role }) => isSignalRole(role));
  }

  #keep(
    role: string,
    draw: number,
    { outcomeClass, response }: Pick<RecordedAnswer, "outcomeClass" | "response">,
  ): void {
    if (isSignalRole(role)) this.#answers.push({ cellKey: this.#cell.key, role, draw, outcomeClass, response });
  }

  #account(role: string): BudgetAccount {
    const { budget, tierBudgets } = this.#context;
    const own = isJudgeRole(role) ? undefined : tierBudgets.get(this.#cell.tier);
    return own === undefined ? budget : jointBudget(own, budget);
  }

  #cutByBudget(): Cut {
    if (this.#context.budget.isExhausted)
      return { kind: "cut", by: "budget", detail: "what is left of the budget is less than another call may cost" };
    return { kind: "cut", by: "tier-budget", detail: `what is left of its budget is less than another call may cost` };
  }

  /** An answer of an earlier part, taken again with what it cost then. */
  #taken({ role, draw, outcomeClass, response }: RecordedAnswer): CellCall {
    const paid = this.#history.attempts.findLast(
      (attempt) => attempt.role === role && attempt.draw === draw && isAnswered(attempt.outcomeClass),
    );
    if (paid !== undefined) this.#counted.push(paid);
    return { kind: "answered", outcomeClass, response, attempts: [] };
  }

  #intent(role: string, draw: number, model: string, batch: string | null, worstCaseNanoUsd: number | null): Intent {
    const index = this.#history.attempts.length + this.attempts.length;
    const startedAtMs = this.#context.nowMs();
    return { cellKey: this.#cell.key, index, role, draw, model, batch, startedAtMs, worstCaseNanoUsd };
  }

  #entry(open: Intent, attempt: CallAttempt): Attempt {
    const { usage, servedModel, startedAtMs, mayBeBilled } = attempt;
    const cost =
      usage === null ? null : this.#context.pricing.costNanoUsd(servedModel ?? open.model, usage, startedAtMs);
    return {
      cellKey: open.cellKey,
      index: open.index,
      role: open.role,
      draw: open.draw,
      model: open.model,
      batch: open.batch,
      servedModel,
      outcomeClass: attempt.outcomeClass,
      httpStatus: attempt.httpStatus,
      requestId: attempt.requestId,
      startedAtMs,
      latencyMs: attempt.latencyMs,
      usage,
      costNanoUsd: cost,
      chargedNanoUsd: cost ?? (mayBeBilled ? open.worstCaseNanoUsd : 0),
      error: attempt.error,
    };
  }

  #settle(attempt: Attempt, response: Parameters<CallJournal["settle"]>[1]): void {
    const settling = this.#context.journal.settle(attempt, response);
    // Told by `settled`; until then nobody listens.
    settling.catch(() => undefined);
    this.#settling.push(settling);
  }

  /** Tokens of the answered attempts in some roles; null where there is none. */
  usage(hasRole: (role: string) => boolean): Usage | null {
    return this.#answered(hasRole).reduce<Usage | null>((sum, { usage }) => sumUsage(sum, usage), null);
  }

  /** List price of the answered attempts in some roles; null where one is not known. */
  costNanoUsd(hasRole: (role: string) => boolean): number | null {
    return total(this.#answered(hasRole).map((attempt) => attempt.costNanoUsd));
  }

  /** The attempts of this part of the run as charged; null where a price is not known. */
  chargedNanoUsd(): number | null {
    return total(this.attempts.map((attempt) => attempt.chargedNanoUsd));
  }

  #answered(hasRole: (role: string) => boolean): readonly Attempt[] {
    return this.#counted.filter((attempt) => isAnswered(attempt.outcomeClass) && hasRole(attempt.role));
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
