import { DataError, UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import type { SignalDefinition } from "../core/run.js";
import { SIGNAL_NAME_PATTERN } from "../core/signal.js";
import { isSameAnswer } from "./answer-form.js";
import type { ImportedRun } from "./outcomes-from-rows.js";

/** Two tiers whose answers are compared: the second is the one that may be taken. */
export interface TierPair {
  /** The tier that is asked as well, to see whether it agrees. */
  readonly beside: string;
  readonly tier: string;
}

/** Least to most confident. */
export const AGREEMENT_LEVELS: readonly string[] = ["different", "same"];
/** Columns that may hold the answer; the first of them that the rows have is read. */
export const ANSWER_COLUMNS: readonly string[] = ["answer", "parsed_answer", "prediction"];
/** Of the comparison; raise it whenever answers are compared in another way. */
const VERSION = "1:number-or-text";

/**
 * Reads `a+b`: the agreement of tier a, asked beside it, with tier b.
 *
 * @throws UsageError where it is no pair of two different names
 */
export function tierPair(text: string): TierPair {
  const [beside = "", tier = "", ...rest] = text.split("+").map((name) => name.trim());
  if (beside === "" || tier === "" || rest.length > 0)
    throw new UsageError(`--agreement: "${text}" is no pair of tiers; give two, such as haiku+sonnet`);
  if (beside === tier) throw new UsageError(`--agreement: "${text}" names one tier twice; give two different ones`);
  return { beside, tier };
}

/**
 * Gives every outcome of the second tier of each pair the signal
 * `agreement-with-<first tier>`: whether the two answers to the item say the same.
 *
 * The signal costs what the first tier's call costs, so a cascade that reads it
 * pays both, and the second tier alone does not. A missing answer reads as
 * different. Latencies stay those of the answers: the two calls run side by side.
 *
 * @throws UsageError where a tier is in none of the runs or a pair comes twice; DataError where the rows have no answers
 */
export function withAgreement(runs: readonly ImportedRun[], pairs: readonly TierPair[]): readonly ImportedRun[] {
  if (pairs.length === 0) return runs;
  checkPairs(runs, pairs);
  const column = answerColumn(runs);
  return runs.map(({ run, outcomes }) => {
    const cells = new Map(outcomes.map((outcome) => [cellOf(outcome, outcome.tier), outcome]));
    const read = outcomes.map((outcome) =>
      pairs
        .filter(({ tier }) => tier === outcome.tier)
        .reduce(
          (own, { beside }) => withReading(own, { beside, other: cells.get(cellOf(own, beside)), column }),
          outcome,
        ),
    );
    const defined = run.taskTypes.flatMap((taskType) => pairs.map((pair) => definitionOf(taskType, pair)));
    const names = new Set(read.flatMap(({ taskType, signals }) => signals.map(({ name }) => `${taskType}\n${name}`)));
    const signals = defined.filter(({ taskType, name }) => names.has(`${taskType}\n${name}`));
    return { run: { ...run, signals: [...run.signals, ...signals] }, outcomes: read };
  });
}

function checkPairs(runs: readonly ImportedRun[], pairs: readonly TierPair[]): void {
  const known = [...new Set(runs.flatMap(({ run }) => run.tiers.map(({ id }) => id)))];
  const seen = new Set<string>();
  for (const { beside, tier } of pairs) {
    const unknown = [beside, tier].find((name) => !known.includes(name));
    if (unknown !== undefined)
      throw new UsageError(`--agreement: no rows of tier "${unknown}"; tiers: ${known.join(", ")}`);
    const text = `${beside}+${tier}`;
    if (seen.has(text)) throw new UsageError(`--agreement: "${text}" is given twice`);
    seen.add(text);
    const name = nameOf(beside);
    if (!SIGNAL_NAME_PATTERN.test(name))
      throw new UsageError(
        `--agreement: tier "${beside}" makes too long a signal name, "${name}"; at most 64 characters`,
      );
    if (runs.some(({ run }) => run.signals.some((signal) => signal.name === name)))
      throw new UsageError(`--agreement: the rows have a signal "${name}" already`);
  }
}

function answerColumn(runs: readonly ImportedRun[]): string {
  const found = ANSWER_COLUMNS.find((name) =>
    runs.some(({ outcomes }) => outcomes.some(({ extra }) => Object.hasOwn(extra, name))),
  );
  if (found === undefined)
    throw new DataError(
      `--agreement needs the answers: no column ${ANSWER_COLUMNS.map((name) => `"${name}"`).join(", ")}`,
    );
  return found;
}

function nameOf(beside: string): string {
  return `agreement-with-${beside}`;
}

function cellOf({ taskType, itemId, trial }: Outcome, tier: string): string {
  return JSON.stringify([taskType, itemId, trial, tier]);
}

function definitionOf(taskType: string, { beside }: TierPair): SignalDefinition {
  const levels = [...AGREEMENT_LEVELS];
  return { name: nameOf(beside), taskType, kind: "agreement", levels, version: VERSION, extraCalls: 1 };
}

interface Beside {
  readonly beside: string;
  readonly other: Outcome | undefined;
  readonly column: string;
}

function withReading(own: Outcome, { beside, other, column }: Beside): Outcome {
  const [answer, second] = [answerOf(own, column), other === undefined ? null : answerOf(other, column)];
  const isMissing = answer === null || second === null;
  const value = !isMissing && isSameAnswer(answer, second) ? 1 : 0;
  const reading = { name: nameOf(beside), value, level: AGREEMENT_LEVELS[value] ?? "" };
  // A call that was not answered is not charged, as with failed attempts.
  const cost = other?.status === "scored" ? other.costNanoUsd : 0;
  const ownSignals = own.signalCostNanoUsd;
  const isPriced = own.costNanoUsd !== null && ownSignals !== null && cost !== null;
  // The other answer, without what its own signals took.
  const extra = (cost ?? 0) - (other?.status === "scored" ? (other.signalCostNanoUsd ?? 0) : 0);
  const costNanoUsd = isPriced ? extra : undefined;
  const signal = {
    ...reading,
    ...(isMissing ? { isMissing } : {}),
    ...(costNanoUsd === undefined ? {} : { costNanoUsd }),
  };
  return {
    ...own,
    signals: [...own.signals, signal],
    costNanoUsd: isPriced ? (own.costNanoUsd ?? 0) + extra : null,
    signalCostNanoUsd: isPriced ? (ownSignals ?? 0) + extra : null,
  };
}

function answerOf({ extra, status }: Outcome, column: string): string | null {
  const value: JsonValue | undefined = extra[column];
  if (status !== "scored" || value === undefined || value === null) return null;
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  return text === "" ? null : text;
}
