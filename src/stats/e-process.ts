/** Shares of the largest safe stake that are bet at the same time; each suits another size of gap. */
const BETS = [0.05, 0.15, 0.3, 0.5, 0.75] as const;

/** What a sequential test has found; null while it goes on. */
export type SequentialDecision = "non-inferior" | "inferior" | null;

/** What a sequential test asks. */
export interface SequentialQuestion {
  /** Largest acceptable mean loss, in (−1, 1). */
  readonly margin: number;
  /** Largest probability of each of the two wrong decisions, in (0, 1). */
  readonly level: number;
}

/** State of a sequential test: plain data that survives JSON, of a size that does not grow. */
export interface SequentialTest extends SequentialQuestion {
  /** Values seen so far. */
  readonly observed: number;
  /** Natural logarithm of the capital of every bet on "the mean is below the margin". */
  readonly logBelow: readonly number[];
  /** Natural logarithm of the capital of every bet on "the mean is above the margin". */
  readonly logAbove: readonly number[];
  /** The first decision; later values do not undo it. */
  readonly decided: SequentialDecision;
}

/**
 * Starts an anytime-valid test of a mean difference against a margin, in both directions.
 *
 * Two capital processes run side by side: E⁺ bets that the mean is below the
 * margin (non-inferior), E⁻ that it is above (inferior). Each is a non-negative
 * supermartingale under the hypothesis it doubts, so the chance that it ever
 * reaches 1/level there is at most the level (Ville): looking after every value,
 * and stopping whenever one likes, costs nothing. Assumes values in [−1, 1] that
 * are independent with one common mean, or drawn in a recorded random order; the
 * unit is the item, not the trial.
 *
 * @throws RangeError if the margin or the level is outside its range, or NaN
 * @see Waudby-Smith & Ramdas, arXiv:2010.09686, section 4; Ramdas, Grünwald, Vovk & Shafer, "Game-theoretic
 *   statistics and safe anytime-valid inference", arXiv:2210.01948. The bets are a fixed mixture, not plug-in:
 *   capital then depends on the values only and not on their order.
 */
export function startSequentialTest({ margin, level }: SequentialQuestion): SequentialTest {
  if (!(margin > -1 && margin < 1)) throw new RangeError(`margin not in (-1, 1): ${margin}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  const start = BETS.map(() => 0);
  return { margin, level, observed: 0, logBelow: start, logAbove: start, decided: null };
}

/**
 * The test after one more value; the argument is left as it is.
 *
 * @param value - loss of the candidate against the reference, in [−1, 1]
 * @throws RangeError if the value is outside its range, or NaN
 */
export function observe(test: SequentialTest, value: number): SequentialTest {
  if (!(value >= -1 && value <= 1)) throw new RangeError(`value not in [-1, 1]: ${value}`);
  const { margin, level } = test;
  // A stake of 1 on either side would lose everything at the far end of [−1, 1].
  const below = (margin - value) / (1 - margin);
  const above = (value - margin) / (1 + margin);
  const logBelow = BETS.map((bet, i) => (test.logBelow[i] ?? 0) + Math.log1p(bet * below));
  const logAbove = BETS.map((bet, i) => (test.logAbove[i] ?? 0) + Math.log1p(bet * above));
  const decided = test.decided ?? decide(logBelow, logAbove, level);
  return { margin, level, observed: test.observed + 1, logBelow, logAbove, decided };
}

/**
 * What the test has decided so far.
 *
 * @returns "non-inferior" once E⁺ has reached 1/level, "inferior" once E⁻ has, whichever came first; else null
 */
export function decision(test: SequentialTest): SequentialDecision {
  return test.decided;
}

/**
 * The two e-values as natural logarithms: evidence against "inferior" and against "non-inferior".
 *
 * @returns finite numbers; above ln(1/level) is decisive
 */
export function logEvidence(test: SequentialTest): { readonly nonInferior: number; readonly inferior: number } {
  return { nonInferior: logOfMean(test.logBelow), inferior: logOfMean(test.logAbove) };
}

function decide(logBelow: readonly number[], logAbove: readonly number[], level: number): SequentialDecision {
  const needed = -Math.log(level);
  if (logOfMean(logBelow) >= needed) return "non-inferior";
  return logOfMean(logAbove) >= needed ? "inferior" : null;
}

/** ln of the mean of exponentials, without leaving the range of doubles. */
function logOfMean(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - largest), 0);
  return largest + Math.log(sum / logs.length);
}
