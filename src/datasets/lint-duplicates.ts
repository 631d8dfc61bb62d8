import type { Item } from "../core/item.js";
import { canonicalJson, type JsonValue } from "../core/json.js";
import { type Finding, groupsBy } from "./lint-finding.js";
import { leavesOf, mapTexts, plainText, plainWords } from "./plain-words.js";
import { shown } from "./shown.js";

/** Labels beyond so many are answers, not names. */
const MOST_LABELS = 200;

/** Items that are the same to a reader, labels that contradict one another, and names that differ only in spelling. */
export function lintDuplicates(items: readonly Item[]): readonly Finding[] {
  const groups = groupsBy(items, ({ input }) => plainKey(input));
  const grouped = new Set(groups.flat());
  const rest = items.filter((item) => !grouped.has(item));
  return [
    ...groups.map(sameInput),
    ...groupsBy(rest, bareKey).map(butForPunctuation),
    ...similarNames(
      "ids",
      items.map(({ id }) => id),
    ),
    ...similarNames("clusters", distinct(items.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster])))),
    ...similarLabels(items),
  ];
}

/** Equal where a person sees no difference but case and white space. */
function plainKey(value: JsonValue): string {
  return canonicalJson(mapTexts(value, plainText));
}

/** Without punctuation as well, and with the label: `3-4` and `3/4` are different questions. */
function bareKey({ input, expected }: Item): string | null {
  if (leavesOf(input).every(({ text }) => plainWords(text).length === 0)) return null;
  const bare = mapTexts(input, (text) => plainText(plainText(text).replace(/\p{P}/gu, " ")));
  return canonicalJson([bare, mapTexts(expected ?? null, plainText)]);
}

function sameInput(group: readonly Item[]): Finding {
  const items = group.map(({ id }) => id);
  const labels = distinct(group.map(({ expected }) => plainKey(expected ?? null)));
  if (labels.length > 1) {
    const message = `equal inputs with different labels: ${labels.map((label) => shown(label, 40)).join(", ")}`;
    return { rule: "contradictory-labels", severity: "error", items, message };
  }
  const isExact = distinct(group.map(({ input }) => canonicalJson(input))).length === 1;
  const isOneCluster = distinct(group.map(({ id, cluster }) => cluster ?? `item:${id}`)).length === 1;
  if (!isExact)
    return { rule: "similar-input", severity: "warning", items, message: "equal but for case, white space or form" };
  const message = `the same input ${group.length} times${isOneCluster ? ", in one cluster" : "; they count as independent"}`;
  return { rule: "duplicate-input", severity: isOneCluster ? "warning" : "error", items, message };
}

function butForPunctuation(group: readonly Item[]): Finding {
  const items = group.map(({ id }) => id);
  return { rule: "similar-input", severity: "warning", items, message: "equal but for punctuation" };
}

function similarNames(kind: string, names: readonly string[]): readonly Finding[] {
  return groupsBy(names, plainText).map((group) => ({
    rule: "similar-name",
    severity: "warning",
    items: kind === "ids" ? group : [],
    message: `${kind} that look alike: ${group.map((name) => JSON.stringify(shown(name, 40))).join(", ")}`,
  }));
}

function similarLabels(items: readonly Item[]): readonly Finding[] {
  const labels = distinct(items.flatMap(({ expected }) => (typeof expected === "string" ? [expected] : [])));
  return labels.length > MOST_LABELS ? [] : similarNames("labels", labels);
}

function distinct(all: readonly string[]): readonly string[] {
  return [...new Set(all)];
}
