import type { Intent } from "../core/attempt.js";
import type { CallAttempt, Permission } from "../core/model-client.js";
import type { FailedClass } from "../core/outcome-class.js";
import type { CallJournal } from "./call-journal.js";
import type { Cut } from "./cut.js";
import type { Pass, TierGate } from "./tier-gate.js";

/** One call on its way: the pass it holds at the gate, and the intent that is open in the journal. */
export class Sending {
  readonly #gate: TierGate;
  readonly #call: string;
  #pass: Extract<Pass, { readonly atMs: number }> | null = null;
  #intent: Intent | null;
  refusal: Cut | null = null;

  /** @param open - the intent of a call that is under way in a batch already */
  constructor(gate: TierGate, call: string, open: Intent | null = null) {
    this.#gate = gate;
    this.#call = call;
    this.#intent = open;
  }

  async enter(): Promise<boolean> {
    const pass = await this.#gate.enter();
    if (pass.kind === "refused") this.refusal = { kind: "cut", by: pass.by, detail: pass.detail };
    else this.#pass = pass;
    return pass.kind !== "refused";
  }

  /** @throws what the journal throws: then nothing is written down, and nothing may be sent */
  async begin(intent: Intent, journal: CallJournal): Promise<Permission> {
    await journal.intend(intent);
    this.#intent = intent;
    return this.#pass?.kind ?? "send";
  }

  /**
   * @param isCut - by us: how it ended says nothing about the server
   * @returns the intent that the attempt settles
   */
  end(attempt: CallAttempt, isCut: boolean): Intent {
    const intent = this.#intent;
    if (intent === null) throw new Error(`call ${this.#call} was sent without being written down`);
    if (this.#pass !== null) this.#gate.leave(this.#pass, this.#call, isCut ? null : attempt);
    this.#pass = null;
    this.#intent = null;
    return intent;
  }

  /** What a failed call comes to where its failure has closed the gate: its cell says nothing. Else null. */
  endOf(outcomeClass: FailedClass): Cut | null {
    const closed = this.#gate.refusal;
    if (closed === null || outcomeClass !== "infra_transient_exhausted") return null;
    return { kind: "cut", by: closed.by, detail: closed.detail };
  }

  /** Gives the pass back. @returns the intent that nothing came of; null where there is none */
  abandon(): Intent | null {
    if (this.#pass !== null) this.#gate.leave(this.#pass, this.#call, null);
    this.#pass = null;
    return this.#intent;
  }
}
