import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import {
  isWithin,
  type JsonPath,
  jsonPathText,
  type Leaf,
  leavesOf,
  parseJsonPath,
  placesAt,
  withValueAt,
} from "./_json-path.js";

/** What a label says becomes of one place. */
interface Change {
  readonly path: JsonPath;
  readonly value: JsonValue;
}

/** A label as the whole state that it wants, with the changes that it names; none where it gives the state itself. */
export interface StateLabel {
  readonly want: JsonValue;
  readonly changes: readonly Change[];
}

/** What of a state counts: what lies at or below one of the paths, and not at or below an ignored one. */
export class StateScope {
  readonly #only: readonly JsonPath[];
  readonly #never: readonly JsonPath[];

  /**
   * @param paths - absent: all of it
   * @throws UsageError on a path that cannot be read, or on no paths
   */
  constructor(paths: readonly string[] | undefined, ignore: readonly string[]) {
    if (paths?.length === 0)
      throw new UsageError("finalState: paths is empty, so nothing would count; name a path, or leave it out");
    this.#only = paths?.map(parseJsonPath) ?? [[]];
    this.#never = ignore.map(parseJsonPath);
  }

  /** The leaves that count of a state, or of what lies at one place of it. */
  leavesOf(value: JsonValue, place: JsonPath = []): readonly Leaf[] {
    return leavesOf(value, place).filter(({ path }) =>
      this.#only.some((one) => isWithin(path, one) && !this.#skips(path)),
    );
  }

  /** Why less is compared than the eval says, so that whoever does nothing could be right; null where it is not. */
  gapIn({ want, changes }: StateLabel, before: JsonValue): string | null {
    const idle = this.#idleAmong(changes, before);
    if (idle !== null) {
      const at = jsonPathText(idle.path);
      return `expected changes ${at}, and nothing there counts; take it out of expected, or correct paths and ignore`;
    }
    const bare = this.#only.find((path) => !this.#isFounded(path, [before, want]));
    if (bare === undefined) return null;
    const at = jsonPathText(bare) || "$";
    return `nothing that counts lies at ${at}, before or as expected; correct paths and ignore, or name what lies above`;
  }

  #skips(place: JsonPath): boolean {
    return this.#never.some((path) => isWithin(place, path));
  }

  /** The first change that neither puts anything that counts anywhere, nor takes any away. */
  #idleAmong(changes: readonly Change[], before: JsonValue): Change | null {
    let state = before;
    for (const change of changes) {
      const next = withValueAt(state, change.path, change.value);
      const isFelt = this.leavesOf(next).length !== this.leavesOf(state).length;
      if (!isFelt && this.leavesOf(change.value, change.path).length === 0) return change;
      state = next;
    }
    return null;
  }

  /** Whether something lies at a path in one of the states, or there is nothing yet for its `*` to stand for. */
  #isFounded(path: JsonPath, states: readonly JsonValue[]): boolean {
    if (states.some((state) => this.leavesOf(state).some((leaf) => isWithin(leaf.path, path)))) return true;
    return !this.#skips(path) && states.every((state) => placesAt(state, path).length === 0);
  }
}
