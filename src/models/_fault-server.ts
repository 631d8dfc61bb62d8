import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallClock } from "./call-clock.js";

/** Answers one request, well or badly. */
export type Fault = (response: ServerResponse, request: ReceivedRequest) => void;

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A loopback server that follows a script. */
export interface FaultServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly requests: readonly ReceivedRequest[];
  /** Milliseconds of the clock at which each request had arrived. */
  readonly arrivals: readonly number[];
}

/** Starts a server that plays the faults in order; the last one repeats. */
export async function startFaultServer(script: readonly Fault[], clock?: CallClock): Promise<FaultServer> {
  const requests: ReceivedRequest[] = [];
  const arrivals: number[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const request = { url: incoming.url ?? "", headers: incoming.headers, body };
      const fault = script[Math.min(requests.length, script.length - 1)];
      requests.push(request);
      arrivals.push(clock?.monotonicMs() ?? 0);
      fault?.(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    arrivals,
    [Symbol.asyncDispose]: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A message as the API writes it, with parts replaced. */
export function messageBody(changes: object = {}): object {
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-haiku-5-5",
    content: [{ type: "text", text: "refund" }],
    stop_reason: "end_turn",
    stop_details: null,
    usage: { input_tokens: 20, output_tokens: 4, cache_creation_input_tokens: null, cache_read_input_tokens: null },
    ...changes,
  };
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: { readonly [name: string]: string } = {}): Fault {
  return raw(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** Answers with any text and headers. */
export function raw(status: number, text: string | Buffer, headers: { readonly [name: string]: string } = {}): Fault {
  return (response) => {
    response.writeHead(status, { "request-id": "req_1", ...headers });
    response.end(text);
  };
}

/** An error envelope. */
export function apiError(
  status: number,
  type: string,
  headers: { readonly [name: string]: string } = {},
  code?: string,
): Fault {
  const details = code === undefined ? {} : { details: { error_code: code } };
  return json(status, { type: "error", error: { type, message: `${type} happened`, ...details } }, headers);
}

/** A good answer, with a new id each time. */
export function good(changes: object = {}, headers: { readonly [name: string]: string } = {}): Fault {
  let count = 0;
  return (response, request) => {
    count += 1;
    json(200, messageBody({ id: `msg_good_${count}`, ...changes }), headers)(response, request);
  };
}

/** Time that passes only in sleeps, on top of the real clock, so that waits take no time. */
export interface FakeClock extends CallClock {
  readonly sleeps: readonly number[];
}

/** A clock whose sleeps end at once and are remembered. `random` is constant. */
export function fakeClock(random = 0.5, onSleep: () => void = () => undefined): FakeClock {
  const sleeps: number[] = [];
  let sleptMs = 0;
  return {
    sleeps,
    nowMs: () => Date.UTC(2026, 10, 20) + sleptMs,
    monotonicMs: () => performance.now() + sleptMs,
    random: () => random,
    sleep(ms) {
      sleeps.push(ms);
      sleptMs += ms;
      onSleep();
      return Promise.resolve();
    },
  };
}
