/** Area under the risk–coverage curve, with what is needed to compare signals. */
export interface RiskCoverage {
  /** Mean over k of the risk among the k most confident items; in [0, 1]. */
  readonly area: number;
  /** The smallest area any signal could have on these losses; in [0, area]. */
  readonly optimal: number;
  /** e-AURC: area − optimal. */
  readonly excess: number;
  /** Excess relative to a random order: 0 perfect, 1 random, more misleading; null where all losses are equal. */
  readonly normalised: number | null;
}

/**
 * AURC: how well a confidence ranks items by their losses, over all thresholds.
 *
 * Items of equal confidence cannot be told apart, so their order is averaged
 * over all permutations, in closed form: inside a tie the expected loss grows
 * evenly. Describes the sample; it is no guarantee about a threshold.
 *
 * @param confidences - higher means served earlier; any numbers but NaN
 * @param losses - in [0, 1], same length, at least one
 * @throws RangeError if there are no items, the lengths differ, a confidence is NaN, or a loss is not in [0, 1]
 * @see Geifman & El-Yaniv, "Selective Classification for Deep Neural Networks", arXiv:1705.08500; Geifman, Uziel &
 *   El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers", arXiv:1805.08206 (e-AURC)
 */
export function riskCoverage(
  confidences: Float64Array | readonly number[],
  losses: Float64Array | readonly number[],
): RiskCoverage {
  const n = losses.length;
  if (confidences.length !== n) throw new RangeError(`${confidences.length} confidences but ${n} losses`);
  if (n === 0) throw new RangeError("no items");
  for (let i = 0; i < n; i += 1) {
    const loss = losses[i] ?? Number.NaN;
    if (!(loss >= 0 && loss <= 1)) throw new RangeError(`loss ${i} not in [0, 1]: ${loss}`);
    if (Number.isNaN(confidences[i])) throw new RangeError(`confidence ${i} is NaN`);
  }
  const area = expectedArea(confidences, losses);
  const best = expectedArea(
    Float64Array.from(losses, (loss) => -loss),
    losses,
  );
  // Rounding must not place an optimal order below the optimum.
  const optimal = Math.min(best, area);
  const random = expectedArea(new Float64Array(n), losses);
  const isFlat = Array.prototype.every.call(losses, (loss: number) => loss === losses[0]);
  return {
    area,
    optimal,
    excess: area - optimal,
    normalised: isFlat ? null : (area - optimal) / (random - optimal),
  };
}

function expectedArea(confidences: Float64Array | readonly number[], losses: Float64Array | readonly number[]): number {
  const n = losses.length;
  // Two equal infinities differ by NaN, which sorting takes for 0.
  const order = Uint32Array.from(losses.keys()).sort((a, b) => (confidences[b] ?? 0) - (confidences[a] ?? 0));
  let area = 0;
  let before = 0;
  for (let start = 0; start < n; ) {
    const value = confidences[order[start] ?? 0];
    let end = start;
    let tied = 0;
    while (end < n && confidences[order[end] ?? 0] === value) {
      tied += losses[order[end] ?? 0] ?? 0;
      end += 1;
    }
    const each = tied / (end - start);
    for (let k = start + 1; k <= end; k += 1) area += (before + each * (k - start)) / k;
    before += tied;
    start = end;
  }
  return area / n;
}
