import type { Outcome } from "../core/outcome.js";

/** More are not told apart: a cause that names its item would fill the memory of a long run. */
const MOST_CAUSES = 100;
const SHOWN_CAUSES = 3;
const LONGEST = 160;

type ErroredCell = Pick<Outcome, "status" | "outcomeClass" | "error" | "taskType" | "itemId">;

/** Why cells have no score, counted as they end. */
export class ErrorCauses {
  readonly #causes = new Map<string, { count: number; readonly first: Pick<Outcome, "taskType" | "itemId"> }>();
  #others = 0;
  #cells = 0;
  #ofScorers = 0;
  readonly #brokenTypes = new Set<string>();

  add({ status, outcomeClass, error, taskType, itemId }: ErroredCell): void {
    if (status !== "errored") return;
    this.#cells += 1;
    if (outcomeClass === "validator_error") {
      this.#ofScorers += 1;
      this.#brokenTypes.add(taskType);
    }
    const cause = error === null ? outcomeClass : `${outcomeClass}: ${error.replaceAll(/\s+/g, " ").slice(0, LONGEST)}`;
    const known = this.#causes.get(cause);
    if (known !== undefined) known.count += 1;
    else if (this.#causes.size >= MOST_CAUSES) this.#others += 1;
    else this.#causes.set(cause, { count: 1, first: { taskType, itemId } });
  }

  /** Whether all of them are answers that a scorer or a signal of ours could not read: asking again would not help. */
  get isOurs(): boolean {
    return this.#cells > 0 && this.#ofScorers === this.#cells;
  }

  /** Task types with a scorer or signal that could not read an answer. */
  get brokenTypes(): ReadonlySet<string> {
    return this.#brokenTypes;
  }

  /**
   * The most frequent first; empty where there was none.
   *
   * @param placeOf - what a task type is called: the file of its eval, where that is known
   */
  lines(placeOf: (taskType: string) => string): readonly string[] {
    const sorted = [...this.#causes].sort(([, a], [, b]) => b.count - a.count);
    const rest = sorted.slice(SHOWN_CAUSES).reduce((sum, [, { count }]) => sum + count, this.#others);
    const shown = sorted.slice(0, SHOWN_CAUSES);
    return [
      ...shown.map(([cause, { count, first }]) => {
        const where = `item "${first.itemId}" of ${placeOf(first.taskType)}`;
        return `${count} × ${cause}${count === 1 ? ", at" : ", first at"} ${where}`;
      }),
      ...(rest > 0
        ? [`${rest} × something else: npx tierbench query "SELECT error, count(*) FROM outcomes GROUP BY error"`]
        : []),
    ];
  }
}
