import { expect, it } from "vitest";
import { z } from "zod";
import { isDate, isDateTime, millisecondsOf } from "./iso-time.js";

const two = (value: number) => String(value).padStart(2, "0");

it("knows every day of the calendar, and no other", () => {
  const schema = z.iso.date();
  const years = [0, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 2400, 9999];
  for (const year of years) {
    for (let month = 0; month <= 13; month += 1) {
      for (let day = 0; day <= 32; day += 1) {
        const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
        expect(isDate(text), text).toBe(schema.safeParse(text).success);
      }
    }
  }
});

it("agrees with the schema on times", () => {
  const schema = z.iso.datetime();
  const days = ["2026-12-31", "2026-02-29", "2024-02-29", "", "2026-1-1", "+002026-01-01"];
  const times = [
    "T00:00:00Z",
    "T23:59:59.9Z",
    "T24:00:00Z",
    "T00:60:00Z",
    "T00:00:60Z",
    "T00:00Z",
    "T00:00:00",
    " 00:00:00Z",
    "T00:00:00+00:00",
    "T00:00:00.Z",
    "T00:00:00Z\n",
    "Z",
    "",
  ];
  for (const text of days.flatMap((day) => times.map((time) => day + time))) {
    expect(isDateTime(text), JSON.stringify(text)).toBe(schema.safeParse(text).success);
  }
});

it("reads a time to the second, however long its fraction", () => {
  expect(millisecondsOf("2026-12-31T12:00:01.123456789012345Z")).toBe(Date.UTC(2026, 11, 31, 12, 0, 1));
});
