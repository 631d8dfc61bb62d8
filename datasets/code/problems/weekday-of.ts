// medium: dates
// shown: ["2024-02-29"]
// shown: ["2026-11-27"]
// tried: ["2000-01-01"]
// tried: ["1999-12-31"]
// tried: ["2023-02-28"]
// tried: ["2023-02-29"]
// tried: ["2024-13-01"]
// tried: ["2024-00-10"]
// tried: ["1900-03-01"]
// tried: ["2100-02-29"]
// tried: ["2024-4-1"]
// tried: ["2016-02-29"]
// tried: ["2024-04-31"]

/**
 * The English name of the weekday of a date "YYYY-MM-DD" ("Monday"). null where the text does not have that form or the
 * calendar has no such day. Does not depend on the time zone of the machine.
 */
export function weekday(date: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const day = new Date(date + "T00:00:00Z");
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return null;
  return ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][day.getUTCDay()]!;
}
