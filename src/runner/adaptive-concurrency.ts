/** Of the calls under way, what remains after the server has said it is too much. */
const DECREASE = 0.5;

/**
 * How many calls may be under way at once: halved where the server says it is too
 * much, at most once for the calls that were sent before it said so; doubled in
 * each round trip after that up to half of what was too much, then one more in each.
 */
export class AdaptiveConcurrency {
  readonly #most: number;
  #limit: number;
  #threshold: number;
  #decreasedAtMs = Number.NEGATIVE_INFINITY;

  /** @param most - what the user allows; it starts there */
  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
    this.#threshold = most;
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  succeed(): void {
    if (this.#limit >= this.#most) return;
    this.#limit = Math.min(this.#most, this.#limit + (this.#limit < this.#threshold ? 1 : 1 / this.#limit));
  }

  /** @param sentAtMs - when the refused attempt was sent, monotonic clock */
  overload(sentAtMs: number, nowMs: number): void {
    if (sentAtMs < this.#decreasedAtMs) return;
    this.#limit = Math.max(1, Math.floor(this.#limit * DECREASE));
    this.#threshold = Math.max(1, this.#limit);
    this.#decreasedAtMs = nowMs;
  }

  /** After an outage: begins with one, and climbs fast to half of what the user allows. */
  restart(): void {
    this.#limit = 1;
    this.#threshold = Math.max(1, this.#most / 2);
  }
}
