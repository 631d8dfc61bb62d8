import type { APIRequest, Middleware } from "@anthropic-ai/sdk";
import type { MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import { ENDPOINT } from "../core/cell.js";
import type { CallClock } from "./call-clock.js";
import { httpTransport, type Transport } from "./http-transport.js";
import type { Ending, WireRequest } from "./one-request.js";
import { type Endpoint, QuietSdk } from "./quiet-sdk.js";

const API_VERSION = ENDPOINT.slice(ENDPOINT.indexOf("/") + 1);
/** The SDK adds platform headers, and those of ANTHROPIC_CUSTOM_HEADERS: neither is ours to send. */
const SENT_HEADERS = ["accept", "anthropic-version", "authorization", "content-type", "idempotency-key", "user-agent"];
/** Ends the SDK's part in a call: it finds nothing to read. */
const NOTHING = new Response(null, { status: 204 });

/** What one HTTP request came to, before anyone asks what it means. */
export type Exchange = Ending & { readonly startedAtMs: number; readonly latencyMs: number };

/** Where messages go. */
export interface Line extends Disposable {
  /** Sends one message, once, and reads the whole body. Never throws for what the network does. */
  exchange(message: OutgoingMessage, clock: CallClock): Promise<Exchange>;
}

/** The SDK builds the requests, the transport sends them: the SDK has nothing to send with. */
export function openLine(endpoint: Endpoint): Line {
  const sdk = new QuietSdk(endpoint, { fetch: () => Promise.reject(new Error("the SDK does not send")) });
  const transport = httpTransport();
  return {
    exchange: (message, clock) => exchangeMessage(sdk, transport, message, clock),
    [Symbol.dispose]: () => transport[Symbol.dispose](),
  };
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
 * The SDK builds the request and is then told that there is nothing to read: it
 * would resolve with garbage, read without limit, and send through the built-in fetch.
 */
async function exchangeMessage(
  sdk: QuietSdk,
  transport: Transport,
  { params, apiKey, idempotencyKey, signal }: OutgoingMessage,
  clock: CallClock,
): Promise<Exchange> {
  let built: APIRequest | null = null;
  const take: Middleware = async (request) => {
    built = request;
    return NOTHING;
  };
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${apiKey}`,
    "anthropic-version": API_VERSION,
    "idempotency-key": idempotencyKey,
    "user-agent": "tierbench",
  };
  await sdk.messages.create(params, { headers, middleware: [take] });
  const startedAtMs = clock.nowMs();
  const startedMs = clock.monotonicMs();
  const ending = await transport.send(wireRequest(built, signal));
  return { ...ending, startedAtMs, latencyMs: Math.max(0, clock.monotonicMs() - startedMs) };
}

function wireRequest(built: APIRequest | null, signal: AbortSignal): WireRequest {
  if (typeof built?.body !== "string") throw new Error("the SDK resolved without building a request");
  const { method = "POST", url, headers, body } = built;
  return { method, url, headers: [...sentHeaders(headers)], body, signal };
}

function* sentHeaders(headers: Headers): Generator<string> {
  for (const name of SENT_HEADERS) {
    const value = headers.get(name);
    if (value !== null) yield* [name, value];
  }
  yield* ["accept-encoding", "identity", "connection", "keep-alive"];
}
