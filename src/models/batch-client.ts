import type { Batch, BatchJournal } from "../core/batch.js";
import { UsageError } from "../core/errors.js";
import type { CallOptions, CallResult, ModelClient } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { isAcceptedModel } from "./accepted-model.js";
import { answerLedger } from "./answer-ledger.js";
import { BatchApi } from "./batch-api.js";
import { BATCH_LIMITS } from "./batch-limits.js";
import { type BatchNews, type BatchTiming, type BatchTools, LeftBehind } from "./batch-tools.js";
import { unbilled } from "./batch-verdict.js";
import { BatchWatch, type WatchOwner } from "./batch-watch.js";
import { type AnthropicClientOptions, clientSettings } from "./client-settings.js";
import { messageParams } from "./message-params.js";
import { QuietSdk } from "./quiet-sdk.js";
import { leaveCall, noteAttempt, type WaitingCall } from "./waiting-call.js";

/** Slow enough for batches that take minutes to hours. */
export const USUAL_TIMING: BatchTiming = { quietMs: 500, pollFromMs: 5000, pollToMs: 60_000, settleMs: 10 * 60_000 };
/** Custom id, metadata and punctuation of a request, bytes. */
const OVERHEAD_BYTES = 512;
const CALL_KEY = /^[\x21-\x7e]{1,255}$/;
/** Batches that a call tries to be created with. */
const MOST_ATTEMPTS = 5;

export interface BatchClientOptions
  extends Pick<AnthropicClientOptions, "apiKey" | "baseUrl" | "modelAliases" | "clock"> {
  readonly journal: BatchJournal;
  /** Requests of one batch at most. @defaultValue what the API takes */
  readonly maxRequests?: number;
  /** Bytes of one batch at most. @defaultValue what the API takes */
  readonly maxBytes?: number;
  readonly timing?: BatchTiming;
  /**
   * Sends the call key as `metadata.user_id`: what a simulator answers depends on
   * it, as on the `idempotency-key` of a direct call. @defaultValue false
   */
  readonly sendsCallKey?: boolean;
  readonly onNews?: (news: BatchNews) => void;
}

/** The Message Batches API as a `ModelClient`: whatever calls come are collected, and go out together. */
export interface BatchClient extends ModelClient, AsyncDisposable {
  /**
   * Waits for nothing any longer and takes no further call. Batches that were
   * handed in go on at the server; their calls end as `left`.
   *
   * @returns those under way
   */
  leave(): readonly Batch[];
  /** Leaves, and resolves when nothing more is written down: the store may be closed then. */
  close(): Promise<void>;
}

/**
 * @throws UsageError as `anthropicClient` does, or on a limit out of range
 */
export function batchClient(options: BatchClientOptions): BatchClient {
  const { maxRequests = BATCH_LIMITS.requests, maxBytes = BATCH_LIMITS.bytes } = options;
  if (!(Number.isInteger(maxRequests) && maxRequests >= 1 && maxRequests <= BATCH_LIMITS.requests)) {
    throw new UsageError(`a batch of ${maxRequests} requests: give 1 to ${BATCH_LIMITS.requests}`);
  }
  if (!(maxBytes >= 1 && maxBytes <= BATCH_LIMITS.bytes)) {
    throw new UsageError(`a batch of ${maxBytes} bytes: give 1 to ${BATCH_LIMITS.bytes}`);
  }
  return new Collector(options, { maxRequests, maxBytes });
}

interface Limits {
  readonly maxRequests: number;
  readonly maxBytes: number;
}

class Collector implements BatchClient, WatchOwner {
  readonly #limits: Limits;
  readonly #leaving = new AbortController();
  readonly #ledger = answerLedger();
  readonly #aliases: { readonly [model: string]: readonly string[] };
  readonly #watches = new Map<string, BatchWatch>();
  readonly sendsCallKey: boolean;
  readonly tools: BatchTools;
  /** Calls that no batch has been cut for. */
  #gathered: WaitingCall[] = [];
  #gatheredBytes = 0;
  #arrivals = 0;
  #isGathering = false;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: BatchClientOptions, limits: Limits) {
    const { apiKey, baseUrl, modelAliases, clock } = clientSettings({ ...options, deadlineMs: 1 });
    const { journal, timing = USUAL_TIMING, onNews, sendsCallKey = false } = options;
    this.#limits = limits;
    this.#aliases = modelAliases;
    this.sendsCallKey = sendsCallKey;
    const api = new BatchApi(
      new QuietSdk({ apiKey, baseUrl, timeoutMs: 60_000 }, { fetchOptions: { redirect: "error" } }),
      apiKey,
    );
    const knownIds = new Set(journal.earlier.flatMap(({ batch }) => batch.apiId ?? []));
    const tell = (news: BatchNews) => onNews?.(news);
    this.tools = { api, baseUrl, clock, timing, journal, knownIds, leaving: this.#leaving.signal, tell };
  }

