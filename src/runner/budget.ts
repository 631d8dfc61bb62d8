/**
 * Money that a run may spend, in whole nano-dollars. What a call could cost at
 * most is set aside before it is sent, so that the cap holds whatever comes
 * back. The first refusal is final: nothing is reserved after it.
 */
export class Budget {
  readonly #capNanoUsd: number | null;
  #spentNanoUsd: number;
  #reservedNanoUsd: number;
  #isExhausted = false;
  #waiting: (() => void)[] = [];

  /**
   * @param capNanoUsd - null: no cap
   * @param spentNanoUsd - what earlier parts of the run have spent
   * @param reservedNanoUsd - what their calls can cost that are still under way
   */
  constructor(capNanoUsd: number | null, spentNanoUsd = 0, reservedNanoUsd = 0) {
    this.#capNanoUsd = capNanoUsd;
    this.#spentNanoUsd = spentNanoUsd;
    this.#reservedNanoUsd = reservedNanoUsd;
  }

  get spentNanoUsd(): number {
    return this.#spentNanoUsd;
  }

  /** Set aside for attempts under way. */
  get reservedNanoUsd(): number {
    return this.#reservedNanoUsd;
  }

  get isExhausted(): boolean {
    return this.#isExhausted;
  }

  /**
   * Sets the worst case of a call aside. Where only the reservations of calls
   * under way stand against it, waits for those: they mostly settle far lower.
   *
   * @param worstCaseNanoUsd - null: not known, which no cap can hold
   * @returns false where it cannot fit: then send nothing
   */
  async acquire(worstCaseNanoUsd: number | null): Promise<boolean> {
    while (!this.#isExhausted && this.#couldFitLater(worstCaseNanoUsd)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return this.reserve(worstCaseNanoUsd);
  }

  /** The same for a retry, which cannot wait. */
  reserve(worstCaseNanoUsd: number | null): boolean {
    if (this.#isExhausted) return false;
    if (!this.#fits(worstCaseNanoUsd, this.#reservedNanoUsd)) {
      this.#isExhausted = true;
      this.#wake();
      return false;
    }
    this.#reservedNanoUsd += worstCaseNanoUsd ?? 0;
    return true;
  }

  /** Replaces a reservation by what was charged. */
  settle(worstCaseNanoUsd: number | null, chargedNanoUsd: number | null): void {
    this.#reservedNanoUsd -= worstCaseNanoUsd ?? 0;
    this.#spentNanoUsd += chargedNanoUsd ?? 0;
    this.#wake();
  }

  #couldFitLater(worstCaseNanoUsd: number | null): boolean {
    return !this.#fits(worstCaseNanoUsd, this.#reservedNanoUsd) && this.#fits(worstCaseNanoUsd, 0);
  }

  #fits(worstCaseNanoUsd: number | null, reservedNanoUsd: number): boolean {
    if (this.#capNanoUsd === null) return true;
    return worstCaseNanoUsd !== null && this.#spentNanoUsd + reservedNanoUsd + worstCaseNanoUsd <= this.#capNanoUsd;
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
