import type { JsonObject } from "../core/json.js";
import { answerTo, requestedModel, subjectOf } from "./answer.js";
import type { BatchedRequest, BatchResults, ResultType, ShelvedBatch } from "./batch-shelf.js";
import { type Desk, describe } from "./desk.js";
import { faultyBody } from "./fault-body.js";
import { type Fault, faultFor, faultName, isBilled, strikesBatched } from "./fault-plan.js";
import { NO_CACHE_USE } from "./prompt-cache.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import { errorBody, errorTypeOf, RequestRejected } from "./wire-error.js";
import { messageBody } from "./wire-message.js";
import { readMessagesRequest } from "./wire-request.js";

/** Where fault rules find one request of a batch: no URL of the server. */
export const BATCHED_REQUEST_PATH = "/v1/messages/batches/:id/requests";
/** Share of the requests of a canceled batch that were too far gone to be stopped. */
const UNSTOPPABLE_SHARE = 0.5;

interface Done {
  readonly type: ResultType;
  readonly callKey: string;
  readonly lines: readonly string[];
}

/** Carries out a batch: every request is answered as a direct call with its call key would be, and billed at the batch price. */
export function batchResults(desk: Desk, batch: ShelvedBatch): BatchResults {
  const done = batch.requests.map((request) => carryOut(desk, batch, request));
  const counts = { succeeded: 0, errored: 0, canceled: 0, expired: 0 };
  for (const { type } of done) counts[type] += 1;
  const lines = done.flatMap((one) => one.lines);
  const delivered = done.flatMap(({ type, lines, callKey }) =>
    type === "succeeded" && lines.length > 0 ? [callKey] : [],
  );
  return { counts, delivered, lines: shuffled(lines, seededRandom("batch-order", desk.seed, batch.id)) };
}

function shuffled(lines: readonly string[], random: SeededRandom): readonly string[] {
  const order = [...lines];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = random.integer(last + 1);
    [order[last], order[chosen]] = [order[chosen] ?? "", order[last] ?? ""];
  }
  return order;
}

function carryOut(desk: Desk, batch: ShelvedBatch, batched: BatchedRequest): Done {
  const { callKey, customId, params } = batched;
  const attempt = desk.stats.attempted(callKey);
  try {
    const request = readMessagesRequest(params);
    requestedModel(desk, request.model);
    const subject = subjectOf(desk, request);
    const about = { ...describe(request, subject), path: BATCHED_REQUEST_PATH, key: callKey, attempt };
    const struck = faultFor(desk.faults, desk.seed, about);
    const fault = struck !== null && strikesBatched(struck) ? struck : null;
    if (fault !== null) desk.stats.struck(faultName(fault));
    const failure = failureOf(fault) ?? (isStopped(desk, batch, callKey) ? { type: "canceled" } : null);
    if (failure !== null) return { type: failure.type, callKey, lines: [line(customId, failure)] };
    const answer = answerTo(desk, request, subject, callKey);
    // The requests of a batch go out together: none finds what another would have cached.
    const billed = { ...answer, ...NO_CACHE_USE };
    desk.stats.paid(callKey, request.model, billed, true);
    const body = messageBody(billed, request.model, "batch");
    return { type: "succeeded", callKey, lines: successLines(customId, fault, body) };
  } catch (thrown) {
    if (!(thrown instanceof RequestRejected)) throw thrown;
    return { type: "errored", callKey, lines: [line(customId, errored(errorTypeOf(thrown.status), thrown.message))] };
  }
}

type Failure = JsonObject & { readonly type: ResultType };

function failureOf(fault: Fault | null): Failure | null {
  if (fault === null || isBilled(fault)) return null;
  if (fault.kind === "batch-canceled") return { type: "canceled" };
  if (fault.kind === "batch-expired") return { type: "expired" };
  const type = fault.kind === "status" ? errorTypeOf(fault.status) : "api_error";
  return errored(fault.kind === "error-envelope-200" ? fault.errorType : type, `simulated ${type}`);
}

function errored(type: string, message: string): Failure {
  return { type: "errored", error: errorBody({ type, message }, "req_sim_batched") };
}

function isStopped({ seed }: Desk, { cancelAtMs }: ShelvedBatch, callKey: string): boolean {
  return cancelAtMs !== null && !seededRandom("batch-cancel", seed, callKey).chance(UNSTOPPABLE_SHARE);
}

function successLines(customId: string, fault: Fault | null, body: JsonObject): readonly string[] {
  const text = `{"type":"succeeded","message":${faultyBody(fault, body)}}`;
  const whole = `{"custom_id":${JSON.stringify(customId)},"result":${text}}`;
  switch (fault?.kind) {
    case "missing-line":
      return [];
    case "duplicate-line":
      return [whole, fault.isChanged ? line(customId, { type: "expired" }) : whole];
    case "unknown-custom-id":
      return [whole, `{"custom_id":"nobody-${customId.slice(-32)}","result":${text}}`];
    default:
      return [whole];
  }
}

function line(customId: string, result: Failure): string {
  return JSON.stringify({ custom_id: customId, result });
}
