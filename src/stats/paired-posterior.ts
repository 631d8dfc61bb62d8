import { incompleteBeta } from "./incomplete-beta.js";
import { logGamma } from "./log-gamma.js";
import type { PairedCounts } from "./tango.js";

/** Added to each of the four cells: Jeffreys' prior. */
const PRIOR = 0.5;
/** Probability that may be left out at either end of the range of integration. */
const TAIL = 1e-13;
const PANELS = 12;
/** Gauss–Legendre on [−1, 1] with ten nodes: the positive ones with their weights (DLMF 3.5.v). */
const NODES = [
  [0.1488743389816312, 0.2955242247147529],
  [0.4333953941292472, 0.2692667193099963],
  [0.6794095682990244, 0.219086362515982],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.0666713443086881],
] as const;

/**
 * Posterior probability that the first is better than the second by less than the
 * margin, from paired right/wrong answers with a Dirichlet(½, ½, ½, ½) prior on the
 * four cells (both right, first only, second only, both wrong).
 *
 * Information where few items decide nothing, never a gate: it has no size, and
 * with few discordant pairs the prior speaks loudly. Assumes independent pairs
 * (items, not trials). The two cells of agreement count together, so only their
 * sum matters.
 *
 * The share of discordant pairs is Beta(b + c + 1, n − b − c + 1) and independent
 * of the first's share of them, Beta(b + ½, c + ½); the sum over the former is
 * Gauss–Legendre quadrature, deterministic.
 *
 * @param margin - in [0, 1)
 * @returns in [0, 1], non-decreasing in the margin; absolute error below 1e-9
 * @throws RangeError if an argument is outside its range, or NaN
 * @see Gelman et al., Bayesian Data Analysis (2013), section 3.4 (Dirichlet posterior and its aggregation)
 */
export function pairedPosterior({ firstOnly, secondOnly, n }: PairedCounts, margin: number): number {
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`n not an integer ≥ 0: ${n}`);
  if (!(firstOnly >= 0 && secondOnly >= 0 && firstOnly + secondOnly <= n)) {
    throw new RangeError(`discordant pairs ${firstOnly} and ${secondOnly} do not fit into ${n}`);
  }
  if (!(margin >= 0 && margin < 1)) throw new RangeError(`margin not in [0, 1): ${margin}`);
  const shape: Shape = { a: firstOnly + secondOnly + 2 * PRIOR, b: n - firstOnly - secondOnly + 2 * PRIOR };
  // With less discordance than the margin the difference cannot reach it.
  const certain = incompleteBeta(margin, shape.a, shape.b);
  const high = quantileOf(1 - TAIL, shape);
  if (!(high > margin)) return certain;
  const low = Math.max(margin, quantileOf(TAIL, shape));
  const logBeta = logGamma(shape.a) + logGamma(shape.b) - logGamma(shape.a + shape.b);
  // s = margin + t² takes the root out of the integrand at s = margin.
  const integrand = (t: number) => {
    const s = margin + t * t;
    const density = Math.exp((shape.a - 1) * Math.log(s) + (shape.b - 1) * Math.log1p(-s) - logBeta);
    const firstShare = incompleteBeta((1 + margin / s) / 2, firstOnly + PRIOR, secondOnly + PRIOR, (t * t) / (2 * s));
    return 2 * t * density * firstShare;
  };
  const rest = integral(integrand, Math.sqrt(low - margin), Math.sqrt(high - margin));
  return Math.min(1, Math.max(0, certain + rest));
}

/** Of the Beta distribution of the share of discordant pairs. */
interface Shape {
  readonly a: number;
  readonly b: number;
}

/** To three digits of its distance to 1 or 0: it only bounds an integral. */
function quantileOf(p: number, { a, b }: Shape): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60 && high - low > 1e-3 * Math.min(high, 1 - low); step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return p < 0.5 ? low : high;
}

function integral(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / PANELS / 2;
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel += 1) {
    const middle = from + (2 * panel + 1) * half;
    for (const [node, weight] of NODES) sum += weight * (f(middle - half * node) + f(middle + half * node));
  }
  return sum * half;
}
