import type { IncomingMessage, ServerResponse } from "node:http";
import { messageOf } from "../core/errors.js";
import { type JsonObject, sha256Hex } from "../core/json.js";
import { type Answer, answerTo, requestedModel, subjectOf } from "./answer.js";
import { cachedBeginnings } from "./cache-breakpoints.js";
import { type Arrival, type Desk, describe, strike } from "./desk.js";
import { faultyBody } from "./fault-body.js";
import { deliver, sendJson } from "./fault-delivery.js";
import { type FaultSubject, isBilled } from "./fault-plan.js";
import { BATCHES_PATH, serveBatches } from "./handle-batches.js";
import type { CacheUse } from "./prompt-cache.js";
import type { StatsLedger } from "./simulator-stats.js";
import { promptTokens } from "./token-count.js";
import { errorBody, errorTypeOf, RequestRejected } from "./wire-error.js";
import { messageBody, modelBody, modelListBody } from "./wire-message.js";
import { parseCountTokensRequest, parseMessagesRequest } from "./wire-request.js";

const MAX_BODY_BYTES = 32 * 1024 * 1024;
const MAX_BATCH_BYTES = 256 * 1024 * 1024;
const REQUESTS_PER_MINUTE = 4000;
const MESSAGES_PATH = "/v1/messages";

/** Serves one HTTP request. Never throws; a defect of the simulator becomes a 500 that says so. */
export async function handleRequest(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("x-tierbench-simulated", "true");
  const path = (request.url ?? "/").replace(/[?#].*$/, "");
  if (path === "/stats" && request.method === "GET") {
    response.setHeader("request-id", "req_sim_stats");
    return sendJson(response, 200, JSON.stringify(desk.stats.snapshot()));
  }
  desk.stats.received();
  if (path === MESSAGES_PATH) trackConcurrency(desk.stats, response);
  response.setHeader("request-id", "req_sim_unread");
  try {
    const arrival = await arrive(desk, request, response, path);
    if (!hasCredential(request)) throw new RequestRejected(401, "x-api-key or authorization header is required");
    await serve(desk, arrival);
  } catch (error) {
    reject(desk.stats, error, response);
  }
}

async function serve(desk: Desk, arrival: Arrival): Promise<void> {
  const { method, path } = arrival;
  if (path === BATCHES_PATH || path.startsWith(`${BATCHES_PATH}/`)) return serveBatches(desk, arrival);
  if (path === MESSAGES_PATH && method === "POST") return serveMessage(desk, arrival);
  if (path === `${MESSAGES_PATH}/count_tokens` && method === "POST") {
    const request = parseCountTokensRequest(arrival.body);
    const tokens = promptTokens(request, requestedModel(desk, request.model));
    return servePlain(desk, arrival, { input_tokens: tokens }, { model: request.model });
  }
  if (path === "/v1/models" && method === "GET") {
    return servePlain(desk, arrival, modelListBody(Object.keys(desk.world.tiers)));
  }
  if (path.startsWith("/v1/models/") && method === "GET") {
    const spelt = path.slice("/v1/models/".length);
    const model = Object.keys(desk.world.tiers).find((id) => encodeURIComponent(id) === spelt);
    if (model === undefined) throw new RequestRejected(404, `model: ${spelt}`);
    return servePlain(desk, arrival, modelBody(model), { model });
  }
  throw new RequestRejected(404, `the simulator does not serve ${method} ${path}`);
}

async function serveMessage(desk: Desk, arrival: Arrival): Promise<void> {
  const { response, callKey, key } = arrival;
  const request = parseMessagesRequest(arrival.body);
  requestedModel(desk, request.model);
  const subject = subjectOf(desk, request);
  const fault = strike(desk, arrival, describe(request, subject));
  setRateLimitHeaders(desk.stats, response);
  const beginnings = cachedBeginnings(request, requestedModel(desk, request.model));
  const answer = withCacheUse(answerTo(desk, request, subject, callKey), desk.cache.use(request.model, beginnings));
  if (fault === null || isBilled(fault)) {
    desk.stats.paid(key, request.model, answer);
    if (fault?.kind !== "truncated-body") response.once("finish", () => desk.stats.delivered(key));
    await desk.pauses.wait(answer.latencyMs * desk.latencyScale);
    desk.cache.keep(request.model, beginnings);
  }
  await deliver(fault, faultyBody(fault, messageBody(answer, request.model)), arrival);
}

async function servePlain(
  desk: Desk,
  arrival: Arrival,
  body: JsonObject,
  about: Partial<FaultSubject> = {},
): Promise<void> {
  const fault = strike(desk, arrival, about);
  await deliver(fault, faultyBody(fault, body), arrival);
}

/** What comes from a cache or goes into one is billed apart from the rest of the prompt. */
function withCacheUse(answer: Answer, use: CacheUse): Answer & CacheUse {
  return { ...answer, ...use, inputTokens: answer.inputTokens - use.cacheReadTokens - use.cacheWriteTokens };
}

async function arrive(desk: Desk, request: IncomingMessage, response: ServerResponse, path: string): Promise<Arrival> {
  const body = await readBody(request, path === BATCHES_PATH ? MAX_BATCH_BYTES : MAX_BODY_BYTES);
  const callKey = [request.headers["idempotency-key"] ?? []].flat().join(", ");
  const key = callKey === "" ? `${request.method} ${path} ${sha256Hex(body).slice(0, 16)}` : callKey;
  const attempt = desk.stats.attempted(key);
  const requestId = `req_sim_${sha256Hex(JSON.stringify([desk.seed, path, key, attempt])).slice(0, 24)}`;
  response.setHeader("request-id", requestId);
  const { method = "", headers, url = "" } = request;
  const query = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? "");
  const { host = "" } = headers;
  return { method, path, query, host, body, callKey, key, attempt, response, requestId, pauses: desk.pauses };
}

async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // What is too much is read all the same: hanging up would hide the answer from the client.
    if (length <= limit) chunks.push(chunk);
  }
  if (length > limit) throw new RequestRejected(413, `the request body exceeds ${limit} bytes`);
  return Buffer.concat(chunks).toString("utf8");
}

