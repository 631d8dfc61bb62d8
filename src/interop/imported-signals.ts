import { DataError } from "../core/errors.js";
import { SIGNAL_NAME_PATTERN, type SignalReading } from "../core/signal.js";
import type { OutcomeRow } from "./outcome-row.js";

/** Words whose order everybody reads the same way, least to most confident. */
const KNOWN_LADDERS = [
  ["very low", "low", "medium", "high", "very high"],
  ["fail", "pass"],
  ["false", "true"],
  ["no", "yes"],
];

/** How the `signal.<name>` columns of an import are read: as numbers, or as levels. */
export interface ImportedSignals {
  /** Least to most confident; null for a number. */
  levels(name: string): string[] | null;
  reading(name: string, value: string): SignalReading;
}

/**
 * Decides for each signal whether it is a number in [0, 1] or a known ladder of words.
 *
 * @throws DataError where it is neither: an order that we guessed could be the wrong way round
 */
export function importedSignals(rows: readonly OutcomeRow[]): ImportedSignals {
  const values = new Map<string, Map<string, OutcomeRow>>();
  for (const row of rows) {
    for (const [name, value] of row.signals) {
      const known = values.get(name) ?? new Map<string, OutcomeRow>();
      if (!known.has(value)) known.set(value, row);
      values.set(name, known);
    }
  }
  const ladders = new Map([...values].map(([name, found]) => [name, ladderOf(name, found)]));
  return {
    levels: (name) => ladders.get(name) ?? null,
    reading(name, value) {
      const ladder = ladders.get(name);
      if (!ladder) return { name, value: Number(value) };
      const level = value.toLowerCase();
      return { name, value: ladder.indexOf(level), level };
    },
  };
}

function ladderOf(name: string, found: ReadonlyMap<string, OutcomeRow>): string[] | null {
  const [first] = found.values();
  if (!SIGNAL_NAME_PATTERN.test(name))
    throw new DataError(`signal name "${name}": use A-Z a-z 0-9 . _ -`, first?.place);
  const notANumber = [...found].find(([value]) => !isShare(value));
  if (notANumber === undefined) return null;
  const words = [...found.keys()].map((value) => value.toLowerCase());
  const ladder = KNOWN_LADDERS.find((known) => words.every((word) => known.includes(word)));
  if (ladder) return ladder.filter((word) => words.includes(word));
  const [value, row] = notANumber;
  throw new DataError(
    `"${value}" is neither a number in [0, 1] nor one of ${KNOWN_LADDERS.map((known) => known.join(" < ")).join("; ")}; give levels as numbers`,
    { ...row.place, field: `signal.${name}` },
  );
}

function isShare(value: string): boolean {
  return value.trim() !== "" && Number(value) >= 0 && Number(value) <= 1;
}
