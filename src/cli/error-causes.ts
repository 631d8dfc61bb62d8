import type { Outcome } from "../core/outcome.js";

/** More are not told apart: a cause that names its item would fill the memory of a long run. */
const MOST_CAUSES = 100;
const SHOWN_CAUSES = 3;
const LONGEST = 160;

/** Why cells have no score, counted as they end. */
export class ErrorCauses {
  readonly #counts = new Map<string, number>();
  #others = 0;
  #cells = 0;
  #ofScorers = 0;

  add({ status, outcomeClass, error }: Pick<Outcome, "status" | "outcomeClass" | "error">): void {
    if (status !== "errored") return;
    this.#cells += 1;
    if (outcomeClass === "validator_error") this.#ofScorers += 1;
    const cause = error === null ? outcomeClass : `${outcomeClass}: ${error.replaceAll(/\s+/g, " ").slice(0, LONGEST)}`;
    const known = this.#counts.get(cause);
    if (known === undefined && this.#counts.size >= MOST_CAUSES) this.#others += 1;
    else this.#counts.set(cause, (known ?? 0) + 1);
  }

  /** Whether all of them are answers that a scorer or a signal of ours could not read: asking again would not help. */
  get isOurs(): boolean {
    return this.#cells > 0 && this.#ofScorers === this.#cells;
  }

  /** The most frequent first; empty where there was none. */
  get lines(): readonly string[] {
    const sorted = [...this.#counts].sort(([, a], [, b]) => b - a);
    const rest = sorted.slice(SHOWN_CAUSES).reduce((sum, [, count]) => sum + count, this.#others);
    return [
      ...sorted.slice(0, SHOWN_CAUSES).map(([cause, count]) => `${count} × ${cause}`),
      ...(rest > 0
        ? [`${rest} × something else: tierbench query "SELECT error, count(*) FROM outcomes GROUP BY error"`]
        : []),
    ];
  }
}
