import { UsageError } from "./errors.js";
import type { ModelRequest } from "./model-request.js";
import type { Signal, SignalQuestion } from "./signal.js";
import type { Tier } from "./tier.js";

/**
 * What a further call of a signal sends.
 *
 * @param own - the request that was answered: a signal that asks nothing else sends it again
 * @param tiers - those that a signal may ask
 * @returns null where there is nothing to ask about
 * @throws UsageError if the signal asks a tier that is not among them
 */
export function signalRequest(
  signal: Signal,
  own: ModelRequest,
  question: Omit<SignalQuestion, "prompt">,
  tiers: readonly Tier[],
): ModelRequest | null {
  if (signal.ask === undefined) return own;
  const { model, params } = signal.tier === undefined ? own : askedTier(signal, tiers);
  const prompt = signal.ask({ ...question, prompt: own });
  return prompt === null ? null : { ...prompt, model, params };
}

/**
 * The tier that a signal asks.
 * @throws UsageError if it is not among the tiers
 */
export function askedTier({ name, tier }: Pick<Signal, "name" | "tier">, tiers: readonly Tier[]): Tier {
  const found = tiers.find(({ id }) => id === tier);
  if (found !== undefined) return found;
  const known = tiers.map(({ id }) => id).join(", ");
  throw new UsageError(`signal "${name}" asks tier "${tier}", which is not in this run; tiers: ${known}`);
}
