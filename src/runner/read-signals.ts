import { randomBytes } from "node:crypto";
import { messageOf } from "../core/errors.js";
import { stripSignals } from "../core/eval.js";
import type { ScoringContext } from "../core/score.js";
import { type Signal, type SignalReading, SignalReadingSchema } from "../core/signal.js";
import { signalRequest } from "../core/signal-request.js";
import type { CellLedger } from "./cell-ledger.js";
import type { CellEnd } from "./cell-outcome.js";
import { type PlannedCell, signalsOf } from "./plan-run.js";

export type SignalsRead =
  | { readonly kind: "read"; readonly signals: readonly SignalReading[] }
  | { readonly kind: "unread"; readonly end: CellEnd };

/**
 * What the signals of a cell say of its answer. An outage during an extra call
 * errors the cell: read without that call, the signal would report the outage as doubt.
 */
export async function readSignals(
  planned: PlannedCell,
  scoring: ScoringContext,
  ledger: CellLedger,
): Promise<SignalsRead> {
  const signals: SignalReading[] = [];
  for (const signal of signalsOf(planned)) {
    try {
      const extra = await extraTexts(planned, signal, scoring, ledger);
      if ("end" in extra) return { kind: "unread", end: extra.end };
      signals.push({ ...(await reading(signal, planned, scoring, extra.texts)), ...ownCost(signal, ledger) });
    } catch (thrown) {
      const error = `signal ${signal.name}: ${messageOf(thrown)}`;
      return { kind: "unread", end: { kind: "errored", outcomeClass: "validator_error", error, scores: [] } };
    }
  }
  return { kind: "read", signals };
}

async function extraTexts(
  planned: PlannedCell,
  signal: Signal,
  scoring: ScoringContext,
  ledger: CellLedger,
): Promise<{ readonly texts: readonly string[] } | { readonly end: CellEnd }> {
  const texts: string[] = [];
  for (let draw = 0; draw < signal.extraCalls; draw += 1) {
    const request = requestOf(planned, signal, scoring);
    if (request === null) break;
    const extra = await ledger.call(roleOf(signal), request, draw);
    if (extra.kind === "cut") return { end: { ...extra, scores: [] } };
    if (extra.kind === "failed") {
      const error = `signal ${signal.name}: ${extra.error.message}`;
      return { end: { kind: "errored", outcomeClass: extra.outcomeClass, error, scores: [] } };
    }
    texts.push(extra.response.text);
  }
  return { texts };
}

function requestOf({ request, item, tiers }: PlannedCell, signal: Signal, { text, response }: ScoringContext) {
  const nonce = randomBytes(16).toString("hex");
  return signalRequest(signal, request, { input: item.input, text, response, nonce }, tiers);
}

function roleOf({ name }: Signal): string {
  return `signal:${name}`;
}

function ownCost(signal: Signal, ledger: CellLedger): Pick<SignalReading, "costNanoUsd"> {
  if (signal.extraCalls === 0) return {};
  const costNanoUsd = ledger.costNanoUsd((role) => role === roleOf(signal));
  return costNanoUsd === null ? {} : { costNanoUsd };
}

/** @throws whatever the signal's own code throws, or on a reading that cannot be stored */
async function reading(
  signal: Signal,
  { evaluation, item: { input } }: PlannedCell,
  { text, response, conversation, runProgram }: ScoringContext,
  rawTexts: readonly string[],
): Promise<SignalReading> {
  const extraTexts = signal.ask === undefined ? rawTexts.map((raw) => stripSignals(evaluation, raw)) : rawTexts;
  const held = conversation === undefined ? {} : { conversation };
  const running = runProgram === undefined ? {} : { runProgram };
  const said = await signal.read({ input, rawText: response.text, text, response, extraTexts, ...held, ...running });
  const checked = SignalReadingSchema.safeParse(said);
  if (checked.success && checked.data.name === signal.name) return checked.data;
  throw new RangeError(`returned ${JSON.stringify(said)}, which is no reading of it`);
}
