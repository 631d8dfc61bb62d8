import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alteredValue } from "./altered-value.js";
import { answerKey, foldAnswer, jsonDocument } from "./answer-key.js";
import { malformedAnswer } from "./malformed-answer.js";
import { rightAnswer } from "./right-answer.js";
import { seededRandom } from "./seeded-random.js";
import { wrongAnswer } from "./wrong-answer.js";

const entryOf = (reference: string, itemId = "a", labels?: string[]) => ({
  fingerprint: itemId,
  itemId,
  taskType: "t",
  reference,
  ...(labels === undefined ? {} : { labels }),
});
const keyOf = (...references: string[]) => answerKey(references.map((text, index) => entryOf(text, `i${index}`)));
const many = (count: number, make: (seed: number) => string) => Array.from({ length: count }, (_, seed) => make(seed));

const INVOICE = JSON.stringify({ vendor: "Brack Ltd", date: "2025-02-14", total: 1077.6, due: null, paid: false });
const OTHER = JSON.stringify({ vendor: "Fenn Co", date: "2025-05-06", total: 1850, due: "2025-06-01", paid: true });

describe("wrongAnswer", () => {
  it("gives another label", () => {
    const key = keyOf("bug", "refund");
    const wrong = many(40, (seed) =>
      wrongAnswer(entryOf("bug", "a", ["bug", "refund", "other"]), key, seededRandom(seed)),
    );
    expect(new Set(wrong)).toEqual(new Set(["refund", "other"]));
  });

  it("gives another item's label where no labels are declared", () => {
    const wrong = many(20, (seed) => wrongAnswer(entryOf("bug"), keyOf("bug", "refund"), seededRandom(seed)));
    expect(new Set(wrong)).toEqual(new Set(["refund"]));
  });

  it("changes one to three fields of a record, in every way", () => {
    const wrong = many(200, (seed) => wrongAnswer(entryOf(INVOICE), keyOf(INVOICE, OTHER), seededRandom(seed)));
    const right = JSON.parse(INVOICE) as Record<string, unknown>;
    const records = wrong.map((text) => JSON.parse(text) as Record<string, unknown>);
    for (const record of records) {
      const changed = Object.keys(right).filter((field) => record[field] !== right[field]);
      expect(changed.length).toBeGreaterThanOrEqual(1);
      expect(changed.length).toBeLessThanOrEqual(3);
    }
    expect(records.some((record) => record["vendor"] === "Fenn Co")).toBe(true);
    expect(records.some((record) => record["vendor"] === null)).toBe(true);
    expect(records.some((record) => !("vendor" in record))).toBe(true);
    expect(records.some((record) => record["total"] === 1707.6)).toBe(true);
    expect(
      records.some((record) => /^2025-0[123]-\d\d$/.test(String(record["date"])) && record["date"] !== "2025-02-14"),
    ).toBe(true);
    // A field that was null says nothing: leaving it out would not be wrong.
    expect(records.every((record) => "due" in record)).toBe(true);
  });

  it("keeps fields and types under an enforced schema", () => {
    const wrong = many(100, (seed) =>
      wrongAnswer(entryOf(INVOICE), keyOf(INVOICE, OTHER), seededRandom(seed), { keepsShape: true }),
    );
    for (const text of wrong) {
      const record = JSON.parse(text) as Record<string, unknown>;
      expect(typeof record["vendor"]).toBe("string");
      expect(typeof record["total"]).toBe("number");
      expect(typeof record["paid"]).toBe("boolean");
      expect(record["date"]).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  it("alters, replaces and drops lines of a text", () => {
    const text = "- down for 45 minutes\n- 3 regions\n- fixed by a restart";
    const foreign = "- disk full\n- 12 tenants";
    const wrong = new Set(many(100, (seed) => wrongAnswer(entryOf(text), keyOf(text, foreign), seededRandom(seed))));
    expect([...wrong].some((answer) => answer.includes("54 minutes"))).toBe(true);
    expect([...wrong].some((answer) => answer.includes("disk full"))).toBe(true);
    expect([...wrong].some((answer) => answer.split("\n").length === 2)).toBe(true);
  });

  it("differs from any reference, alone or in company, and repeats for a seed", () => {
    const reference = fc.oneof(fc.string(), fc.json(), fc.constantFrom("bug", "{}", "[]", "", "1.0", "- a\n- b"));
    fc.assert(
      fc.property(
        reference,
        fc.array(reference, { maxLength: 3 }),
        fc.nat(),
        fc.boolean(),
        (text, others, seed, keepsShape) => {
          const make = () => wrongAnswer(entryOf(text), keyOf(text, ...others), seededRandom(seed), { keepsShape });
          expect(foldAnswer(make()).toLowerCase()).not.toBe(foldAnswer(text).toLowerCase());
          expect(make()).toBe(make());
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe("alteredValue", () => {
  it("never returns the value it was given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, seed) => {
        const json = JSON.parse(JSON.stringify(value)) as Parameters<typeof alteredValue>[0];
        expect(alteredValue(json, seededRandom(seed))).not.toEqual(json);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe("rightAnswer", () => {
  it("varies the spelling, not the content", () => {
    const answers = new Set(many(50, (seed) => rightAnswer(INVOICE, seededRandom(seed))));
    expect(answers.size).toBeGreaterThan(2);
    expect(new Set([...answers].map(foldAnswer))).toEqual(new Set([foldAnswer(INVOICE)]));
  });
});

describe("malformedAnswer", () => {
  it("is not the JSON document that was asked for", () => {
    const answers = new Set(many(60, (seed) => malformedAnswer(INVOICE, seededRandom(seed))));
    expect([...answers].every((answer) => jsonDocument(answer) === null)).toBe(true);
    expect(answers.has("")).toBe(true);
    expect([...answers].some((answer) => answer.startsWith("```json\n{"))).toBe(true);
    expect([...answers].some((answer) => answer.includes(INVOICE) && answer.startsWith("Sure"))).toBe(true);
  });

  it("hides a label in a sentence", () => {
    const answers = new Set(many(30, (seed) => malformedAnswer("refund", seededRandom(seed))));
    expect(answers.has("refund")).toBe(false);
    expect([...answers].some((answer) => /would say this one is refund,/.test(answer))).toBe(true);
  });
});
