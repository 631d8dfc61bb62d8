import { setImmediate } from "node:timers/promises";
import type { Batch } from "../core/batch.js";
import { afterDoubt, type Creation, createBatch, outgoing } from "./batch-creation.js";
import { downloadResults, type ResultsFile } from "./batch-download.js";
import { customId, isOfBatch } from "./batch-id.js";
import { readResultLine } from "./batch-schema.js";
import type { BatchTools } from "./batch-tools.js";
import { ambiguousVerdict, batchVerdict, missingVerdict } from "./batch-verdict.js";
import { type CreatedBatch, waitForEnd } from "./batch-wait.js";
import type { ExchangeVerdict, Expectation } from "./exchange-verdict.js";
import { type AttemptTimes, finishCall, leaveCall, noteAttempt, type WaitingCall } from "./waiting-call.js";

/** What a watch asks of the client it works for. */
export interface WatchOwner {
  readonly tools: BatchTools;
  /** Puts the call key where a simulator finds it. */
  readonly sendsCallKey: boolean;
  expectation(call: WaitingCall): Expectation;
  /** Takes a call for a later batch. */
  again(call: WaitingCall): void;
  /** Does something for a batch that may fail, and never does itself. */
  guard(watch: BatchWatch, carryOut: () => Promise<void>): void;
}

/** One batch, from handing it in, or from where an earlier part of the run left it, to its last result. */
export class BatchWatch {
  readonly #owner: WatchOwner;
  readonly #waiting = new Map<string, WaitingCall>();
  /** Calls whose result nobody has taken yet. */
  #open: number;
  #batch: Batch;
  /** What every further call of it comes to; null: it is not known yet. */
  #deliver: ((id: string, call: WaitingCall) => void) | null = null;

  constructor(batch: Batch, openCalls: number, owner: WatchOwner) {
    this.#batch = batch;
    this.#open = openCalls;
    this.#owner = owner;
  }

  get batch(): Batch {
    return this.#batch;
  }

  /** Adds a call that the batch has been, or is about to be, sent with. @throws RangeError where it is there already */
  join(call: WaitingCall): void {
    const id = customId(this.#batch.batch, call.options.callKey);
    if (this.#waiting.has(id))
      throw new RangeError(`call "${call.options.callKey}" is in batch ${this.#batch.batch} twice`);
    this.#waiting.set(id, call);
    if (this.#deliver === null) return;
    this.#deliver(id, call);
    this.#owner.guard(this, () => this.#close());
  }

  /** Hands the batch in, with the calls that have joined, and sees to its end. */
  async handIn(signal: AbortSignal | undefined): Promise<void> {
    const { tools, sendsCallKey } = this.#owner;
    const ids = new Set(this.#waiting.keys());
    await this.#put({ ...this.#batch, status: "intended" });
    const requests = () => outgoing(this.#batch, [...this.#waiting.values()], sendsCallKey);
    await this.#follow(await createBatch(this.#batch, requests, signal, tools), (id) => ids.has(id));
  }

  /** Goes on where an earlier part of the run has stopped. */
  async takeUp(): Promise<void> {
    const { apiId, batch } = this.#batch;
    const creation: Creation =
      apiId === null
        ? await afterDoubt(this.#batch, "the process ended before it was answered", this.#owner.tools)
        : { kind: "created", apiId };
    await this.#follow(creation, (id) => isOfBatch(id, batch));
  }

  /** Ends all its calls, which go on without us. */
  leave(): void {
    for (const call of this.#waiting.values()) leaveCall(call);
    this.#waiting.clear();
  }

  /** Ends all its calls with an error that stops the run. */
  fail(thrown: unknown): void {
    for (const call of this.#waiting.values()) call.reject(thrown);
    this.#waiting.clear();
  }

  async #follow(creation: Creation, isKnown: (id: string) => boolean): Promise<void> {
    if (creation.kind !== "created") return await this.#never(creation);
    const { tools } = this.#owner;
    const created: CreatedBatch = { ...this.#batch, apiId: creation.apiId };
    if (created.apiId !== this.#batch.apiId) await this.#put({ ...created, status: "created" });
    tools.tell({ kind: "created", batch: created });
    const state = await waitForEnd(created, tools);
    await this.#put({ ...created, status: "ended" });
    const file = await downloadResults(created, state, isKnown, tools);
    this.#reconcile(file);
    this.#deliverAll((id, call) => this.#answer(id, call, file));
    await this.#close();
  }

  /** Nothing was created: refused for good, or certainly absent and asked again. */
  async #never({ kind, verdict }: Exclude<Creation, { kind: "created" }>): Promise<void> {
    this.#deliverAll((_id, call) => this.#end(call, verdict, this.#times(), kind === "absent"));
    await this.#close();
  }

  #deliverAll(deliver: (id: string, call: WaitingCall) => void): void {
    this.#deliver = (id, call) => {
      this.#waiting.delete(id);
      this.#open -= 1;
      deliver(id, call);
    };
    for (const [id, call] of this.#waiting) this.#deliver(id, call);
  }

  #answer(id: string, call: WaitingCall, { lines, isSimulated }: ResultsFile): void {
    const line = lines.get(id);
    lines.delete(id);
    const times = this.#times();
    const result = typeof line === "string" ? readResultLine(line)?.result : undefined;
    if (result !== undefined) {
      const verdict = batchVerdict(result, { ...times, isSimulated }, this.#owner.expectation(call));
      return this.#end(call, verdict, times, false);
    }
    if (line === null) return this.#end(call, ambiguousVerdict(), times, false);
    const isAskedAgain = !call.wasMissing;
    call.wasMissing = true;
    this.#end(call, missingVerdict(), times, isAskedAgain);
  }

  #end(call: WaitingCall, verdict: ExchangeVerdict, times: AttemptTimes, isAskedAgain: boolean): void {
    if (!isAskedAgain || this.#owner.tools.leaving.aborted) return finishCall(call, verdict, times);
    noteAttempt(call, verdict, times, false);
    this.#owner.again(call);
  }

  #reconcile({ lines, repeated, strangers }: ResultsFile): void {
    const missing = this.#batch.requests - lines.size;
    if (missing === 0 && repeated.size === 0 && strangers === 0) return;
    this.#owner.tools.tell({ kind: "reconciled", batch: this.#batch, missing, repeated: repeated.size, strangers });
  }

  /** Marks the batch as done when all its calls have what they came for. */
  async #close(): Promise<void> {
    if (this.#open > 0) return;
    // The calls that have just ended hand their answers to the store first, so that this is kept after them.
    await setImmediate();
    await this.#put({ ...this.#batch, status: "collected" });
  }

  async #put(batch: Batch): Promise<void> {
    await this.#owner.tools.journal.put(batch);
    this.#batch = batch;
    if (batch.apiId !== null) this.#owner.tools.knownIds.add(batch.apiId);
  }

  #times(): AttemptTimes {
    const { intendedAtMs } = this.#batch;
    return { startedAtMs: intendedAtMs, latencyMs: Math.max(0, this.#owner.tools.clock.nowMs() - intendedAtMs) };
  }
}
