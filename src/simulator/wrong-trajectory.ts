import type { JsonObject } from "../core/json.js";
import type { ToolCall, Trajectory } from "../core/tool.js";
import { alteredValue } from "./altered-value.js";
import type { SeededRandom } from "./seeded-random.js";

/** What a simulated model must know to play a conversation. */
export interface PlayedTrajectory extends Trajectory {
  /**
   * Whether these calls leave something else behind than the right ones. Who knows the environment says so: without it a
   * deviation may turn out to be harmless, and a model that was to be wrong be right. @defaultValue every deviation does
   */
  readonly isWrong?: (calls: readonly ToolCall[]) => boolean;
}

/** Tries to find a deviation that makes a difference. */
const TRIES = 24;

type Deviation = (random: SeededRandom) => readonly ToolCall[];

/**
 * The calls of a model that gets a task wrong: a wrong argument, a call left out, one too many, or an early stop. What the
 * task tempts to comes first.
 *
 * @param others - calls of other tasks, with which this one may be confused
 */
export function wrongTrajectory(
  { calls, temptations = [], isWrong = () => true }: PlayedTrajectory,
  others: readonly ToolCall[],
  random: SeededRandom,
): readonly ToolCall[] {
  const deviations = deviationsFrom(calls, temptations, others);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const deviating = random.pick(deviations)(random);
    if (isWrong(deviating)) return deviating;
  }
  const tempted = temptations.map((temptation) => [...calls, temptation]).find(isWrong);
  return tempted ?? [];
}

function deviationsFrom(
  calls: readonly ToolCall[],
  temptations: readonly ToolCall[],
  others: readonly ToolCall[],
): readonly Deviation[] {
  const withArguments = [...calls.keys()].filter((at) => Object.keys(calls[at]?.input ?? {}).length > 0);
  const extra: Deviation = (random) => inserted(calls, random.pick(others), random);
  const tempted: Deviation = (random) => inserted(calls, random.pick(temptations), random);
  const instead: Deviation = (random) => [...calls.slice(0, -1), random.pick(temptations)];
  const altered: Deviation = (random) => {
    const at = random.pick(withArguments);
    return calls.map((call, index) => (index === at ? { ...call, input: alteredInput(call.input, random) } : call));
  };
  const missing: Deviation = (random) => {
    const at = random.integer(calls.length);
    return calls.filter((_, index) => index !== at);
  };
  const early: Deviation = (random) => calls.slice(0, random.integer(calls.length));
  return [
    ...(temptations.length > 0 ? [tempted, tempted, instead] : []),
    ...(withArguments.length > 0 ? [altered, altered] : []),
    ...(calls.length > 0 ? [missing, early] : []),
    ...(others.length > 0 ? [extra] : []),
    // A task without anything to do wrong is left undone.
    () => [],
  ];
}

/** Anywhere, also behind the last call. */
function inserted(calls: readonly ToolCall[], extra: ToolCall, random: SeededRandom): readonly ToolCall[] {
  return calls.toSpliced(random.integer(calls.length + 1), 0, extra);
}

function alteredInput(input: JsonObject, random: SeededRandom): JsonObject {
  const field = random.pick(Object.keys(input));
  return { ...input, [field]: alteredValue(input[field] ?? null, random) };
}