  send(request: ModelRequest, options: CallOptions): Promise<CallResult> {
    if (!CALL_KEY.test(options.callKey)) {
      throw new UsageError(`call key "${options.callKey}" is not 1 to 255 visible ASCII characters`);
    }
    return new Promise((resolve, reject) => {
      const call = { request, options, attempts: [], wasMissing: false, resolve, reject };
      if (this.#leaving.signal.aborted) leaveCall(call);
      else if (options.batch === undefined) this.again(call);
      else this.#adopt(options.batch, call);
    });
  }

  leave(): readonly Batch[] {
    this.#leaving.abort();
    for (const call of this.#gathered.splice(0)) leaveCall(call);
    return [...this.#watches.values()].map(({ batch }) => batch).filter(({ status }) => status !== "collected");
  }

  async close(): Promise<void> {
    this.leave();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  expectation({ request, options }: WaitingCall) {
    return {
      isAcceptedModel: (served: string) => isAcceptedModel(request.model, served, this.#aliases[request.model] ?? []),
      isReusedId: (messageId: string) => this.#ledger.isReused(messageId, options.callKey),
      offersTools: request.tools !== undefined,
    };
  }

  /** Takes a call for the next batch; one that has been in too many ends as its last attempt did. */
  again(call: WaitingCall): void {
    const last = call.attempts.at(-1);
    if (call.attempts.length >= MOST_ATTEMPTS && last !== undefined) {
      const error = { message: last.error ?? "", httpStatus: last.httpStatus, requestId: last.requestId };
      const { attempts } = call;
      call.resolve({ kind: "failed", outcomeClass: "infra_transient_exhausted", error, attempts });
      return;
    }
    const bytes = Buffer.byteLength(JSON.stringify(messageParams(call.request))) + OVERHEAD_BYTES;
    if (this.#gatheredBytes + bytes > this.#limits.maxBytes) this.#cut();
    this.#gathered.push(call);
    this.#gatheredBytes += bytes;
    this.#arrivals += 1;
    if (this.#gathered.length >= this.#limits.maxRequests) this.#cut();
    else if (!this.#isGathering) void this.#gather();
  }

  /** Waits until nobody has come for a moment. */
  async #gather(): Promise<void> {
    this.#isGathering = true;
    for (let seen = -1; seen !== this.#arrivals; ) {
      seen = this.#arrivals;
      await this.tools.clock.sleep(this.tools.timing.quietMs, this.#leaving.signal);
    }
    this.#isGathering = false;
    this.#cut();
  }

  #cut(): void {
    const calls = this.#gathered.splice(0);
    this.#gatheredBytes = 0;
    if (calls.length > 0) this.#track(this.#carry(calls));
  }

  /** One batch: each call is permitted and written down, then all of them go out. */
  async #carry(calls: readonly WaitingCall[]): Promise<void> {
    const name = this.tools.journal.newName();
    const permitted = await this.#permitted(name, calls);
    if (permitted.length === 0) return;
    const intendedAtMs = this.tools.clock.nowMs();
    const batch: Batch = { batch: name, apiId: null, status: "intended", intendedAtMs, requests: permitted.length };
    const watch = new BatchWatch(batch, permitted.length, this);
    this.#watches.set(name, watch);
    for (const call of permitted) watch.join(call);
    this.guard(watch, () => watch.handIn(permitted[0]?.options.signal));
  }

  /** Where one cannot be written down, none is sent. */
  async #permitted(name: string, calls: readonly WaitingCall[]): Promise<readonly WaitingCall[]> {
    const asked = await Promise.allSettled(
      calls.map(async ({ options, attempts }) => (await options.beforeAttempt?.(attempts.length, name)) ?? "send"),
    );
    const broken = asked.find((permission) => permission.status === "rejected");
    return calls.filter((call, place) => {
      const permission = asked[place];
      if (broken !== undefined) call.reject(broken.reason);
      else if (this.#leaving.signal.aborted) leaveCall(call);
      else if (permission?.status === "fulfilled" && permission.value !== "deny") return true;
      else call.resolve({ kind: "denied", attempts: call.attempts });
      return false;
    });
  }

  #adopt(name: string, call: WaitingCall): void {
    const known = this.#watches.get(name);
    if (known !== undefined) {
      known.join(call);
      return;
    }
    const earlier = this.tools.journal.earlier.find(({ batch }) => batch.batch === name);
    if (earlier === undefined) {
      // A batch is written down before it is handed in: one that is not was not.
      const verdict = unbilled("infra_transient_exhausted", `batch ${name} was never handed in`);
      noteAttempt(call, verdict, { startedAtMs: this.tools.clock.nowMs(), latencyMs: 0 }, false);
      this.again(call);
      return;
    }
    const watch = new BatchWatch(earlier.batch, earlier.openCalls, this);
    this.#watches.set(name, watch);
    watch.join(call);
    this.guard(watch, () => watch.takeUp());
  }

  guard(watch: BatchWatch, carryOut: () => Promise<void>): void {
    this.#track(this.#guarded(watch, carryOut));
  }

  /** What nobody can tell about one batch stops the run; the others go on at the server. */
  async #guarded(watch: BatchWatch, carryOut: () => Promise<void>): Promise<void> {
    try {
      await carryOut();
    } catch (thrown) {
      if (!(thrown instanceof LeftBehind)) watch.fail(thrown);
      this.leave();
      watch.leave();
    }
  }

  #track(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }
}
