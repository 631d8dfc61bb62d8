/** Penalty on slopes of features with spread 1: as if little were known of them beforehand. */
const SLOPE_PENALTY = 1;
/** Keeps the level finite where all values are equal. */
const LEVEL_PENALTY = 0.01;
const MOST_STEPS = 30;

/**
 * Fitted means of a logistic regression with an intercept, penalised a little
 * towards flat (ridge on features of mean 0 and spread 1), by Newton's method.
 *
 * Values between 0 and 1 are allowed and count as that share of a right answer.
 * A smooth curve through noisy rates: what it says of a reading borrows from all
 * readings around it. Point estimates for choosing; a choice is certified on other rows.
 *
 * @param features - each with one finite number per value; one without spread has no part in the fit
 * @param values - in [0, 1], at least one
 * @param weights - one per value, > 0
 * @returns one mean per value, in (0, 1)
 * @throws RangeError if lengths differ, or a number is outside its range, or NaN
 * @see Platt, "Probabilistic outputs for support vector machines" (1999); Hosmer & Lemeshow, Applied Logistic
 *   Regression (2000), chapter 1
 */
export function logisticFit(
  features: readonly Float64Array[],
  values: Float64Array,
  weights: Float64Array,
): Float64Array {
  check(features, values, weights);
  const columns = features.map((feature) => standardised(feature, weights)).filter((column) => column !== null);
  const size = columns.length + 1;
  const fitted = new Float64Array(values.length);
  let beta = new Float64Array(size);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    evaluate(columns, beta, fitted);
    const { gradient, hessian } = derivatives(columns, { beta, fitted, values, weights });
    const change = solved(hessian, gradient);
    beta = beta.map((value, k) => value + (change[k] ?? 0));
    if (change.every((value) => Math.abs(value) < 1e-9)) break;
  }
  evaluate(columns, beta, fitted);
  return fitted;
}

function check(features: readonly Float64Array[], values: Float64Array, weights: Float64Array): void {
  if (values.length === 0) throw new RangeError("no values");
  for (const other of [...features, weights]) {
    if (other.length !== values.length) throw new RangeError(`${values.length} values but ${other.length} beside them`);
  }
  for (const feature of features)
    for (const value of feature) if (!Number.isFinite(value)) throw new RangeError(`feature not finite: ${value}`);
  for (const value of values) if (!(value >= 0 && value <= 1)) throw new RangeError(`value not in [0, 1]: ${value}`);
  for (const weight of weights) if (!(weight > 0)) throw new RangeError(`weight not > 0: ${weight}`);
}

/** Mean 0 and spread 1 under the weights; null without spread. */
function standardised(feature: Float64Array, weights: Float64Array): Float64Array | null {
  const weighted = (value: (x: number) => number) =>
    feature.reduce((sum, x, i) => sum + (weights[i] ?? 0) * value(x), 0);
  const total = weighted(() => 1);
  const mean = weighted((x) => x) / total;
  const spread = Math.sqrt(weighted((x) => (x - mean) ** 2) / total);
  return spread > 1e-12 * Math.max(1, Math.abs(mean)) ? feature.map((value) => (value - mean) / spread) : null;
}

function evaluate(columns: readonly Float64Array[], beta: Float64Array, fitted: Float64Array): void {
  fitted.fill(beta[0] ?? 0);
  columns.forEach((column, k) => {
    const slope = beta[k + 1] ?? 0;
    column.forEach((value, i) => {
      fitted[i] = (fitted[i] ?? 0) + slope * value;
    });
  });
  fitted.forEach((logit, i) => {
    fitted[i] = 1 / (1 + Math.exp(-logit));
  });
}

interface FitState {
  readonly beta: Float64Array;
  readonly fitted: Float64Array;
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

function derivatives(columns: readonly Float64Array[], { beta, fitted, values, weights }: FitState) {
  const size = beta.length;
  const penalty = (k: number) => (k === 0 ? LEVEL_PENALTY : SLOPE_PENALTY);
  const gradient = beta.map((value, k) => -penalty(k) * value);
  const hessian = Array.from({ length: size }, (_, k) => {
    const row = new Float64Array(size);
    row[k] = penalty(k);
    return row;
  });
  const x = new Float64Array(size);
  x[0] = 1;
  values.forEach((value, i) => {
    columns.forEach((column, k) => {
      x[k + 1] = column[i] ?? 0;
    });
    const mean = fitted[i] ?? 0;
    const weight = weights[i] ?? 0;
    const [slope, bend] = [weight * (value - mean), weight * mean * (1 - mean)];
    hessian.forEach((row, k) => {
      const own = x[k] ?? 0;
      gradient[k] = (gradient[k] ?? 0) + slope * own;
      for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + bend * own * (x[j] ?? 0);
    });
  });
  return { gradient, hessian };
}

/** Gauss's elimination; the penalties keep the matrix positive definite, so that no pivot is 0. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const x = right.slice();
  for (let k = 0; k < size; k += 1) {
    const pivot = matrix[k] as Float64Array;
    for (let i = k + 1; i < size; i += 1) {
      const row = matrix[i] as Float64Array;
      const factor = (row[k] ?? 0) / (pivot[k] ?? 1);
      for (let j = k; j < size; j += 1) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
      x[i] = (x[i] ?? 0) - factor * (x[k] ?? 0);
    }
  }
  for (let k = size - 1; k >= 0; k -= 1) {
    const row = matrix[k] as Float64Array;
    let sum = x[k] ?? 0;
    for (let j = k + 1; j < size; j += 1) sum -= (row[j] ?? 0) * (x[j] ?? 0);
    x[k] = sum / (row[k] ?? 1);
  }
  return x;
}
