const MINUTE_MS = 60_000;
/** What may be used at once after a silence: the allowance of this time. */
const BURST_MS = 1000;

/**
 * What may be used per minute, refilled evenly. Use may overdraw it, because what
 * an answer takes is known only afterwards: then the next use waits.
 */
export class RateAllowance {
  readonly #perMs: number;
  readonly #most: number;
  #left: number;
  #atMs: number;

  /** @param perMinute - above 0 */
  constructor(perMinute: number, nowMs: number) {
    if (!(perMinute > 0)) throw new RangeError(`a rate must be above 0: ${perMinute}`);
    this.#perMs = perMinute / MINUTE_MS;
    this.#most = Math.max(1, this.#perMs * BURST_MS);
    this.#left = this.#most;
    this.#atMs = nowMs;
  }

  /** Milliseconds until `amount` may be used; 0: now. At most the burst can ever be waited for. */
  delayMs(nowMs: number, amount: number): number {
    this.#refill(nowMs);
    const lacking = Math.min(amount, this.#most) - this.#left;
    return lacking <= 0 ? 0 : Math.ceil(lacking / this.#perMs);
  }

  use(nowMs: number, amount: number): void {
    this.#refill(nowMs);
    this.#left -= amount;
  }

  #refill(nowMs: number): void {
    this.#left = Math.min(this.#most, this.#left + Math.max(0, nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
  }
}
