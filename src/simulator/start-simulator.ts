/**
 * A Messages API on the loopback interface, whose models have planted abilities: the
 * provider of the offline demonstration and the rig of the tests. It knows the right
 * answers, and nothing of runs, scorers or stores. What it says is never evidence about
 * a real model.
 * @module
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { UsageError } from "../core/errors.js";
import type { AnswerKey } from "./answer-key.js";
import { BatchShelf } from "./batch-shelf.js";
import { type FaultPlan, FaultPlanSchema } from "./fault-plan.js";
import { endBatches } from "./handle-batches.js";
import { handleRequest } from "./handle-request.js";
import { Pauses } from "./pauses.js";
import { PromptCache, type PromptCacheOptions } from "./prompt-cache.js";
import { type SimulatorStats, StatsLedger } from "./simulator-stats.js";
import { type World, WorldSchema } from "./world.js";

const HOST = "127.0.0.1";
/** Longer than any pause between two requests of a run, so that the server never hangs up on a client about to send. */
const KEEP_ALIVE_MS = 120_000;

export interface SimulatorOptions {
  /** 0 takes a free port. @defaultValue 0 */
  readonly port?: number;
  /** Decides all randomness, together with each request. */
  readonly seed: number;
  readonly world: World;
  readonly answerKey: AnswerKey;
  /** What goes wrong. @defaultValue nothing */
  readonly faults?: FaultPlan;
  /** Factor on the world's latencies; 0 answers at once. @defaultValue 0 */
  readonly latencyScale?: number;
  /** The poll that finds a batch ended; null: none does before `endBatches`. @defaultValue 2 */
  readonly pollsToEnd?: number | null;
  /** Of what the models remember of prompts that ask to be cached. */
  readonly cache?: PromptCacheOptions;
}

/** A running simulator. */
export interface Simulator extends AsyncDisposable {
  /** For example `http://127.0.0.1:43210`. */
  readonly baseUrl: string;
  readonly port: number;
  stats(): SimulatorStats;
  /** Carries out every batch that is under way. */
  endBatches(): void;
  /** Stops listening and cuts every connection, stalled ones too. */
  close(): Promise<void>;
}

/**
 * Starts a simulator. The answer to a request is a function of seed, model, parameters,
 * prompt and `idempotency-key` alone; what goes wrong depends on the attempt too, and what of a
 * prompt comes from a cache on the requests before it.
 *
 * @throws UsageError if an option is out of range or the port is taken
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port = 0, seed, answerKey, latencyScale = 0, pollsToEnd = 2 } = options;
  if (!(latencyScale >= 0)) throw new UsageError(`latency scale ${latencyScale}: give a number of 0 or more`);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`simulator port ${port}: give a whole number from 0 to 65535`);
  }
  const world = checked("world", WorldSchema, options.world);
  const faults = checked("fault plan", FaultPlanSchema, options.faults ?? []);
  const stats = new StatsLedger();
  const pauses = new Pauses();
  const cache = new PromptCache(options.cache);
  const shelf = new BatchShelf(pollsToEnd);
  const desk = { seed, world, answerKey, faults, latencyScale, stats, pauses, cache, shelf };
  const server = createServer((request, response) => void handleRequest(desk, request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const actualPort = await listen(server, port);
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= stop(server, pauses);
    return closed;
  };
  return {
    baseUrl: `http://${HOST}:${actualPort}`,
    port: actualPort,
    stats: () => stats.snapshot(),
    endBatches: () => endBatches(desk),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function checked<T>(what: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`simulator ${what} is not valid: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  const remedy = `stop the program that holds it, or use port 0 to take a free one`;
  if (error.code === "EADDRINUSE") {
    return new UsageError(`simulator port ${port} on ${HOST} is in use: ${remedy}`, { cause: error });
  }
  if (error.code === "EACCES") {
    return new UsageError(`simulator port ${port} on ${HOST} is not permitted: use a port above 1023, or port 0`, {
      cause: error,
    });
  }
  return error;
}

function stop(server: Server, pauses: Pauses): Promise<void> {
  pauses.end();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
