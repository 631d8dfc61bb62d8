import type { RateLimits } from "../core/config.js";
import { type GateState, TierGate, type TierGateOptions } from "./tier-gate.js";

export interface TierGatesOptions extends Pick<TierGateOptions, "clock" | "drain"> {
  /** Calls of a model under way at once, at most. */
  readonly concurrencyOf: (model: string) => number;
  readonly ratesOf: (model: string) => RateLimits;
  readonly onState?: (model: string, state: GateState) => void;
}

/**
 * The gates of a run, one for each model: whoever asks it, for an answer or for a
 * verdict, is held to the same limits of the same server.
 */
export function tierGates({
  concurrencyOf,
  ratesOf,
  onState,
  ...shared
}: TierGatesOptions): (model: string) => TierGate {
  const gates = new Map<string, TierGate>();
  return (model) => {
    const known = gates.get(model);
    if (known !== undefined) return known;
    const told = onState === undefined ? {} : { onState: (state: GateState) => onState(model, state) };
    const gate = new TierGate({ ...shared, ...told, concurrency: concurrencyOf(model), rates: ratesOf(model) });
    gates.set(model, gate);
    return gate;
  };
}
