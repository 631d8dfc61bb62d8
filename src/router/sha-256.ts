const BLOCK_BYTES = 64;

/** The first 64 primes: the constants of SHA-256 are bits of their roots. */
const PRIMES = firstPrimes(64);
const ROUND_CONSTANTS = Int32Array.from(PRIMES, (prime) => fractionBits(Math.cbrt(prime)));
const INITIAL_STATE = Int32Array.from(PRIMES.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));

/**
 * Lower-case hex SHA-256 of a text, taken as UTF-8. Synchronous, because a
 * router is built synchronously and the digest of the platform is not.
 *
 * @see FIPS 180-4, section 6.2
 */
export function sha256Hex(text: string): string {
  const message = padded(new TextEncoder().encode(text));
  const state = INITIAL_STATE.slice();
  const schedule = new Int32Array(64);
  for (let offset = 0; offset < message.byteLength; offset += BLOCK_BYTES) {
    expand(schedule, message, offset);
    absorb(state, schedule);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The message, a one bit, zeros, and the length in bits as 64-bit big-endian, in whole blocks. */
function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / BLOCK_BYTES);
  const message = new Uint8Array(blocks * BLOCK_BYTES);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(message.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(message.length - 4, bytes.length * 8);
  return view;
}

/** The 64 words of a block: its own 16, and 48 mixed from them. */
function expand(words: Int32Array, message: DataView, offset: number): void {
  for (let index = 0; index < 16; index += 1) words[index] = message.getInt32(offset + index * 4);
  for (let index = 16; index < 64; index += 1) {
    const near = words[index - 2] as number;
    const far = words[index - 15] as number;
    const mixedNear = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10);
    const mixedFar = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3);
    words[index] = (words[index - 16] as number) + mixedFar + (words[index - 7] as number) + mixedNear;
  }
}

/** One block into the state. Rotations are written out: this loop is what loading a table waits for. */
function absorb(state: Int32Array, words: Int32Array): void {
  const before = Array.from(state) as [number, number, number, number, number, number, number, number];
  let [a, b, c, d, e, f, g, h] = before;
  for (let round = 0; round < 64; round += 1) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const mixed = (ROUND_CONSTANTS[round] as number) + (words[round] as number);
    const step = (h + high + ((e & f) ^ (~e & g)) + mixed) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + step) | 0;
    d = c;
    c = b;
    b = a;
    a = (step + low + majority) | 0;
  }
  state.set([a, b, c, d, e, f, g, h].map((word, index) => word + (before[index] as number)));
}

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

/** The first 32 bits after the point. None of the roots is near enough to a boundary for its rounding to matter. */
function fractionBits(root: number): number {
  return Math.floor((root % 1) * 2 ** 32);
}
