import type { Accept } from "../core/policy.js";
import type { SignalLevels } from "./table-names.js";

/** What a caller read off an answer: the level or its index, or a number in [0, 1]. */
export type SignalReadings = { readonly [signal: string]: number | string };

/** One condition on one answer, as it was judged. */
export interface SignalCheck {
  readonly signal: string;
  /** The level, or the number; the lowest where nothing readable came. */
  readonly value: number | string;
  readonly atLeast: number | string;
  readonly isMet: boolean;
  /** True where the lowest value stands in for a missing, unknown or impossible reading. */
  readonly isMissing: boolean;
}

/**
 * Judges an answer by its signals. What cannot be read counts as the lowest
 * value: a doubt costs an escalation, never a wrong answer.
 *
 * @returns one check for each condition, in order; none for `always`
 */
export function checkSignals(accept: Accept, levels: SignalLevels, readings: SignalReadings): readonly SignalCheck[] {
  if (accept === "always") return [];
  return accept.all.map(({ signal, atLeast }) => {
    const reading = readingOf(readings, signal);
    const ladder = levels.get(signal) ?? null;
    return Object.freeze(
      ladder === null
        ? checkNumber(signal, reading, atLeast)
        : checkLevel(signal, ladder, levelIndex(ladder, reading), atLeast),
    );
  });
}

function readingOf(readings: SignalReadings, signal: string): unknown {
  try {
    return Object.hasOwn(readings, signal) ? readings[signal] : undefined;
  } catch {
    // A getter that throws gives no reading; the answer itself is not lost for it.
    return undefined;
  }
}

function checkNumber(signal: string, reading: unknown, atLeast: number | string): SignalCheck {
  const read = typeof reading === "number" && reading >= 0 && reading <= 1 ? reading : null;
  const value = read ?? 0;
  return { signal, value, atLeast, isMet: typeof atLeast === "number" && value >= atLeast, isMissing: read === null };
}

function checkLevel(signal: string, ladder: readonly string[], index: number, atLeast: number | string): SignalCheck {
  const needed = ladder.indexOf(String(atLeast));
  const reached = Math.max(index, 0);
  const value = ladder[reached] ?? "";
  return { signal, value, atLeast, isMet: needed >= 0 && reached >= needed, isMissing: index < 0 };
}

/** −1 where the reading names no level. */
function levelIndex(ladder: readonly string[], reading: unknown): number {
  if (typeof reading === "string") return ladder.indexOf(reading);
  return typeof reading === "number" && Number.isInteger(reading) && reading < ladder.length
    ? Math.max(reading, -1)
    : -1;
}
