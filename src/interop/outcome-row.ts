import { DataError } from "../core/errors.js";
import { ITEM_ID_PATTERN } from "../core/item.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import { TIER_ID_PATTERN } from "../core/tier.js";

/** A record of a file and where it stands. */
export interface SourceRow {
  readonly file: string;
  readonly line: number;
  readonly fields: JsonObject;
}

/** One checked row of an outcome table. Empty cells are null. */
export interface OutcomeRow {
  readonly place: { readonly file: string; readonly line: number };
  readonly itemId: string;
  readonly taskType: string;
  readonly tier: string;
  readonly trial: number;
  readonly run: string | null;
  readonly model: string | null;
  readonly status: string | null;
  readonly cluster: string | null;
  readonly score: number | null;
  readonly costUsd: number | null;
  readonly latencyMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly signals: ReadonlyMap<string, string>;
  /** Columns that tierbench does not know, as they came. */
  readonly extra: JsonObject;
}

const KNOWN = new Set([
  "item_id",
  "task_type",
  "tier",
  "score",
  "trial",
  "model",
  "status",
  "cluster",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "cost_usd",
  "latency_ms",
  "run",
]);
/** Wider than an eval's own names, because others name theirs freely; `__proto__` is no key that a JSON reader keeps. */
const TASK_TYPE_PATTERN = /^(?!__proto__$)[^\p{Cc}]{1,128}$/u;
/** Whole nano-dollars are exact up to here. */
const MAX_COST_USD = 9_000_000;
const SIGNAL_PREFIX = "signal.";

/** Checks one row. @throws DataError naming `file:line` and the column */
export function outcomeRow({ file, line, fields }: SourceRow): OutcomeRow {
  const read = new RowReader(fields, { file, line });
  const row: OutcomeRow = {
    place: { file, line },
    itemId: read.matching("item_id", ITEM_ID_PATTERN, "1 to 128 of A-Z a-z 0-9 . _ : -", asItemId),
    taskType: read.matching("task_type", TASK_TYPE_PATTERN, "1 to 128 characters, no control characters"),
    tier: read.matching("tier", TIER_ID_PATTERN, "1 to 64 of A-Z a-z 0-9 . _ -"),
    trial: read.count("trial") ?? 0,
    run: read.text("run"),
    model: read.text("model"),
    status: read.text("status"),
    cluster: read.text("cluster"),
    score: read.number("score", 1),
    costUsd: read.number("cost_usd", MAX_COST_USD),
    latencyMs: read.number("latency_ms"),
    inputTokens: read.count("input_tokens"),
    outputTokens: read.count("output_tokens"),
    cacheReadTokens: read.count("cache_read_tokens"),
    cacheWriteTokens: read.count("cache_write_tokens"),
    signals: read.signals(),
    extra: Object.fromEntries(
      Object.entries(fields).filter(([name]) => !KNOWN.has(name) && !name.startsWith(SIGNAL_PREFIX)),
    ),
  };
  if (!Object.hasOwn(fields, "score"))
    throw new DataError("no such column; a row needs item_id, task_type, tier, score", { file, line, field: "score" });
  needConsistentStatus(row);
  return row;
}

/** A score beside a failed status would count an outage as an answer. */
function needConsistentStatus({ status, score, place }: OutcomeRow): void {
  const isFailed = status === "errored" || status === "skipped";
  if (isFailed && score !== null) {
    throw new DataError(`"${status}" with score ${score}: leave the score empty, or say "scored"`, {
      ...place,
      field: "status",
    });
  }
  if (status === "scored" && score === null)
    throw new DataError('empty, but status is "scored"', { ...place, field: "score" });
}

/** Ids from elsewhere may hold `/`, `#` or spaces. Two ids that fold to one are refused as a repeated row. */
function asItemId(text: string): string {
  return text.replace(/[^A-Za-z0-9._:-]/g, "_");
}

class RowReader {
  readonly #fields: JsonObject;
  readonly #place: { readonly file: string; readonly line: number };

  constructor(fields: JsonObject, place: { readonly file: string; readonly line: number }) {
    this.#fields = fields;
    this.#place = place;
  }

  text(name: string): string | null {
    return asText(this.#fields[name]);
  }

  needed(name: string): string {
    return this.text(name) ?? this.#refuse(name, "empty or missing; a row needs item_id, task_type, tier, score");
  }

  matching(name: string, pattern: RegExp, rule: string, fold = (text: string) => text): string {
    const value = fold(this.needed(name));
    return pattern.test(value) ? value : this.#refuse(name, `"${value}": use ${rule}`);
  }

  number(name: string, most = Number.MAX_VALUE): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = Number(text);
    if (!(value >= 0 && value <= most)) {
      return this.#refuse(
        name,
        `"${text}" is not a number ${most < Number.MAX_VALUE ? `in [0, ${most}]` : "of 0 or more"}`,
      );
    }
    return value;
  }

  count(name: string): number | null {
    const value = this.number(name);
    return value === null || Number.isSafeInteger(value) ? value : this.#refuse(name, `${value} is not a whole number`);
  }

  signals(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [name, value] of Object.entries(this.#fields)) {
      const text = asText(value);
      if (name.startsWith(SIGNAL_PREFIX) && text !== null) found.set(name.slice(SIGNAL_PREFIX.length), text);
    }
    return found;
  }

  #refuse(field: string, message: string): never {
    throw new DataError(message, { ...this.#place, field });
  }
}

function asText(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  return text === "" ? null : text;
}
