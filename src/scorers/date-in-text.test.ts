import { describe, expect, it } from "vitest";
import { parseDate } from "./_date-in-text.js";

describe("a date", () => {
  it.each([
    "2025-02-14",
    "2025/2/14",
    "2025-02-14T09:30:00Z",
    "14.02.2025",
    "14. 2. 2025",
    "14/02/2025",
    "02/14/2025",
    "14-02-2025",
    "14 February 2025",
    "14th of February 2025",
    "February 14, 2025",
    "Feb. 14 2025",
    "14-Feb-2025",
    "Friday, 14 February 2025",
    "14. Februar 2025",
    "14 févr. 2025",
    "14 de febrero de 2025",
    "14 lutego 2025",
    "14 FEB 2025",
    "2025年2月14日",
    "令和7年2月14日",
    "２０２５年２月１４日",
  ])("%s is the same day", (text) => expect(parseDate(text)).toBe("2025-02-14"));

  it.each([
    ["1er mars 2024", "2024-03-01"],
    ["29.02.2024", "2024-02-29"],
    ["05/05/2025", "2025-05-05"],
    ["令和元年5月1日", "2019-05-01"],
    ["3 września 2025", "2025-09-03"],
    ["3. März 2025", "2025-03-03"],
  ])("%s is %s", (text, iso) => expect(parseDate(text)).toBe(iso));

  it.each([
    ["that could be two", "03/04/2025"],
    ["that could be two, with dashes", "03-04-2025"],
    ["that never was", "30.02.2025"],
    ["of a leap day in another year", "29.02.2025"],
    ["of month 13", "2025-13-01"],
    ["of month 0", "2025-00-10"],
    ["of day 0", "2025-01-00"],
    ["with a year of two digits", "14.02.25"],
    ["without a year", "14 February"],
    ["without a day", "February 2025"],
    ["with a month that is none", "14 Fevrember 2025"],
    ["named after a property of every object", "14 constructor 2025"],
    ["with words around it", "due 14 February 2025"],
    ["of two dates", "2025-02-14 2025-02-15"],
    ["with mixed marks", "2025-02/14"],
    ["with a sign", "-2025-02-14"],
    ["of nothing", ""],
    ["of a number", "20250214"],
    ["without end", "1".repeat(100_000)],
    ["that takes long to refuse", `14${" ".repeat(57)}`],
  ])("%s is none", (_, text) => expect(parseDate(text)).toBeNull());
});
