const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * Standard normal cumulative distribution function.
 *
 * @param z - any number; infinities give 0 and 1
 * @returns P(Z ≤ z) in [0, 1]; the lower tail keeps its relative precision down to z = −37
 * @throws RangeError if z is NaN
 * @see Abramowitz & Stegun 26.2.11 (series) and 26.2.14 (continued fraction)
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError("z is NaN");
  if (z > 0) return 1 - lowerTail(z);
  return lowerTail(-z);
}

/** P(Z ≤ −z) for z ≥ 0. */
function lowerTail(z: number): number {
  const density = Math.exp(-0.5 * z * z) / SQRT_TWO_PI;
  if (z < 2.5) {
    let term = z;
    let sum = z;
    for (let k = 3; term > sum * 1e-17; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  // Depth 120 is exact to double precision from 2.5 on.
  let fraction = z;
  for (let k = 120; k >= 1; k -= 1) fraction = z + k / fraction;
  return density / fraction;
}

const CENTRAL = {
  over: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  under: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
} as const;
const NEAR_TAIL = {
  over: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  under: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
} as const;
const FAR_TAIL = {
  over: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  under: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
} as const;

/**
 * Standard normal quantile function.
 *
 * @param p - in (0, 1)
 * @returns z with P(Z ≤ z) = p; relative error about 1e-16
 * @throws RangeError if p is not in (0, 1), or NaN
 * @see Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37 (1988)
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p not in (0, 1): ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(CENTRAL, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z = r <= 5 ? rational(NEAR_TAIL, r - 1.6) : rational(FAR_TAIL, r - 5);
  return q < 0 ? -z : z;
}

function rational(part: { readonly over: readonly number[]; readonly under: readonly number[] }, x: number): number {
  const polynomial = (coefficients: readonly number[]) => coefficients.reduce((sum, c) => sum * x + c, 0);
  return polynomial(part.over) / polynomial(part.under);
}
