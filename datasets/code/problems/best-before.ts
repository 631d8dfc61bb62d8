// medium: dates
// shown: ["2024-01-31",1]
// shown: ["2024-03-15",-1]
// tried: ["2023-01-31",1]
// tried: ["2024-12-31",2]
// tried: ["2024-02-29",12]
// tried: ["2024-02-29",48]
// tried: ["2024-05-31",-3]
// tried: ["2024-01-01",0]
// tried: ["2023-11-30",3]
// tried: ["2024-08-31",1]
// tried: ["2024-03-31",-1]
// tried: ["1999-12-15",1]
// tried: ["2024-10-31",-13]

/**
 * The date `months` months later (earlier, where negative) as "YYYY-MM-DD": the same day of the month, or the last day of
 * that month where it is shorter.
 */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const last = new Date(Date.UTC(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 0));
  return last.toISOString().slice(0, 8) + String(Math.min(day, last.getUTCDate())).padStart(2, "0");
}
