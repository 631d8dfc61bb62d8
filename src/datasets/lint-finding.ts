/** What may be doubtful about a dataset that is well formed. */
export const LINT_RULES = [
  "duplicate-input",
  "similar-input",
  "contradictory-labels",
  "similar-name",
  "label-in-prompt",
  "label-in-field",
  "answer-in-prompt",
  "example-overlap",
  "gold-fails",
  "gold-missing",
  "signal-fails",
  "label-set",
  "canary-used",
  "canary-printed",
  "label-noise",
] as const;
export type LintRule = (typeof LINT_RULES)[number];

/** Something that a person should look at. An error makes measurements wrong; a warning may. */
export interface Finding {
  readonly rule: LintRule;
  readonly severity: "error" | "warning";
  /** Ids of the items it is about. */
  readonly items: readonly string[];
  readonly message: string;
}

/** Groups of more than one, by a key; null belongs to no group. */
export function groupsBy<T>(all: readonly T[], keyOf: (one: T) => string | null): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== null) addTo(groups, key, one);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Adds to the list that a key has. */
export function addTo<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}

/** At most so many of a list, evenly spread. */
export function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)] as T);
}
