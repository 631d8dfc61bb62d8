// easy: dates
// shown: ["2024-02-10"]
// shown: ["2023-12-31"]
// tried: ["2024-01-01"]
// tried: ["2024-03-31"]
// tried: ["2024-04-01"]
// tried: ["2024-06-30"]
// tried: ["2024-07-15"]
// tried: ["2024-09-30"]
// tried: ["2024-10-01"]
// tried: ["2000-05-05"]
// tried: ["1999-08-08"]

/**
 * First and last day of the calendar quarter of a date, all as "YYYY-MM-DD".
 */
export function quarter(date: string): [string, string] {
  const year = date.slice(0, 4);
  const index = Math.floor((Number(date.slice(5, 7)) - 1) / 3);
  const ends = [
    ["01-01", "03-31"],
    ["04-01", "06-30"],
    ["07-01", "09-30"],
    ["10-01", "12-31"],
  ][index]!;
  return [year + "-" + ends[0], year + "-" + ends[1]];
}
