import type { Middleware } from "@anthropic-ai/sdk";
import type { MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import { ENDPOINT } from "../core/cell.js";
import { messageOf } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import type { FailedClass } from "../core/outcome-class.js";
import { apiErrorClass } from "./api-error-class.js";
import { type BatchPage, type BatchState, readBatch, readBatchPage } from "./batch-schema.js";
import { startDeadline } from "./call-deadline.js";
import { readAnswer } from "./message-schema.js";
import { plainLine } from "./plain-line.js";
import type { QuietSdk } from "./quiet-sdk.js";
import { readLines, readText } from "./response-body.js";

const API_VERSION = ENDPOINT.slice(ENDPOINT.indexOf("/") + 1);
/** One request with its answer: a batch of the largest size takes its time to go up, and to come down. */
const DEADLINE_MS = 60 * 60_000;
const PAGE_SIZE = 100;

/** What became of a request. */
export type Reply<T> =
  | { readonly kind: "ok"; readonly value: T; readonly headers: Headers }
  /** The server said no. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly outcomeClass: FailedClass;
      readonly headers: Headers;
      readonly message: string;
    }
  /** No server saw it. */
  | { readonly kind: "unsent"; readonly message: string }
  /** It may have been carried out: the answer did not come whole, or is none. */
  | { readonly kind: "lost"; readonly message: string };

/** One message of a batch as it goes out. */
export interface OutgoingRequest {
  readonly custom_id: string;
  readonly params: MessageCreateParamsNonStreaming;
}

type Send = Parameters<QuietSdk["messages"]["batches"]["retrieve"]>[2];
type Read<T> = (response: Response) => Promise<T | null>;

/** The endpoints of the Message Batches API, each asked once, whatever comes back. The SDK builds the requests; answers are taken from the wire. */
export class BatchApi {
  readonly #sdk: QuietSdk;
  readonly #apiKey: string;

  constructor(sdk: QuietSdk, apiKey: string) {
    this.#sdk = sdk;
    this.#apiKey = apiKey;
  }

  create(requests: readonly OutgoingRequest[], name: string, signal?: AbortSignal): Promise<Reply<BatchState>> {
    const body = { requests: requests as OutgoingRequest[] };
    return this.#ask((send) => this.#sdk.messages.batches.create(body, send), asJson(readBatch), signal, name);
  }

  retrieve(id: string, signal?: AbortSignal): Promise<Reply<BatchState>> {
    return this.#ask((send) => this.#sdk.messages.batches.retrieve(id, {}, send), asJson(readBatch), signal);
  }

  /** Newest first; null begins with the newest. */
  page(afterId: string | null, signal?: AbortSignal): Promise<Reply<BatchPage>> {
    const after = afterId === null ? {} : { after_id: afterId };
    const list = (send: Send) => this.#sdk.messages.batches.list({ limit: PAGE_SIZE, ...after }, send);
    return this.#ask(list, asJson(readBatchPage), signal);
  }

  /**
   * The lines of a results file, one after another.
   *
   * @param url - on the configured host: the key goes there
   */
  results(url: string, onLine: (line: string) => void, signal?: AbortSignal): Promise<Reply<true>> {
    const read: Read<true> = async (response) => {
      await readLines(response, onLine);
      return true;
    };
    return this.#ask((send) => this.#sdk.get(url, send), read, signal);
  }

  async #ask<T>(
    send: (options: Send) => Promise<unknown>,
    read: Read<T>,
    caller?: AbortSignal,
    idempotencyKey?: string,
  ): Promise<Reply<T>> {
    using deadline = startDeadline(DEADLINE_MS, caller);
    let reply: Reply<T> | null = null;
    const capture: Middleware = async (request, next) => {
      keepOwnHeaders(request.headers);
      reply = await this.#replyOf(() => next(request), read);
      return Response.json({});
    };
    const headers = {
      authorization: `Bearer ${this.#apiKey}`,
      "anthropic-version": API_VERSION,
      "user-agent": "tierbench",
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    };
    try {
      await send({ signal: deadline.signal, headers, middleware: [capture], timeout: DEADLINE_MS });
    } catch (thrown) {
      if (!deadline.signal.aborted) throw thrown;
    }
    // Assigned inside the middleware, which the compiler cannot follow.
    return (reply as Reply<T> | null) ?? { kind: "lost", message: "stopped while it was under way" };
  }

  async #replyOf<T>(fetchResponse: () => Promise<Response>, read: Read<T>): Promise<Reply<T>> {
    try {
      const response = await fetchResponse();
      if (response.status !== 200) return await this.#refusal(response);
      const value = await read(response);
      if (value === null) return { kind: "lost", message: "HTTP 200 with something else than a batch" };
      return { kind: "ok", value, headers: response.headers };
    } catch (thrown) {
      const causes = [...causesOf(thrown)];
      const message = this.#plain(messageOf(causes.at(-1) ?? thrown));
      return { kind: causes.some(isBeforeSending) ? "unsent" : "lost", message };
    }
  }

  async #refusal(response: Response): Promise<Reply<never>> {
    const { status, headers } = response;
    const answer = readAnswer(Buffer.from(await readText(response)));
    const error = answer.kind === "error" ? answer : null;
    const said = error === null ? "" : ` ${error.code ?? error.type}: ${error.message}`;
    const message = this.#plain(`HTTP ${status}${said}`);
    if (status < 400) return { kind: "lost", message };
    return { kind: "refused", status, outcomeClass: apiErrorClass(status, error), headers, message };
  }

  #plain(text: string): string {
    return plainLine(text, this.#apiKey);
  }
}

const SENT_HEADERS = new Set([
  "accept",
  "anthropic-version",
  "authorization",
  "content-type",
  "idempotency-key",
  "user-agent",
]);

/** The SDK adds platform headers, and those of ANTHROPIC_CUSTOM_HEADERS: neither is ours to send. */
function keepOwnHeaders(headers: Headers): void {
  const foreign = [...headers.keys()].filter((name) => !SENT_HEADERS.has(name));
  for (const name of foreign) headers.delete(name);
}

function asJson<T>(schema: (value: JsonValue) => T | null): Read<T> {
  return async (response) => {
    const text = await readText(response);
    try {
      return schema(JSON.parse(text) as JsonValue);
    } catch (thrown) {
      if (thrown instanceof SyntaxError) return null;
      throw thrown;
    }
  };
}

function* causesOf(thrown: unknown): Generator<object> {
  for (let cause = thrown, depth = 0; typeof cause === "object" && cause !== null && depth < 8; depth++) {
    yield cause;
    cause = (cause as { cause?: unknown }).cause;
  }
}

function isBeforeSending(cause: object): boolean {
  const { syscall } = cause as { syscall?: unknown };
  return syscall === "connect" || syscall === "getaddrinfo";
}
