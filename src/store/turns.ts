/** Runs tasks one at a time, in the order in which they were given. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as the task does. A task that fails does not stop the next. */
  next<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when every task given so far has settled. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
