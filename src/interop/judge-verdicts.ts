import { DataError } from "../core/errors.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import type { SourceRow } from "./outcome-row.js";

/** Where a row stands. */
export interface RowPlace {
  readonly file: string;
  readonly line: number;
}

/** One pair of answers, judged in both orders; verdicts name the answer, not its place. */
export interface PairwiseRow {
  readonly itemId: string;
  readonly judge: string;
  readonly prompting: string | null;
  readonly label: "1" | "2";
  readonly original: "1" | "2" | null;
  readonly swapped: "1" | "2" | null;
  /** The source that items share; null: none. */
  readonly cluster: string | null;
}

/** One answer with the score of a person, of a judge, or of both. */
export interface PointwiseRow {
  readonly place: RowPlace;
  readonly itemId: string;
  readonly taskType: string | null;
  readonly tier: string;
  /** Null: the file names no judge. */
  readonly judge: string | null;
  readonly prompting: string | null;
  readonly humanScore: number | null;
  /** Null: to be taken from a stored run. */
  readonly judgeScore: number | null;
  readonly length: number | null;
  /** The source that items of one task type share; null: none. */
  readonly cluster: string | null;
}

/** What a file of verdicts holds: one form only. */
export type JudgeFile =
  | { readonly form: "pairwise"; readonly rows: readonly PairwiseRow[] }
  | { readonly form: "pointwise"; readonly rows: readonly PointwiseRow[] };

/** Which rows of a file count. */
export interface VerdictFilter {
  /** A subset by its name, or all below it: `LLMBar` takes `LLMBar/Natural`. */
  readonly subset: string | null;
  readonly prompting: string | null;
}

const PAIRWISE = "item_id, label, verdict_orig (and verdict_swapped, judge, prompting, subset, cluster)";
const POINTWISE = "item_id, tier, human, judge (and task_type, judge_name, prompting, subset, length, cluster)";

/**
 * Reads verdicts of judges beside human labels: pairs of answers judged in both
 * orders where there is a `label` column, scores of single answers where there
 * is a `human` column. Every row is checked, also those that the filter leaves out.
 *
 * @throws DataError naming `file:line` and the column; or where no row is left
 */
export async function judgeVerdicts(
  rows: AsyncIterable<SourceRow> | Iterable<SourceRow>,
  filter: VerdictFilter,
): Promise<JudgeFile> {
  const pairs: PairwiseRow[] = [];
  const points: PointwiseRow[] = [];
  const seen = new Map<string, number>();
  const known = { subset: new Set<string>(), prompting: new Set<string>() };
  let form: JudgeFile["form"] | null = null;
  let file = "";
  for await (const row of rows) {
    const read = new VerdictReader(row);
    file = row.file;
    form ??= formOf(row);
    const parsed = form === "pairwise" ? { pair: pairwiseRow(read) } : { point: pointwiseRow(read, row) };
    const subset = read.text("subset");
    const prompting = read.text("prompting");
    refuseRepeated(keyOf(parsed.pair ?? parsed.point, subset), seen, row);
    if (subset !== null) known.subset.add(subset);
    if (prompting !== null) known.prompting.add(prompting);
    if (!matches({ subset, prompting }, filter)) continue;
    if (parsed.pair !== undefined) pairs.push(parsed.pair);
    if (parsed.point !== undefined) points.push(parsed.point);
  }
  if (form === null) throw new DataError(`no rows; a row needs ${PAIRWISE}, or ${POINTWISE}`, { file });
  if (pairs.length + points.length === 0) refuseFilter(filter, known, file);
  return form === "pairwise" ? { form, rows: pairs } : { form, rows: points };
}

function formOf({ file, line, fields }: SourceRow): JudgeFile["form"] {
  const [isPairwise, isPointwise] = [Object.hasOwn(fields, "label"), Object.hasOwn(fields, "human")];
  if (isPairwise !== isPointwise) return isPairwise ? "pairwise" : "pointwise";
  const found = isPairwise ? 'both "label" and "human" columns' : 'neither a "label" nor a "human" column';
  throw new DataError(`${found}; pairs need ${PAIRWISE}; single answers need ${POINTWISE}`, { file, line });
}

