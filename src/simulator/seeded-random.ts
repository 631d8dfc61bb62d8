import { canonicalJson, sha256Hex } from "../core/json.js";

/** A stream of pseudo-random numbers that its seed alone determines. Not for secrets. */
export interface SeededRandom {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform whole number in [0, bound). */
  integer(bound: number): number;
  /** Standard normal. */
  normal(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** @throws RangeError on an empty list */
  pick<T>(list: readonly T[]): T;
  /** `count` different elements, or all of them where there are fewer. */
  sample<T>(list: readonly T[], count: number): T[];
}

/**
 * A generator seeded by the SHA-256 of the parts, so that streams of different
 * parts have nothing in common, and a new consumer never shifts an old one.
 *
 * @see Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", arXiv 1805.01407 (xoshiro128**)
 */
export function seededRandom(...parts: readonly unknown[]): SeededRandom {
  const digest = sha256Hex(canonicalJson(parts));
  const word = (index: number) => Number.parseInt(digest.slice(index * 8, index * 8 + 8), 16);
  const next = xoshiro128([word(0), word(1), word(2), word(3)]);
  const integer = (bound: number) => Math.floor(next() * bound);
  const sample = <T>(list: readonly T[], count: number): T[] => {
    const rest = [...list];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(integer(rest.length), 1));
    return taken;
  };
  return {
    next,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError("cannot pick from an empty list");
      return sample(list, 1)[0] as (typeof list)[number];
    },
    sample,
  };
}

/** The generator itself, from a state that is not all zero: uniform in [0, 1). */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return scrambled / 2 ** 32;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
