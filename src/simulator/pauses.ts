/** The timers of one simulator, so that closing it leaves none behind. */
export class Pauses {
  readonly #pending = new Set<NodeJS.Timeout>();

  /** Resolves after the time has passed; never after {@link Pauses.end}. */
  wait(ms: number): Promise<void> {
    if (!(ms > 0)) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#pending.delete(timer);
        resolve();
      }, ms);
      this.#pending.add(timer);
    });
  }

  /** Drops all waiting. What waited is never continued. */
  end(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
