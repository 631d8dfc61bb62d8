import type { Dataset } from "../core/dataset.js";
import { DIFFICULTIES, type Item } from "../core/item.js";

/** How often each of several names occurs. */
export function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What the README of a dataset says that its items do not bear out, each with what to write. */
export function falseCounts(readme: string, { items, manifest }: Dataset): readonly string[] {
  return [
    ...(hasNumber(readme, items.length)
      ? []
      : [`README does not say that there are ${items.length} items; correct it`]),
    ...DIFFICULTIES.flatMap((band) => falseBand(readme, band, items)),
    ...falseTags(readme, tally(items.flatMap(({ tags }) => tags ?? []))),
    ...falseClusters(readme, items),
    ...(manifest.labels ?? []).flatMap((label) => falseLabel(readme, label, items)),
  ];
}

function hasNumber(text: string, number: number): boolean {
  return new RegExp(`(?<![\\d,.])${number}(?![\\d]|[,.]\\d)`).test(text.replace(/(?<=\d),(?=\d{3})/g, ""));
}

/** "64 easy", "easy 64", "easy: 64", "| easy | 64 |", or the bottom row of a table whose columns are the bands. */
function falseBand(readme: string, band: string, items: readonly Item[]): readonly string[] {
  const count = items.filter(({ difficulty }) => difficulty === band).length;
  const total = /^\| \**total\** *\|(.*)\|$/im
    .exec(readme)?.[1]
    ?.split("|")
    .map((cell) => cell.replaceAll("*", "").trim());
  const column = DIFFICULTIES.findIndex((name) => name === band);
  const said = new RegExp(`\\b${count} ${band}\\b|\`?\\b${band}\`?(?::| is| \\||) ${count}\\b`, "i").test(readme);
  if (said || total?.[column] === String(count)) return [];
  return [`README does not say that ${count} items are ${band}; write "${count} ${band}"`];
}

/** Exactly the tags of the items, in the tables whose first column is headed "tag". */
function falseTags(readme: string, counts: ReadonlyMap<string, number>): readonly string[] {
  const rows = new Map(tagRows(readme));
  const wrong = [...counts].filter(([tag, count]) => rows.get(tag) !== String(count));
  const gone = [...rows.keys()].filter((tag) => !counts.has(tag));
  return [
    ...wrong.map(
      ([tag, count]) =>
        `README counts ${rows.get(tag) ?? "no"} items of tag ${tag}; write "| \`${tag}\` | ${count} |" in the table headed "tag"`,
    ),
    ...gone.map((tag) => `README has a row for tag ${tag}, which no item has; take it out`),
  ];
}

function tagRows(readme: string): readonly (readonly [tag: string, count: string])[] {
  const tables = readme.split(/\n(?!\|)/).map((block) => block.split("\n").filter((line) => line.startsWith("|")));
  return tables
    .filter(([head = ""]) => /^\|\s*tag\b/i.test(head))
    .flatMap((lines) => lines.slice(2))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, tag = "", count = ""]) => [tag.replaceAll("`", ""), count] as const);
}

function falseClusters(readme: string, items: readonly Item[]): readonly string[] {
  const clusters = items.flatMap(({ cluster }) => cluster ?? []);
  const count = new Set(clusters).size;
  if (count === 0 || new RegExp(`\\b${count} clusters\\b[^.]*\\b${clusters.length} items\\b`).test(readme)) return [];
  return [`README does not say "${count} clusters … ${clusters.length} items" in one sentence; correct it`];
}

/** A row of the label with its count in one of the columns. */
function falseLabel(readme: string, label: string, items: readonly Item[]): readonly string[] {
  const count = items.filter(({ expected }) => expected === label).length;
  const rows = readme
    .split("\n")
    .filter((line) => line.startsWith(`| \`${label}\` |`) || line.startsWith(`| ${label} |`));
  const cells = rows.flatMap((row) => row.split("|").map((cell) => cell.trim()));
  if (cells.includes(String(count))) return [];
  return [`README does not count ${count} items of label ${label}; write a row "| \`${label}\` | ${count} |"`];
}