function hasCredential({ headers }: IncomingMessage): boolean {
  const bearer = /^Bearer\s+\S/i.test(headers.authorization ?? "");
  return bearer || [headers["x-api-key"] ?? ""].flat().some((key) => key.trim() !== "");
}

function trackConcurrency(stats: StatsLedger, response: ServerResponse): void {
  stats.started();
  response.once("close", () => stats.ended());
}

function setRateLimitHeaders(stats: StatsLedger, response: ServerResponse): void {
  const reset = `${new Date(Date.now() + 1000).toISOString().slice(0, 19)}Z`;
  const limits = { requests: REQUESTS_PER_MINUTE, "input-tokens": 4_000_000, "output-tokens": 800_000 };
  for (const [name, limit] of Object.entries(limits)) {
    response.setHeader(`anthropic-ratelimit-${name}-limit`, limit);
    response.setHeader(`anthropic-ratelimit-${name}-remaining`, Math.max(0, limit - stats.underWay));
    response.setHeader(`anthropic-ratelimit-${name}-reset`, reset);
  }
}

function reject(stats: StatsLedger, error: unknown, response: ServerResponse): void {
  // The client has hung up, or was sent a part already: there is nobody to tell.
  if (response.destroyed || response.headersSent) return;
  const isExpected = error instanceof RequestRejected;
  const status = isExpected ? error.status : 500;
  const message = isExpected ? error.message : `defect of the simulator: ${messageOf(error)}`;
  stats.rejected(status);
  if (!isExpected) response.setHeader("x-should-retry", "false");
  const requestId = String(response.getHeader("request-id"));
  sendJson(response, status, JSON.stringify(errorBody({ type: errorTypeOf(status), message }, requestId)));
}
