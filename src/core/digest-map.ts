import { sha256Hex } from "./json.js";

/** Words of an entry: three of the digest, the number, the entry that follows in its chain. */
const WIDTH = 5;
const VALUE = 3;
const NEXT = 4;
const FIRST_CAPACITY = 1024;
/** In a chain: nothing follows. Entries are named by their place plus one. */
const NONE = 0;

/**
 * Numbers by text, in 24 to 48 bytes for each: for what is remembered of every cell or
 * answer of a long run.
 *
 * Keeps 96 bits of a SHA-256 digest in place of a text: of a million texts, two are
 * taken for the same with a probability of less than 10⁻¹⁶.
 */
export class DigestMap {
  #capacity = FIRST_CAPACITY;
  /** Entries in the order in which they came, around the end. */
  #words = new Uint32Array(WIDTH * FIRST_CAPACITY);
  /** By the first word of the digest: the entry that came last. */
  #heads = new Uint32Array(FIRST_CAPACITY);
  #oldest = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(text: string): number | undefined {
    const at = this.#find(digestOf(text));
    return at === null ? undefined : this.#words[at + VALUE];
  }

  /** @param value - a whole number from 0 to 2³² − 1 */
  set(text: string, value: number): void {
    if (!(Number.isInteger(value) && value >= 0 && value < 2 ** 32)) throw new RangeError(`not 32 bits: ${value}`);
    const digest = digestOf(text);
    const at = this.#find(digest);
    if (at !== null) {
      this.#words[at + VALUE] = value;
      return;
    }
    if (this.#size === this.#capacity) this.#grow();
    this.#append(digest, value);
  }

  /** Forgets what came first; setting a text again does not make it younger. */
  deleteOldest(): void {
    if (this.#size === 0) return;
    const entry = this.#oldest + 1;
    const bucket = this.#word(this.#at(entry)) & (this.#capacity - 1);
    // It is the last of its chain, as younger ones come before it.
    let before = this.#heads[bucket] ?? NONE;
    if (before === entry) this.#heads[bucket] = NONE;
    else {
      while (this.#word(this.#at(before) + NEXT) !== entry) before = this.#word(this.#at(before) + NEXT);
      this.#words[this.#at(before) + NEXT] = NONE;
    }
    this.#oldest = (this.#oldest + 1) & (this.#capacity - 1);
    this.#size -= 1;
  }

  /** Where the words of a digest stand. */
  #find(digest: Digest): number | null {
    let entry = this.#heads[digest[0] & (this.#capacity - 1)] ?? NONE;
    while (entry !== NONE) {
      const at = this.#at(entry);
      if (digest.every((word, index) => this.#words[at + index] === word)) return at;
      entry = this.#word(at + NEXT);
    }
    return null;
  }

  #append(digest: Digest, value: number): void {
    const entry = ((this.#oldest + this.#size) & (this.#capacity - 1)) + 1;
    const bucket = digest[0] & (this.#capacity - 1);
    this.#words.set([...digest, value, this.#heads[bucket] ?? NONE], this.#at(entry));
    this.#heads[bucket] = entry;
    this.#size += 1;
  }

  #grow(): void {
    const words = this.#words;
    const order = Array.from({ length: this.#size }, (_, index) => (this.#oldest + index) & (this.#capacity - 1));
    this.#capacity *= 2;
    this.#words = new Uint32Array(WIDTH * this.#capacity);
    this.#heads = new Uint32Array(this.#capacity);
    this.#oldest = 0;
    this.#size = 0;
    for (const place of order) {
      const [a = 0, b = 0, c = 0, value = 0] = words.subarray(place * WIDTH, (place + 1) * WIDTH);
      this.#append([a, b, c], value);
    }
  }

  #at(entry: number): number {
    return (entry - 1) * WIDTH;
  }

  #word(at: number): number {
    return this.#words[at] ?? NONE;
  }
}

type Digest = readonly [number, number, number];

function digestOf(text: string): Digest {
  const hex = sha256Hex(text);
  return [wordOf(hex, 0), wordOf(hex, 8), wordOf(hex, 16)];
}

function wordOf(hex: string, at: number): number {
  return Number.parseInt(hex.slice(at, at + 8), 16);
}
