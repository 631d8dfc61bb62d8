import type { ClientRequest, IncomingMessage, RequestOptions, request } from "node:http";
import type { Socket } from "node:net";
import { messageOf } from "../core/errors.js";
import { readBody } from "./answer-body.js";

/** Headers of an answer, by lower-case name. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

/** How one request ended, before anyone asks what it means. */
export type Ending =
  | { readonly kind: "answered"; readonly status: number; readonly headers: AnswerHeaders; readonly bytes: Uint8Array }
  | { readonly kind: "oversized"; readonly status: number; readonly headers: AnswerHeaders }
  /** Sent, and the answer did not arrive whole. */
  | {
      readonly kind: "cut";
      readonly status: number | null;
      readonly headers: AnswerHeaders | null;
      readonly error: string;
    }
  | { readonly kind: "redirected" }
  /** No server saw the request. */
  | { readonly kind: "unsent"; readonly error: string };

/** A request as it goes out. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, without those of the connection and of the length. */
  readonly headers: readonly string[];
  readonly body: string;
  /** Covers connection, headers and body. */
  readonly signal: AbortSignal;
}

/** Where requests go, and how a connection to it is made. */
export interface Target {
  readonly options: RequestOptions;
  readonly host: string;
  readonly request: typeof request;
  /** After this event of a new connection the first byte of a request may go out. */
  readonly readyEvent: "connect" | "secureConnect";
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One request, sent once, and what becomes of it. */
export class OneRequest {
  readonly #target: Target;
  readonly #signal: AbortSignal;
  readonly #connectLimitMs: number;
  #hasConnection = false;
  #response: IncomingMessage | null = null;
  #outgoing: ClientRequest | null = null;
  #resolve: ((ending: Ending) => void) | null = null;

  constructor(target: Target, signal: AbortSignal, connectLimitMs: number) {
    this.#target = target;
    this.#signal = signal;
    this.#connectLimitMs = connectLimitMs;
  }

  /** How it ended. Never rejects for what the network does. */
  send({ method, headers, body }: WireRequest): Promise<Ending> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      const { options, host, request } = this.#target;
      const length = String(Buffer.byteLength(body));
      const outgoing = request({ ...options, method, headers: ["host", host, ...headers, "content-length", length] });
      this.#outgoing = outgoing;
      outgoing.once("socket", (socket: Socket) => this.#watch(socket, outgoing));
      outgoing.once("response", (response) => this.#receive(response));
      outgoing.on("error", (error) => this.#fail(error));
      outgoing.once("close", () => {
        // The reader of a response hears of its end itself.
        if (this.#response === null) this.#fail(null);
      });
      this.#signal.addEventListener("abort", this.#onAbort);
      outgoing.end(body);
    });
  }

  /** What breaks before a new connection is ready cannot have reached a server. */
  #watch(socket: Socket, outgoing: ClientRequest): void {
    if (outgoing.reusedSocket) {
      this.#hasConnection = true;
      return;
    }
    const limit = setTimeout(() => {
      outgoing.destroy(new Error(`no connection within ${this.#connectLimitMs} ms`));
    }, this.#connectLimitMs);
    socket.once("close", () => clearTimeout(limit));
    socket.once(this.#target.readyEvent, () => {
      clearTimeout(limit);
      this.#hasConnection = true;
    });
  }

  #receive(response: IncomingMessage): void {
    this.#response = response;
    const { statusCode: status = 0 } = response;
    if (REDIRECTS.has(status)) {
      this.#end({ kind: "redirected" });
      return;
    }
    const headers = headersOf(response);
    readBody(response).then(
      (bytes) =>
        this.#end(
          bytes === null ? { kind: "oversized", status, headers } : { kind: "answered", status, headers, bytes },
        ),
      (error: unknown) => this.#fail(error),
    );
  }

  #fail(thrown: unknown): void {
    if (this.#resolve === null) return;
    const error = thrown === null ? "connection closed" : errorText(thrown);
    const response = this.#response;
    if (response !== null) {
      this.#end({ kind: "cut", status: response.statusCode ?? null, headers: headersOf(response), error });
    } else if (this.#hasConnection || this.#signal.aborted) {
      this.#end({ kind: "cut", status: null, headers: null, error });
    } else {
      this.#end({ kind: "unsent", error });
    }
  }

  #end(ending: Ending): void {
    this.#signal.removeEventListener("abort", this.#onAbort);
    // What is not read to its end is hung up on.
    if (ending.kind !== "answered") this.#outgoing?.destroy();
    this.#resolve?.(ending);
    this.#resolve = null;
  }

  readonly #onAbort = (): void => {
    this.#outgoing?.destroy(new Error("stopped while under way"));
  };
}

function headersOf({ headers }: IncomingMessage): AnswerHeaders {
  return {
    get(name) {
      const value = headers[name];
      return typeof value === "string" ? value : null;
    },
  };
}

/** An error of the network often has a code and no message. */
function errorText(thrown: unknown): string {
  const message = messageOf(thrown);
  const { code } = thrown as { code?: unknown };
  if (typeof code !== "string" || message.includes(code)) return message;
  return message === "" ? code : `${message} (${code})`;
}
