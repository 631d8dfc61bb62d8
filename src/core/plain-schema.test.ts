import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  sampleAttempt,
  sampleCell,
  sampleIntent,
  sampleItem,
  sampleOutcome,
  sampleResponse,
  sampleRun,
} from "../testing/store-rows.js";
import { AttemptSchema, IntentSchema } from "./attempt.js";
import { CellSchema } from "./cell.js";
import { ItemSchema } from "./item.js";
import { JsonObjectSchema } from "./json.js";
import { ModelResponseSchema } from "./model-response.js";
import { OutcomeSchema } from "./outcome.js";
import { parsePlain } from "./plain-schema.js";
import { RunSchema } from "./run.js";

const ROWS: readonly (readonly [name: string, schema: z.ZodType, row: object])[] = [
  ["outcome", OutcomeSchema, sampleOutcome("a", { signals: [{ name: "agreement", value: 0.5 }], reusedFrom: "run-0" })],
  ["attempt", AttemptSchema, sampleAttempt("a")],
  ["intent", IntentSchema, sampleIntent("a")],
  ["cell", CellSchema, sampleCell("a")],
  ["item", ItemSchema, sampleItem({ cluster: "c" })],
  ["response", ModelResponseSchema, sampleResponse()],
  ["run", RunSchema, sampleRun()],
];

/** Values at the edge of what numbers, texts and objects can be. */
const odd = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, -1, 0.5, 1, 1 + 1e-9, 2 ** 53, 2 ** 53 - 1, "", "ok", null),
  fc.constantFrom(undefined, true, [], {}, [undefined], new Date(0), Object.create({ a: 1 }), "scored", "validator"),
  fc.anything(),
);

/** The row with a value set, taken away or added at a random place. */
function changed(row: object): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.nat(), fc.constantFrom("set", "delete", "add", "keep"), odd, fc.string())
    .map(([at, how, value, name]) => {
      const copy = structuredClone(row) as Holder;
      const places = placesOf(copy);
      const [holder, key] = places[at % places.length] ?? [copy, ""];
      if (how === "set") holder[key] = value;
      if (how === "delete") delete holder[key];
      // A list takes no other length than a number.
      if (how === "add" && !(Array.isArray(holder) && name === "length")) holder[name] = value;
      return copy;
    });
}

type Holder = { [key: string]: unknown };

function placesOf(value: object): readonly (readonly [Holder, string])[] {
  return Object.entries(value).flatMap(([key, entry]) => [
    [value as Holder, key] as const,
    ...(typeof entry === "object" && entry !== null ? placesOf(entry as object) : []),
  ]);
}

describe("parsePlain", () => {
  it.each(ROWS)("says of any %s what Zod says", (_, schema, row) => {
    expect(parsePlain(schema, row)).toEqual({ success: true, data: row });
    fc.assert(
      fc.property(changed(row), (value) => {
        const [found, wanted] = [parsePlain(schema, value), schema.safeParse(value)];
        expect(found.success).toBe(wanted.success);
        if (wanted.success) expect(found.data).toStrictEqual(wanted.data);
        else expect(found.error?.issues).toEqual(wanted.error.issues);
      }),
      { numRuns: 500 },
    );
  });

  it.each(ROWS)("takes a copy of the %s, all the way down", (_, schema, row) => {
    const parsed = parsePlain(schema, row);
    for (const [holder, key] of placesOf(row)) {
      if (typeof holder[key] === "object")
        expect(placesOf(parsed.data as object).map(([own]) => own)).not.toContain(holder[key]);
    }
    expect(parsed.data).not.toBe(row);
  });

  it("leaves to Zod what is more than plain", () => {
    const trimmed = z.strictObject({ a: z.string().trim().min(2), b: z.email().nullable(), c: z.coerce.number() });
    expect(parsePlain(trimmed, { a: " xy ", b: "a@b.example", c: "3" }).data).toEqual({
      a: "xy",
      b: "a@b.example",
      c: 3,
    });
    expect(parsePlain(trimmed, { a: " x ", b: null, c: 1 }).success).toBe(false);
    const loose = z.object({ a: z.string() });
    expect(parsePlain(loose, { a: "x", b: 1 }).data).toEqual({ a: "x" });
    expect(parsePlain(z.int32(), 2 ** 40).success).toBe(false);
    expect(parsePlain(z.number().multipleOf(2), 3).success).toBe(false);
    expect(parsePlain(z.array(z.string()).min(1), []).success).toBe(false);
    expect(parsePlain(z.strictObject({ a: z.string().default("d") }), {}).data).toEqual({ a: "d" });
    expect(parsePlain(z.string().toUpperCase(), "x").data).toBe("X");
  });

  it("knows words, least lengths and what is passed over", () => {
    const loose = z.object({ a: z.literal("x"), b: z.string().min(2).min(1), c: z.unknown().optional() });
    expect(parsePlain(loose, { a: "x", b: "yy", c: [1], d: 2 })).toEqual({
      success: true,
      data: { a: "x", b: "yy", c: [1] },
    });
    for (const wrong of [{ a: "y", b: "yy" }, { a: "x", b: "y" }, { a: "x" }, [], null]) {
      expect(parsePlain(loose, wrong).success).toBe(false);
    }
  });

  it("draws the line where a bound is, exclusive or not", () => {
    const between = z.number().gt(0).lt(2).gte(1);
    for (const value of [0, 0.5, 1, 1.5, 2]) {
      expect(parsePlain(between, value).success).toBe(between.safeParse(value).success);
    }
    const refined = z.strictObject({ a: z.number() }).refine(({ a }) => a > 1);
    expect(parsePlain(refined, { a: 1 }).success).toBe(false);
  });

  it("goes no deeper than Zod, so that what is taken can be read again", () => {
    const nested = (levels: number) => JSON.parse(`{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`) as unknown;
    expect(parsePlain(JsonObjectSchema, nested(490))).toEqual(JsonObjectSchema.safeParse(nested(490)));
    expect(parsePlain(JsonObjectSchema, nested(700))).toEqual(JsonObjectSchema.safeParse(nested(700)));
    expect(() => JsonObjectSchema.safeParse(nested(5000))).toThrow(RangeError);
    expect(() => parsePlain(JsonObjectSchema, nested(5000))).toThrow(RangeError);
  });

  it("leaves checks of its own that a wrapper has to Zod", () => {
    const wrapped = z
      .strictObject({ a: z.string() })
      .readonly()
      .refine(() => false, "never");
    expect(parsePlain(wrapped, { a: "x" }).success).toBe(false);
    expect(Object.isFrozen(parsePlain(ItemSchema, sampleItem()).data)).toBe(true);
  });
});
