/**
 * Short functions with what they should do; the faults are in the lines.
 * @module
 */

/** @typedef {import("./planter.js").Planter} Planter */
/** @typedef {{ name: string, language: string, should: string[], write: (plant: Planter) => string }} Snippet */

/** @type {readonly Snippet[]} */
export const SNIPPETS = [
  {
    name: "pages",
    language: "TypeScript",
    should: [
      "pageOf(items, page, size) returns the items of one page; pages are counted from 1. A page below 1 or a size below 1 is a RangeError. The last page may be shorter.",
      "Paging for a list: page 1 holds the first `size` items, and so on. Refuse pages and sizes smaller than 1 with a RangeError.",
    ],
    write: (plant) => `export function pageOf<T>(items: readonly T[], page: number, size: number): readonly T[] {
  if (page < ${plant.words("1", "0", "logic")} ${plant.words("||", "&&", "logic")} size < 1) throw new RangeError("page and size start at 1");
  const from = ${plant.words("(page - 1) * size", "page * size", "logic")};
  return items.slice(from, ${plant.words("from + size", "from + size - 1", "logic")});
}`,
  },
  {
    name: "retry",
    language: "TypeScript",
    should: [
      "retry(task, times, waitMs) calls the task up to `times` times in all and waits between two calls, twice as long each time. The last error is thrown on.",
      "Tries a task again after an error: `times` calls at most, waiting waitMs, then double that, and so on; not after the last. What was thrown last is thrown.",
    ],
    write: (
      plant,
    ) => `export async function retry<T>(task: () => Promise<T>, times: number, waitMs: number): Promise<T> {
  let last: unknown;
  for (let call = 1; call ${plant.words("<=", "<", "logic")} times; call += 1) {
    try {
      return ${plant.words("await task()", "await task", "logic")};
    } catch (error) {
      last = error;
      if (call < times) await sleep(waitMs * ${plant.words("2 ** (call - 1)", "2 * (call - 1)", "logic")});
    }
  }
  throw ${plant.words("last", "task", "variable")};
}`,
  },
  {
    name: "median",
    language: "Python",
    should: [
      "median(values): the middle of the sorted values; with an even number of them, the mean of the two in the middle. The argument is left as it is. No values: ValueError.",
      "The median of a list that must not be changed. For an even count, average the two middle values; an empty list raises ValueError.",
    ],
    write: (plant) => `def median(values):
    if ${plant.words("not values", "values is None", "logic")}:
        raise ValueError("no values")
    ordered = ${plant.words("sorted(values)", "values.sort()", "logic")}
    middle = len(ordered) ${plant.words("//", "/", "logic")} 2
    if len(ordered) % 2 == ${plant.words("1", "0", "logic")}:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / ${plant.words("2", "len(ordered)", "variable")}`,
  },
  {
    name: "leap",
    language: "Python",
    should: [
      "days_in_month(year, month): the number of days, by the Gregorian rule (every fourth year, but of full centuries only those divisible by 400). Months run from 1 to 12.",
      "Length of a month, 1 to 12, in days. February has 29 in years divisible by 4, except centuries that are not divisible by 400.",
    ],
    write: (plant) => `def days_in_month(year, month):
    if not ${plant.words("1 <= month <= 12", "0 <= month <= 11", "logic")}:
        raise ValueError("month must be 1 to 12")
    if month == 2:
        leap = year % 4 == 0 and (year % 100 ${plant.words("!=", "==", "logic")} 0 or year % ${plant.words("400", "1000", "logic")} == 0)
        return 29 if leap else 28
    return ${plant.words("30 if month in (4, 6, 9, 11) else 31", "31 if month in (4, 6, 9, 11) else 30", "logic")}`,
  },
  {
    name: "basket",
    language: "TypeScript",
    should: [
      "totalCents(lines, voucher): price times quantity over all lines, in cents. A voucher takes its percentage off orders of 50 euros or more. The result is rounded to whole cents.",
      "Sum of a basket in cents (prices are in cents). From 50 euros on a voucher takes off its percentage; below that it has no effect. Round to cents.",
    ],
    write: (plant) => `export function totalCents(lines: readonly Line[], voucher?: Voucher): number {
  let sum = 0;
  for (const line of lines) sum ${plant.words("+=", "=", "logic")} line.priceCents * ${plant.words("line.quantity", "lines.length", "variable")};
  if (voucher !== undefined && sum ${plant.words(">=", "<=", "logic")} ${plant.words("5000", "50", "unit")}) {
    sum -= (sum * voucher.percent) / ${plant.words("100", "10", "unit")};
  }
  return Math.round(sum);
}`,
  },
  {
    name: "overlap",
    language: "SQL",
    should: [
      "Lists the bookings of a room that overlap a given time (start inclusive, end exclusive), cancelled ones left out, earliest first.",
      "All bookings of one room that are not cancelled and share at least a moment with the span from :from_at to :to_at; a booking that ends exactly at :from_at does not. Sorted by start, ascending.",
    ],
    write: (plant) => `SELECT id, starts_at, ends_at
FROM booking
WHERE room_id = ${plant.words(":room_id", ":booking_id", "variable")}
  AND cancelled_at IS ${plant.words("NULL", "NOT NULL", "logic")}
  AND starts_at < ${plant.words(":to_at", ":from_at", "variable")}
  ${plant.words("AND", "OR", "logic")} ends_at > :from_at
ORDER BY starts_at ${plant.words("ASC", "DESC", "logic")};`,
  },
  {
    name: "cache",
    language: "TypeScript",
    should: [
      "A cache with a time to live in seconds. get(key) gives undefined where nothing is stored or it is too old (and then forgets it); set stores a value with the present time. now() is in milliseconds.",
      "Class Cache: entries are valid for ttlSeconds after set. An entry that is too old is removed by get, which then returns undefined. The clock now() counts milliseconds.",
    ],
    write: (plant) => `export class Cache<V> {
  #entries = new Map<string, { value: V; storedAt: number }>();
  constructor(private ttlSeconds: number, private now: () => number) {}
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (this.now() - ${plant.words("entry.storedAt", "this.ttlSeconds", "variable")} ${plant.words(">", "<", "logic")} this.ttlSeconds${plant.words(" * 1000", " / 1000", "unit")}) {
      this.#entries.${plant.words("delete(key)", "clear()", "logic")};
      return undefined;
    }
    return entry.value;
  }
  set(key: string, value: V): void {
    this.#entries.set(key, { value, storedAt: this.now() });
  }
}`,
  },
  {
    name: "search",
    language: "Python",
    should: [
      "find(sorted_values, wanted): the index of a value in a list sorted in ascending order, by halving; -1 where it is not there.",
      "Binary search in an ascending list. Returns the position, or -1.",
    ],
    write: (plant) => `def find(sorted_values, wanted):
    low, high = ${plant.words("0", "1", "logic")}, len(sorted_values) - 1
    while low ${plant.words("<=", "<", "logic")} high:
        middle = (low + high) // 2
        if sorted_values[middle] == wanted:
            return ${plant.words("middle", "wanted", "variable")}
        if sorted_values[middle] ${plant.words("<", ">", "logic")} wanted:
            low = middle + 1
        else:
            high = ${plant.words("middle - 1", "middle + 1", "logic")}
    return -1`,
  },
  {
    name: "mask",
    language: "TypeScript",
    should: [
      "maskIban(iban) leaves the first four and the last four characters and replaces every other by an asterisk; blanks are taken out first. What has eight characters or fewer is masked whole.",
      "For the log: keep four characters at either end of an account number, put * for each one between them. Blanks do not count. If there are not more than eight characters, mask all of them.",
    ],
    write: (plant) => `export function maskIban(iban: string): string {
  const bare = iban.${plant.words("replaceAll", "replace", "logic")}(" ", "");
  if (bare.length ${plant.words("<=", ">", "logic")} 8) return "*".repeat(bare.length);
  const hidden = "*".repeat(bare.length - ${plant.words("8", "4", "logic")});
  return ${plant.words("bare.slice(0, 4)", "iban.slice(0, 8)", "variable")} + hidden + bare.slice(${plant.words("-4", "4", "logic")});
}`,
  },
  {
    name: "speed",
    language: "Python",
    should: [
      "average_speed(points): points are (seconds, metres) in the order of time; the result is kilometres per hour from the first to the last. Fewer than two points, or no time between them: 0.0.",
      "Mean speed in km/h of a track of (second, metre) pairs, first to last. With less than two pairs, or no time passed, it is 0.0.",
    ],
    write: (plant) => `def average_speed(points):
    if len(points) ${plant.words("<", ">", "logic")} 2:
        return 0.0
    first, last = points[0], points[${plant.words("-1", "1", "logic")}]
    seconds = ${plant.words("last[0] - first[0]", "first[0] - last[0]", "logic")}
    metres = last[1] - ${plant.words("first[1]", "first[0]", "variable")}
    if seconds == 0:
        return 0.0
    return metres / seconds * ${plant.words("3.6", "0.36", "unit")}`,
  },
  {
    name: "backup",
    language: "shell",
    should: [
      "Deletes backups (*.tar.gz) in $BACKUP_DIR that are older than 30 days, but does nothing if there are fewer than 3 backups in all; writes what it deletes to the log.",
      "Cleans $BACKUP_DIR of archives older than thirty days. If there are not at least three archives, it does nothing. Deleted files are logged.",
    ],
    write: (plant) => `set -eu
cd ${plant.words('"$BACKUP_DIR"', '"$HOME"', "variable")}
count=$(find . -name '*.tar.gz' | wc ${plant.words("-l", "-c", "unit")})
if [ "$count" ${plant.words("-lt", "-gt", "logic")} 3 ]; then
  exit 0
fi
find . -name '*.tar.gz' -mtime ${plant.words("+30", "-30", "logic")} -print -delete ${plant.words('>> "$LOG"', '>> "$BACKUP_DIR"', "variable")}`,
  },
  {
    name: "quota",
    language: "TypeScript",
    should: [
      "allow(user) is true for at most `limit` calls of a user within the last minute, and counts each call that it allows. now() is in milliseconds. Users do not influence one another.",
      "A limit per user: up to `limit` calls in any 60 seconds are allowed. Refused calls are not counted. now() gives milliseconds.",
    ],
    write: (plant) => `const calls = new Map<string, number[]>();
export function allow(user: string, limit: number, now: () => number): boolean {
  const recent = (calls.get(user) ?? []).filter((at) => now() - at ${plant.words("<", ">", "logic")} ${plant.words("60_000", "60", "unit")});
  if (recent.length ${plant.words(">=", ">", "logic")} limit) return ${plant.words("false", "true", "logic")};
  recent.push(now());
  calls.set(${plant.words("user", "String(limit)", "variable")}, recent);
  return true;
}`,
  },
];
