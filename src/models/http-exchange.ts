import { Anthropic, type Middleware } from "@anthropic-ai/sdk";
import type { MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import { ENDPOINT } from "../core/cell.js";
import { messageOf } from "../core/errors.js";
import type { CallClock } from "./call-clock.js";

/** The longest answer body that is read, bytes after decompression. */
export const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

const API_VERSION = ENDPOINT.slice(ENDPOINT.indexOf("/") + 1);
const SENT_HEADERS = new Set([
  "accept",
  "anthropic-version",
  "authorization",
  "content-type",
  "idempotency-key",
  "user-agent",
]);

/** What one HTTP request came to, before anyone asks what it means. */
export type Exchange = { readonly startedAtMs: number; readonly latencyMs: number } & (
  | { readonly kind: "answered"; readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array }
  | { readonly kind: "oversized"; readonly status: number; readonly headers: Headers }
  /** Sent, and the answer did not arrive whole. */
  | {
      readonly kind: "cut";
      readonly status: number | null;
      readonly headers: Headers | null;
      readonly error: string;
    }
  | { readonly kind: "redirected" }
  /** No server saw the request. */
  | { readonly kind: "unsent"; readonly error: string }
);

type Ending = Exchange extends infer E ? (E extends Exchange ? Omit<E, "startedAtMs" | "latencyMs"> : never) : never;

export interface Endpoint {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
}

/** The SDK with everything of its own switched off: retries, logs, traces, credentials from disk or environment. */
export function openSdk({ apiKey, baseUrl, timeoutMs }: Endpoint): Anthropic {
  return new Anthropic({
    apiKey,
    baseURL: baseUrl,
    webhookKey: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: "off",
    openTelemetry: false,
    fetchOptions: { redirect: "error" },
  });
}

/** One request as it goes out. */
export interface OutgoingMessage {
  readonly params: MessageCreateParamsNonStreaming;
  readonly apiKey: string;
  readonly idempotencyKey: string;
  /** Covers headers and body. */
  readonly signal: AbortSignal;
}

/**
 * Sends one message, once, and reads the whole body.
 *
 * The SDK builds the request; the answer is taken from the wire before the SDK
 * reads it, because the SDK resolves with garbage and reads without limit.
 * Never throws for what the network does.
 */
export async function exchangeMessage(sdk: Anthropic, message: OutgoingMessage, clock: CallClock): Promise<Exchange> {
  const { params, apiKey, idempotencyKey, signal } = message;
  let startedAtMs = clock.nowMs();
  let startedMs = clock.monotonicMs();
  let ending: Ending | null = null;
  const capture: Middleware = async (request, next) => {
    keepOwnHeaders(request.headers);
    startedAtMs = clock.nowMs();
    startedMs = clock.monotonicMs();
    ending = await endingOf(() => next(request));
    return Response.json({});
  };
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${apiKey}`,
    "anthropic-version": API_VERSION,
    "idempotency-key": idempotencyKey,
    "user-agent": "tierbench",
  };
  try {
    await sdk.messages.create(params, { signal, headers, middleware: [capture] });
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    ending ??= { kind: "unsent", error: "stopped before it was sent" };
  }
  // Assigned inside the middleware, which the compiler cannot follow.
  const reached = ending as Ending | null;
  if (reached === null) throw new Error("the SDK resolved without sending a request");
  return { ...reached, startedAtMs, latencyMs: Math.max(0, clock.monotonicMs() - startedMs) };
}

/** The SDK adds platform headers, and those of ANTHROPIC_CUSTOM_HEADERS: neither is ours to send. */
function keepOwnHeaders(headers: Headers): void {
  const foreign = [...headers.keys()].filter((name) => !SENT_HEADERS.has(name));
  for (const name of foreign) headers.delete(name);
}

async function endingOf(fetchResponse: () => Promise<Response>): Promise<Ending> {
  let response: Response;
  try {
    response = await fetchResponse();
  } catch (thrown) {
    return connectionEnding(thrown);
  }
  const { status, headers } = response;
  try {
    const bytes = await readBody(response);
    return bytes === null ? { kind: "oversized", status, headers } : { kind: "answered", status, headers, bytes };
  } catch (thrown) {
    return { kind: "cut", status, headers, error: rootMessage(thrown) };
  }
}

/** The decoded body; null where it is above the limit, with the connection dropped. */
async function readBody(response: Response): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > BODY_LIMIT_BYTES) {
      // Not awaited: a peer that keeps sending must not hold the call.
      reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
}

const UNSENT_CODES =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

function connectionEnding(thrown: unknown): Ending {
  const chain = [...causes(thrown)];
  const error = rootMessage(thrown);
  if (chain.some((cause) => messageOf(cause) === "unexpected redirect")) return { kind: "redirected" };
  if (chain.some(isBeforeSending)) return { kind: "unsent", error };
  return { kind: "cut", status: null, headers: null, error };
}

function isBeforeSending(cause: unknown): boolean {
  const { code, syscall } = cause as { code?: unknown; syscall?: unknown };
  return syscall === "connect" || syscall === "getaddrinfo" || (typeof code === "string" && UNSENT_CODES.test(code));
}

function* causes(thrown: unknown): Generator<object> {
  for (let cause = thrown, depth = 0; typeof cause === "object" && cause !== null && depth < 8; depth++) {
    yield cause;
    cause = (cause as { cause?: unknown }).cause;
  }
}

/** fetch says only "fetch failed" or "terminated"; the innermost cause says why. */
function rootMessage(thrown: unknown): string {
  const root = [...causes(thrown)].at(-1) ?? thrown;
  const { code } = root as { code?: unknown };
  const message = messageOf(root);
  if (typeof code !== "string" || message.includes(code)) return message || String(code);
  return message === "" ? code : `${message} (${code})`;
}
