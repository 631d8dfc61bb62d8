/**
 * Pure mathematics on numbers: distributions, tests, intervals, resampling. It
 * knows nothing of tiers, items or files, and imports nothing from other rooms.
 * @module
 */

const HALF_LOG_TWO_PI = 0.918_938_533_204_672_8;
/** From here on the asymptotic series below is exact to double precision. */
const SERIES_FROM = 15;

/**
 * Natural logarithm of the gamma function.
 *
 * Stirling's series above 15; smaller arguments are shifted up by the recurrence.
 *
 * @param x - greater than 0
 * @returns ln Γ(x); relative error about 1e-14 away from the zeros at 1 and 2
 * @throws RangeError if x is not positive and finite
 * @see Abramowitz & Stegun, Handbook of Mathematical Functions, 6.1.41 and 6.1.15
 */
export function logGamma(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) throw new RangeError(`x not positive and finite: ${x}`);
  let shifted = x;
  let product = 1;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + series(shifted) - Math.log(product);
}

/**
 * What Stirling's formula leaves out: ln Γ(x + 1) − ((x + ½) ln x − x + ½ ln 2π).
 * With it, binomial terms keep their precision where ln Γ alone would cancel.
 *
 * @param x - greater than 0
 * @throws RangeError if x is not positive and finite
 * @see Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000)
 */
export function stirlingError(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) throw new RangeError(`x not positive and finite: ${x}`);
  if (x >= SERIES_FROM) return series(x);
  return logGamma(x) + Math.log(x) - ((x + 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
}

function series(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  const tail = 1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360_360 - square / 156)));
  return inverse * (1 / 12 - square * (1 / 360 - square * tail));
}