function pairwiseRow(read: VerdictReader): PairwiseRow {
  const label =
    read.preference("label") ?? read.refuse("label", 'empty; give the answer that people prefer, "1" or "2"');
  if (!read.has("verdict_orig")) read.refuse("verdict_orig", `no such column; a row needs ${PAIRWISE}`);
  const [original, swapped] = [read.preference("verdict_orig"), read.preference("verdict_swapped")];
  read.needSame("correct_orig", original === label, `verdict ${original} against label ${label}`);
  // A file whose swapped verdicts name places instead of answers is caught here.
  read.needSame("correct_swapped", swapped === label, `verdict ${swapped} against label ${label}`);
  read.needSame("consistent", original !== null && original === swapped, `verdicts ${original} and ${swapped}`);
  const judge = read.text("judge") ?? "judge";
  const [prompting, cluster] = [read.text("prompting"), read.text("cluster")];
  return { itemId: read.needed("item_id"), judge, prompting, label, original, swapped, cluster };
}

function pointwiseRow(read: VerdictReader, { file, line }: SourceRow): PointwiseRow {
  const row: PointwiseRow = {
    place: { file, line },
    itemId: read.needed("item_id"),
    taskType: read.text("task_type"),
    tier: read.needed("tier"),
    judge: read.text("judge_name"),
    prompting: read.text("prompting"),
    humanScore: read.score("human"),
    judgeScore: read.score("judge"),
    length: read.length("length"),
    cluster: read.text("cluster"),
  };
  if (row.humanScore === null && row.judgeScore === null)
    read.refuse("human", "empty, and judge is empty too: the row says nothing");
  return row;
}

function keyOf(row: PairwiseRow | PointwiseRow | undefined, subset: string | null): string {
  if (row === undefined) return "";
  const place = "tier" in row ? [row.taskType, row.tier] : [];
  return JSON.stringify([row.itemId, row.judge, row.prompting, subset, ...place]);
}

function refuseRepeated(key: string, seen: Map<string, number>, { file, line }: SourceRow): void {
  const earlier = seen.get(key);
  if (earlier !== undefined)
    throw new DataError(`the same item and judge as on line ${earlier}; a verdict must stand once`, { file, line });
  seen.set(key, line);
}

function matches(
  row: { subset: string | null; prompting: string | null },
  { subset, prompting }: VerdictFilter,
): boolean {
  const isIn = subset === null || row.subset === subset || row.subset?.startsWith(`${subset}/`) === true;
  return isIn && (prompting === null || row.prompting === prompting);
}

function refuseFilter(
  { subset, prompting }: VerdictFilter,
  known: { readonly subset: ReadonlySet<string>; readonly prompting: ReadonlySet<string> },
  file: string,
): never {
  const listed = (names: ReadonlySet<string>) =>
    names.size === 0 ? "none" : [...names].sort().slice(0, 20).join(", ");
  const asked = [
    ...(subset === null ? [] : [`subset "${subset}" (there are: ${listed(known.subset)})`]),
    ...(prompting === null ? [] : [`prompting "${prompting}" (there are: ${listed(known.prompting)})`]),
  ];
  throw new DataError(`no row has ${asked.join(" and ")}`, { file });
}

class VerdictReader {
  readonly #fields: JsonObject;
  readonly #place: RowPlace;

  constructor({ file, line, fields }: SourceRow) {
    this.#fields = fields;
    this.#place = { file, line };
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name);
  }

  text(name: string): string | null {
    return asText(this.has(name) ? this.#fields[name] : undefined);
  }

  needed(name: string): string {
    return this.text(name) ?? this.refuse(name, "empty or missing; every row needs it");
  }

  preference(name: string): "1" | "2" | null {
    const text = this.text(name);
    if (text === null || text === "1" || text === "2") return text;
    return this.refuse(name, `"${text}" is neither 1 nor 2, the number of the preferred answer`);
  }

  score(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = text === "true" ? 1 : text === "false" ? 0 : Number(text);
    return value >= 0 && value <= 1 ? value : this.refuse(name, `"${text}" is not a score in [0, 1]`);
  }

  length(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = Number(text);
    const isLength = value > 0 && value < Number.POSITIVE_INFINITY;
    return isLength ? value : this.refuse(name, `"${text}" is not a length above 0`);
  }

  /** A column that repeats what others say must repeat it rightly. */
  needSame(name: string, expected: boolean, why: string): void {
    const text = this.text(name);
    if (text === null) return;
    const isTrue = text === "1" || text === "true";
    if (!isTrue && text !== "0" && text !== "false") this.refuse(name, `"${text}" is neither 0 nor 1`);
    if (isTrue !== expected) this.refuse(name, `${text}, but ${why}: verdicts must name the answer, not its place`);
  }

  refuse(field: string, message: string): never {
    throw new DataError(message, { ...this.#place, field });
  }
}

function asText(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  return text === "" ? null : text;
}
