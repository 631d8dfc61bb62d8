/**
 * Chance for generators of datasets: the same seed gives the same items on every machine.
 * @module
 */
import { createHash } from "node:crypto";

/** A stream of choices, decided by its name alone. */
export class Seeded {
  #state;

  /** @param {string} name - the dataset and the item: streams of different names have nothing in common */
  constructor(name) {
    this.#state = createHash("sha256").update(name).digest().readUInt32LE(0);
  }

  /** @returns {number} uniform in [0, 1) (mulberry32) */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /**
   * @param {number} from
   * @param {number} to - inclusive
   * @returns {number} an integer
   */
  integer(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /**
   * @param {number} probability
   * @returns {boolean}
   */
  chance(probability) {
    return this.next() < probability;
  }

  /**
   * @template T
   * @param {readonly T[]} choices
   * @returns {T}
   */
  pick(choices) {
    if (choices.length === 0) throw new RangeError("nothing to pick from");
    return /** @type {T} */ (choices[this.integer(0, choices.length - 1)]);
  }

  /**
   * @template T
   * @param {readonly T[]} values
   * @returns {T[]} in another order
   */
  shuffled(values) {
    const order = [...values];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = this.integer(0, last);
      [order[last], order[other]] = [/** @type {T} */ (order[other]), /** @type {T} */ (order[last])];
    }
    return order;
  }

  /**
   * @template T
   * @param {readonly T[]} values
   * @param {number} count
   * @returns {T[]} so many of them, none twice
   */
  sample(values, count) {
    return this.shuffled(values).slice(0, count);
  }
}
