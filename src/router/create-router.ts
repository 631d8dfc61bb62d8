/**
 * `tierbench/router`: follows a routing table in production. It has no
 * dependencies, reads no file, opens no connection, and calls no model: what it
 * decides, the caller carries out. It must not import anything from outside this
 * folder but types.
 * @module
 */
import { createRuler } from "./decide.js";
import type { Decision, RouteRequest } from "./decision.js";
import { followedTable } from "./followed-table.js";
import { type Integrity, parseTable } from "./parse-table.js";
import { RouterTableError } from "./router-table-error.js";
import { type Call, type RunOptions, type RunResult, runPlan } from "./run-plan.js";

export type { Decision, DecisionReason, RouteRequest } from "./decision.js";
export type { DecisionParams, PlanStep } from "./followed-table.js";
export type { Integrity } from "./parse-table.js";
export { RouterTableError } from "./router-table-error.js";
export type { Call, RunOptions, RunResult, TierAnswer, TierCall } from "./run-plan.js";
export {
  type Hop,
  type HopCause,
  RouterCallError,
  type RunEnd,
  type RunOverrides,
  type RunRecord,
} from "./run-record.js";
export type { SignalCheck, SignalReadings } from "./signal-check.js";

/** What a router is told besides its table. */
export interface RouterOptions {
  /** The tier for what the table says nothing about. It must be in the table. */
  readonly safeTier: string;
  /** Milliseconds since 1970. @defaultValue Date.now */
  readonly now?: () => number;
  /** @defaultValue "checksum" */
  readonly integrity?: Integrity;
}

/** Follows one table. Holds no state: one router serves any number of requests at once. */
export interface Router {
  readonly tableId: string;
  readonly integrity: Integrity;
  /**
   * Which tier to ask. Pure but for the clock, synchronous, and never throws,
   * whatever it is given.
   */
  decide(request: RouteRequest): Decision;
  /**
   * Decides, and carries the decision out with `call`: one step at a time until
   * an answer is accepted, within the table's limits.
   *
   * @throws RouterCallError, with the record, if no call gave an answer or the caller aborted
   * @throws RangeError on overrides that make no sense
   */
  run<Request extends RouteRequest, Response>(
    request: Request,
    call: Call<Request, Response>,
    options?: RunOptions,
  ): Promise<RunResult<Response>>;
}

/**
 * Reads a routing table and follows it. The table is copied: changing the
 * argument later changes nothing.
 *
 * @param table - the JSON text of `routing-table.json`, or what it parses to
 * @throws RouterTableError if the table is damaged, of another version, or does not have the safe tier
 */
export function createRouter(table: unknown, options: RouterOptions): Router {
  const { safeTier, now = Date.now, integrity = "checksum" } = options;
  if (integrity !== "checksum" && integrity !== "none") {
    throw new RouterTableError(`options.integrity must be "checksum" or "none", found ${String(integrity)}`);
  }
  if (typeof now !== "function") throw new RouterTableError("options.now must be a function");
  const followed = followedTable(parseTable(table, integrity));
  if (!followed.tiers.has(safeTier)) {
    const known = [...followed.tiers.keys()].join(", ");
    throw new RouterTableError(`options.safeTier "${safeTier}" is not in tiers; name one of ${known}`, "tiers");
  }
  const rule = createRuler(followed, safeTier, now);
  return Object.freeze({
    tableId: followed.tableId,
    integrity,
    decide: (request: RouteRequest) => rule(request).decision,
    run: <Request extends RouteRequest, Response>(
      request: Request,
      call: Call<Request, Response>,
      runOptions?: RunOptions,
    ) => runPlan(followed, rule(request), request, call, now, runOptions),
  });
}
