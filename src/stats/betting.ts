/** How the bets of {@link bettingPValue} are placed. */
export interface BettingOptions {
  /** The level at which a decision is planned, in (0, 1). It tunes the bets; the p-value is valid at every level. */
  readonly level: number;
  /** Largest share of the capital that one value may cost, in (0, 1). @defaultValue 0.75 */
  readonly truncation?: number;
}

/**
 * Betting p-value of "the true mean is `mean` or more".
 *
 * A gambler who doubts the hypothesis stakes on values below `mean`; under the
 * hypothesis the capital is a non-negative supermartingale, so its largest value
 * exceeds 1/p with probability at most p (Ville). Assumes values that are
 * bounded in [0, 1] and independent, or merely drawn in a random order; the unit
 * of independence is the item (or the cluster mean), not the trial. The value
 * depends on the order: fix or record it before looking.
 *
 * A paired difference L in [−1, 1] against a margin is tested by the values
 * (L + 1) / 2 against the mean (margin + 1) / 2.
 *
 * @param values - in [0, 1], in the given order, at least one
 * @param mean - hypothetical mean, in (0, 1)
 * @returns super-uniform p-value in (0, 1], non-increasing in `mean`; 0 only where it is too small for a double
 * @throws RangeError if there are no values or an argument is outside its range, or NaN
 * @see Waudby-Smith & Ramdas, "Estimating means of bounded random variables by betting",
 *   arXiv:2010.09686, section 4 (capital process, truncated predictable plug-in bets). The variance starts from one
 *   imagined value with variance ¼, the mean from one imagined value ½.
 */
export function bettingPValue(values: Float64Array | readonly number[], mean: number, options: BettingOptions): number {
  if (!(mean > 0 && mean < 1)) throw new RangeError(`mean not in (0, 1): ${mean}`);
  const truncation = truncationOf(options);
  return Math.exp(-largestLogCapital(values, plugInBets(values, options.level), mean, truncation));
}

/**
 * Upper confidence bound of a mean: the smallest `mean` that {@link bettingPValue} rejects at the level.
 *
 * The capital never falls as `mean` rises, since a larger `mean` raises both the
 * limit of the bets and what each of them pays; bisection therefore finds the
 * bound. Same assumptions as there.
 *
 * @param values - in [0, 1], in the given order, at least one
 * @returns in (0, 1]; 1 where no hypothesis below it is rejected
 * @throws RangeError if there are no values or an argument is outside its range, or NaN
 * @see Waudby-Smith & Ramdas, arXiv:2010.09686, section 4 (confidence sets by inversion)
 */
export function bettingUpperBound(values: Float64Array | readonly number[], options: BettingOptions): number {
  const truncation = truncationOf(options);
  const bets = plugInBets(values, options.level);
  const needed = -Math.log(options.level);
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    // No double lies between the two.
    if (middle === low || middle === high) return high;
    if (largestLogCapital(values, bets, middle, truncation) >= needed) high = middle;
    else low = middle;
  }
}

function truncationOf({ truncation = 0.75 }: BettingOptions): number {
  if (!(truncation > 0 && truncation < 1)) throw new RangeError(`truncation not in (0, 1): ${truncation}`);
  return truncation;
}

/** √(2 ln(1/level) / (n · variance so far)): the bet on each value knows only the values before it. */
function plugInBets(values: Float64Array | readonly number[], level: number): Float64Array {
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  const n = values.length;
  if (!(n >= 1)) throw new RangeError("no values");
  const bets = new Float64Array(n);
  const scale = (2 * Math.log(1 / level)) / n;
  let sum = 0.5;
  let squares = 0.25;
  for (let i = 0; i < n; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!(value >= 0 && value <= 1)) throw new RangeError(`value ${i} not in [0, 1]: ${value}`);
    bets[i] = Math.sqrt((scale * (i + 1)) / squares);
    sum += value;
    squares += (value - sum / (i + 2)) ** 2;
  }
  return bets;
}

function largestLogCapital(
  values: Float64Array | readonly number[],
  bets: Float64Array,
  mean: number,
  truncation: number,
): number {
  const limit = truncation / (1 - mean);
  let log = 0;
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) {
    log += Math.log1p(Math.min(bets[i] ?? 0, limit) * (mean - (values[i] ?? 0)));
    largest = Math.max(largest, log);
  }
  return largest;
}
