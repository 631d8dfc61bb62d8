import { normalQuantile } from "./normal.js";

/** A stream of random numbers that its seed fixes for ever, on every machine. */
export interface Random {
  /** Uniform on [0, 1), 53 random bits. */
  uniform(): number;
  /** Uniform whole number in [0, below); `below` in [1, 2³²]. */
  integer(below: number): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * Random numbers from a seed: xoshiro128**, its state filled by splitmix32.
 *
 * @param seed - any integer; its lower 64 bits count
 * @param stream - name of the purpose: streams of different names are unrelated
 * @throws RangeError if the seed is not an integer
 * @see Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021)
 */
export function seededRandom(seed: number, stream = ""): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed not an integer: ${seed}`);
  const next = xoshiro(stateOf(seed, stream));
  const uniform = () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
  return {
    uniform,
    integer(below) {
      if (!(Number.isInteger(below) && below >= 1 && below <= 4_294_967_296)) {
        throw new RangeError(`below not an integer in [1, 2^32]: ${below}`);
      }
      const limit = 4_294_967_296 - (4_294_967_296 % below);
      let draw = next();
      // A draw from the incomplete last block would favour small numbers.
      while (draw >= limit) draw = next();
      return draw % below;
    },
    normal() {
      let p = uniform();
      while (p === 0) p = uniform();
      return normalQuantile(p);
    },
  };
}

function stateOf(seed: number, stream: string): Uint32Array {
  let mixed = (seed ^ Math.floor(seed / 4_294_967_296)) >>> 0;
  for (let i = 0; i < stream.length; i += 1) mixed = Math.imul(mixed ^ stream.charCodeAt(i), 16_777_619) >>> 0;
  return Uint32Array.from({ length: 4 }, () => {
    mixed = (mixed + 0x9e37_79b9) >>> 0;
    let word = mixed;
    word = Math.imul(word ^ (word >>> 16), 0x21f0_aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
    return (word ^ (word >>> 15)) >>> 0;
  });
}

function xoshiro(state: Uint32Array): () => number {
  let [a = 1, b = 2, c = 3, d = 4] = state;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}
