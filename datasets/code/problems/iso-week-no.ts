// hard: dates
// shown: ["2024-12-30"]
// shown: ["2021-01-03"]
// tried: ["2020-12-31"]
// tried: ["2021-01-01"]
// tried: ["2021-01-04"]
// tried: ["2016-01-03"]
// tried: ["2015-12-31"]
// tried: ["2024-01-01"]
// tried: ["2023-01-01"]
// tried: ["2026-07-15"]
// tried: ["2009-12-31"]
// tried: ["2010-01-03"]
// tried: ["2018-12-31"]

/**
 * The calendar week of a date as "2024-W05". Weeks begin on Monday; week 1 is the one with the first Thursday of the year, so
 * that the first days of January may belong to the year before and the last of December to the one after.
 */
export function week(date: string): string {
  const day = new Date(date + "T00:00:00Z");
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1;
  return year + "-W" + String(number).padStart(2, "0");
}
