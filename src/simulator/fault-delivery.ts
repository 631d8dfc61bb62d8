import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import type { Fault } from "./fault-plan.js";
import type { Pauses } from "./pauses.js";
import { errorBody, errorTypeOf } from "./wire-error.js";

const HTML = "<!doctype html><html><head><title>Gateway</title></head><body><h1>Please sign in</h1></body></html>";
/** Long enough for a client on the same machine to have read what was sent. */
const BEFORE_RESET_MS = 20;
const CHUNK_BYTES = 64 * 1024;
const BOMB_MEMBER_BYTES = 1024 * 1024;

export interface Delivery {
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly pauses: Pauses;
  /** Of a body that arrives. @defaultValue JSON */
  readonly contentType?: string;
}

/** Sends a JSON body whole. */
export function sendJson(response: ServerResponse, status: number, body: string): void {
  send(response, status, body, "application/json");
}

/** Sends an answer's body in the way in which a fault makes it arrive; faults of the content arrive like any answer. */
export async function deliver(fault: Fault | null, body: string, delivery: Delivery): Promise<void> {
  const { response, requestId, pauses, contentType = "application/json" } = delivery;
  // The client hung up while the answer was in the making.
  if (response.destroyed) return;
  switch (fault?.kind) {
    case "status":
      return sendStatus(fault, response, requestId);
    case "reset-before-headers":
      response.socket?.resetAndDestroy();
      return;
    case "reset-mid-body":
      await startBody(response, body, Math.ceil(body.length / 2));
      await pauses.wait(BEFORE_RESET_MS);
      response.socket?.resetAndDestroy();
      return;
    case "truncated-body":
      return send(response, 200, body.slice(0, Math.ceil(body.length / 2)), contentType);
    case "stall-headers":
      return;
    case "stall-body":
      return startBody(response, body, 1);
    case "drip":
      return drip(response, body, () => pauses.wait(fault.everyMs));
    case "text-html-200":
      return send(response, 200, HTML, "text/html; charset=utf-8");
    case "content-type":
      return send(response, 200, body, fault.contentType);
    case "empty-200":
      return sendJson(response, 200, "");
    case "no-content-204":
      response.writeHead(204).end();
      return;
    case "null-200":
      return sendJson(response, 200, "null");
    case "array-200":
      return sendJson(response, 200, "[]");
    case "string-200":
      return sendJson(response, 200, '"overloaded"');
    case "error-envelope-200":
      return sendJson(response, 200, errorText(fault.errorType, requestId));
    case "redirect":
      response.writeHead(307, { location: fault.location }).end();
      return;
    case "huge-body":
      return sendHuge(response, body, fault.bytes);
    case "gzip-bomb":
      return sendBomb(response, fault.bytes);
    default:
      return send(response, 200, body, contentType);
  }
}

function send(response: ServerResponse, status: number, body: string, contentType: string | null): void {
  const type = contentType === null ? {} : { "content-type": contentType };
  response.writeHead(status, { ...type, "content-length": Buffer.byteLength(body) }).end(body);
}

function sendStatus(fault: Extract<Fault, { kind: "status" }>, response: ServerResponse, requestId: string): void {
  if (fault.retryAfter !== undefined) response.setHeader("retry-after", String(fault.retryAfter));
  if (fault.shouldRetry !== undefined) response.setHeader("x-should-retry", String(fault.shouldRetry));
  if (fault.date !== undefined) response.setHeader("date", fault.date);
  if (fault.isHtml === true) return send(response, fault.status, HTML, "text/html; charset=utf-8");
  sendJson(response, fault.status, errorText(errorTypeOf(fault.status), requestId, fault));
}

function errorText(
  type: string,
  requestId: string,
  { errorCode, message = `simulated ${type}` }: Partial<Extract<Fault, { kind: "status" }>> = {},
): string {
  const details = errorCode === undefined ? {} : { details: { error_code: errorCode } };
  return JSON.stringify(errorBody({ type, message, ...details }, requestId));
}

/** Promises the whole body and sends the beginning. */
function startBody(response: ServerResponse, body: string, length: number): Promise<void> {
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  return new Promise((resolve) => response.write(body.slice(0, length), () => resolve()));
}

async function drip(response: ServerResponse, body: string, pause: () => Promise<void>): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  for (const byte of Buffer.from(body)) {
    if (response.destroyed) return;
    response.write(Uint8Array.of(byte));
    await pause();
  }
  response.end();
}

/** A valid JSON document that is only far too long. */
async function sendHuge(response: ServerResponse, body: string, bytes: number): Promise<void> {
  function* parts() {
    yield '{"filler":"';
    for (let left = bytes; left > 0; left -= CHUNK_BYTES) yield "x".repeat(Math.min(left, CHUNK_BYTES));
    yield `",${body.slice(1)}`;
  }
  await sendUntilHungUp(response, parts(), { "content-type": "application/json" });
}

/** Zeros, compressed a mebibyte at a time: a gzip file may have many members. */
async function sendBomb(response: ServerResponse, bytes: number): Promise<void> {
  const member = gzipSync(Buffer.alloc(BOMB_MEMBER_BYTES));
  function* members() {
    for (let left = bytes; left > 0; left -= BOMB_MEMBER_BYTES) yield member;
  }
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  await sendUntilHungUp(response, members(), headers);
}

async function sendUntilHungUp(
  response: ServerResponse,
  parts: Iterable<string | Buffer>,
  headers: { readonly [name: string]: string },
): Promise<void> {
  response.writeHead(200, headers);
  try {
    await pipeline(Readable.from(parts), response);
  } catch (error) {
    // A client that hangs up is what this fault is for.
    if (!response.destroyed) throw error;
  }
}
