import type { JsonObject } from "../core/json.js";
import { contentHash } from "../core/json.js";
import { batchResults } from "./batch-results.js";
import type { ShelvedBatch } from "./batch-shelf.js";
import { type Arrival, type Desk, strike } from "./desk.js";
import { faultyBody } from "./fault-body.js";
import { deliver } from "./fault-delivery.js";
import { isBilled } from "./fault-plan.js";
import { batchBody, batchListBody, parseCreateRequest } from "./wire-batch.js";
import { RequestRejected } from "./wire-error.js";

/** Where batches are; in the paths of fault rules an id is written `:id`. */
export const BATCHES_PATH = "/v1/messages/batches";
const ONE_BATCH = /^\/v1\/messages\/batches\/([^/]+)(\/results|\/cancel)?$/;
const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 1000;

/** Serves the Message Batches API. @throws RequestRejected where there is no such thing */
export async function serveBatches(desk: Desk, arrival: Arrival): Promise<void> {
  const { method, path } = arrival;
  if (path === BATCHES_PATH && method === "POST") return create(desk, arrival);
  if (path === BATCHES_PATH && method === "GET") return list(desk, arrival);
  const [, id = "", rest = ""] = ONE_BATCH.exec(path) ?? [];
  const batch = desk.shelf.find(id);
  const route = `${method} ${rest}`;
  if (batch === undefined) throw new RequestRejected(404, `batch: ${id}`);
  const at = { ...arrival, path: `${BATCHES_PATH}/:id${rest}` };
  if (route === "GET ") return retrieve(desk, at, batch);
  if (route === "GET /results") return results(desk, at, batch);
  if (route === "POST /cancel") return cancel(desk, at, batch);
  if (route === "DELETE ") return remove(desk, at, batch);
  throw new RequestRejected(404, `the simulator does not serve ${method} ${path}`);
}

/** Carries out every batch that is under way. */
export function endBatches(desk: Desk): void {
  for (const batch of desk.shelf.all) end(desk, batch);
}

function create(desk: Desk, arrival: Arrival): Promise<void> {
  const requests = parseCreateRequest(arrival.body);
  const fault = strike(desk, arrival, {});
  // Refused by something before the API: nothing comes of it.
  if (fault !== null && !isBilled(fault)) return deliver(fault, "", arrival);
  const place = [desk.seed, desk.stats.batchCreated(requests.length), requests.map(({ customId }) => customId)];
  const batch = desk.shelf.add(`msgbatch_sim_${contentHash(place).slice(0, 24)}`, requests, Date.now());
  return deliver(fault, faultyBody(fault, batchBody(batch, arrival.host)), arrival);
}

function list(desk: Desk, arrival: Arrival): Promise<void> {
  const { query, host } = arrival;
  const limit = Number(query.get("limit") ?? DEFAULT_PAGE);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE)) {
    throw new RequestRejected(400, `limit: a whole number from 1 to ${LARGEST_PAGE}`);
  }
  const { batches, hasMore } = desk.shelf.page(limit, {
    afterId: query.get("after_id"),
    beforeId: query.get("before_id"),
  });
  return sendBody(desk, arrival, batchListBody(batches, hasMore, host));
}

function retrieve(desk: Desk, arrival: Arrival, batch: ShelvedBatch): Promise<void> {
  const { pollsToEnd } = desk.shelf;
  batch.polls += 1;
  if (pollsToEnd !== null && batch.polls >= pollsToEnd) end(desk, batch);
  return sendBody(desk, arrival, batchBody(batch, arrival.host));
}

function results(desk: Desk, arrival: Arrival, batch: ShelvedBatch): Promise<void> {
  const { results: done } = batch;
  if (done === null) throw new RequestRejected(404, `batch ${batch.id} has not ended`);
  const fault = strike(desk, arrival, {});
  if (fault === null) {
    arrival.response.once("finish", () => {
      for (const callKey of done.delivered) desk.stats.delivered(callKey);
    });
  }
  const lines = done.lines.map((line) => `${line}\n`).join("");
  return deliver(fault, lines, { ...arrival, contentType: "application/x-jsonl" });
}

function cancel(desk: Desk, arrival: Arrival, batch: ShelvedBatch): Promise<void> {
  if (batch.results !== null) throw new RequestRejected(400, `batch ${batch.id} has ended`);
  batch.cancelAtMs ??= Date.now();
  return sendBody(desk, arrival, batchBody(batch, arrival.host));
}

function remove(desk: Desk, arrival: Arrival, batch: ShelvedBatch): Promise<void> {
  if (batch.results === null) throw new RequestRejected(400, `batch ${batch.id} is still being processed`);
  desk.shelf.delete(batch.id);
  return sendBody(desk, arrival, { id: batch.id, type: "message_batch_deleted" });
}

function sendBody(desk: Desk, arrival: Arrival, body: JsonObject): Promise<void> {
  const fault = strike(desk, arrival, {});
  return deliver(fault, faultyBody(fault, body), arrival);
}

function end(desk: Desk, batch: ShelvedBatch): void {
  if (batch.results !== null) return;
  batch.results = batchResults(desk, batch);
  batch.endedAtMs = Date.now();
}
