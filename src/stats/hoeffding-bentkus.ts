import { binomialCdf } from "./binomial.js";

/**
 * Hoeffding–Bentkus p-value of "the true mean loss is above the target".
 *
 * Valid for independent losses in [0, 1] with one common mean; for 0/1 losses
 * the exact binomial tail is tighter. One call tests one hypothesis.
 *
 * @param meanLoss - observed, in [0, 1]
 * @param n - independent units the mean was taken over, integer ≥ 1
 * @param target - largest acceptable mean loss, in (0, 1)
 * @returns super-uniform p-value in [0, 1]; 1 where the observed mean is at or above the target
 * @throws RangeError if an argument is outside its range, or NaN
 * @see Bates, Angelopoulos, Lei, Malik & Jordan, "Distribution-Free, Risk-Controlling Prediction
 *   Sets", arXiv:2101.02703, section 3.1
 */
export function hoeffdingBentkusPValue(meanLoss: number, n: number, target: number): number {
  if (!(meanLoss >= 0 && meanLoss <= 1)) throw new RangeError(`meanLoss not in [0, 1]: ${meanLoss}`);
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`n not an integer ≥ 1: ${n}`);
  if (!(target > 0 && target < 1)) throw new RangeError(`target not in (0, 1): ${target}`);
  const hoeffding = Math.exp(-n * bernoulliDivergence(Math.min(meanLoss, target), target));
  // Rounding can lift the product past a whole number; one failure more only makes p larger.
  const bentkus = Math.E * binomialCdf(Math.ceil(n * meanLoss), n, target);
  return Math.min(1, hoeffding, bentkus);
}

/** Kullback–Leibler divergence of two coins, in nats, with 0 · ln 0 = 0. */
function bernoulliDivergence(observed: number, target: number): number {
  const part = (p: number, q: number) => (p === 0 ? 0 : p * Math.log(p / q));
  return part(observed, target) + part(1 - observed, 1 - target);
}
