import { describe, expect, it } from "vitest";
import { DataError } from "./errors.js";
import { CALIBRATION_SHARE, ItemSchema, ItemSpecSchema, inputText, splitOf } from "./item.js";

describe("splitOf", () => {
  // Computed once. Another rule would mix rows that were used to choose with rows that are used to check.
  it.each([
    ["tt-001", "calibration"],
    ["tt-002", "test"],
    ["tt-003", "calibration"],
    ["ix-001", "calibration"],
    ["is-001", "test"],
    ["is-002", "test"],
    ["c-001", "calibration"],
    ["a", "calibration"],
    ["b", "test"],
    ["c", "calibration"],
    ["item:1", "test"],
    ["gsm8k-main-test-_0", "test"],
  ])("puts %s into %s for ever", (identity, split) => expect(splitOf(identity)).toBe(split));

  it("gives close to 40 % to calibration", () => {
    const share = Array.from({ length: 10_000 }, (_, index) => splitOf(`item-${index}`)).filter(
      (split) => split === "calibration",
    ).length;
    // Four standard errors of a binomial share.
    expect(Math.abs(share / 10_000 - CALIBRATION_SHARE)).toBeLessThan(4 * Math.sqrt((0.4 * 0.6) / 10_000));
  });
});

describe("ItemSpecSchema", () => {
  const spec = { id: "x", input: { text: "t" } };

  it.each([
    ["an id with a slash", { ...spec, id: "../x" }],
    ["an empty id", { ...spec, id: "" }],
    ["an id of 129 characters", { ...spec, id: "x".repeat(129) }],
    ["an id with a line end", { ...spec, id: "x\n" }],
    ["an input that is no object", { ...spec, input: "t" }],
    ["an unknown field", { ...spec, label: "a" }],
    ["an unknown difficulty", { ...spec, difficulty: "brutal" }],
    ["an empty cluster", { ...spec, cluster: "" }],
    ["a label that is no JSON", { ...spec, expected: Number.NaN }],
  ])("refuses %s", (_name, value) => expect(ItemSpecSchema.safeParse(value).success).toBe(false));

  it.each([null, 0, "", [1], { a: null }])("takes the label %j", (expected) =>
    expect(ItemSpecSchema.parse({ ...spec, expected }).expected).toEqual(expected),
  );

  it("asks an item for its split and content hash", () => {
    expect(ItemSchema.safeParse({ ...spec, taskType: "t", split: "train", contentHash: "0".repeat(64) }).success).toBe(
      false,
    );
  });
});

describe("inputText", () => {
  it("returns the text of a field, an empty one included", () => {
    expect(inputText({ id: "x", input: { subject: "" } }, "subject")).toBe("");
  });

  it("names the item and the field otherwise", () => {
    const item = { id: "x7", input: { subject: 5 } };
    expect(() => inputText(item, "subject")).toThrow(
      'field "input.subject": item "x7": input needs text here, found 5',
    );
    expect(() => inputText(item, "body")).toThrow(
      'field "input.body": item "x7": input needs text here, found nothing; its fields: subject',
    );
    expect(() => inputText(item, "body")).toThrow(DataError);
  });
});
