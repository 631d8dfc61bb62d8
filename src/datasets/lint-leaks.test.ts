import { describe, expect, it } from "vitest";
import { type Item, type ItemSpec, inputText } from "../core/item.js";
import { itemFrom } from "./item-from-row.js";
import { lintLeaks, type PromptOf } from "./lint-leaks.js";

const LABELS = ["refund", "billing", "bug", "other"];
const itemsOf = (spec: (at: number, label: string) => Omit<ItemSpec, "id">, count = 40): readonly Item[] =>
  Array.from({ length: count }, (_, at) => itemFrom({ id: `i${at}`, ...spec(at, LABELS[at % 4] ?? "") }, "t"));
const textOf = (item: Item) => inputText(item, "text");
const labelOf = ({ expected }: Item) => (typeof expected === "string" ? expected : "");
const shortly = (items: readonly Item[], promptOf: PromptOf) =>
  lintLeaks(items, promptOf).map(({ rule, severity, items: ids }) => `${severity} ${rule} ${ids.length}`);

describe("an eval that reads the label", () => {
  const items = itemsOf((at, label) => ({ input: { text: `ticket ${at}` }, expected: label }));
  const listing = `Queues: ${LABELS.join(", ")}.`;

  it.each<[string, PromptOf, readonly string[]]>([
    ["sends it", (item) => `${listing} ${textOf(item)} ${labelOf(item)}`, ["error label-in-prompt 40"]],
    ["sends the whole item", (item) => `${listing} ${JSON.stringify(item)}`, ["error label-in-prompt 40"]],
    ["sends its length", (item) => `${listing} ${textOf(item)} ${labelOf(item).length}`, ["error label-in-prompt 40"]],
    ["lists the labels for every item", (item) => `${listing} ${textOf(item)}`, []],
    ["names no label", (item) => textOf(item), []],
  ])("%s", (_, promptOf, found) => {
    expect(shortly(items, promptOf)).toEqual(found);
  });

  it("sends an answer with parts", () => {
    const parts = itemsOf((at) => ({
      input: { text: `ticket ${at}` },
      expected: { total: at, paid: true, to: ["x"] },
    }));
    expect(shortly(parts, (item) => `${textOf(item)} ${JSON.stringify(item.expected)}`)).toEqual([
      "error label-in-prompt 40",
    ]);
    expect(shortly(parts, textOf)).toEqual([]);
  });

  it("cannot compose a prompt without it", () => {
    const promptOf: PromptOf = (item) => (LABELS.includes(labelOf(item)) ? textOf(item) : null);
    expect(shortly(items, promptOf)).toEqual(["error label-in-prompt 40"]);
  });
});

describe("a field of the input that is the label", () => {
  const items = itemsOf((at, label) => ({
    input: { text: `ticket ${at}`, meta: { queue: label.toUpperCase() } },
    expected: label,
  }));

  it("is an error where the prompt shows it", () => {
    const found = lintLeaks(items, (item) => `${LABELS.join(" ")} ${JSON.stringify(item.input)}`);
    expect(found).toMatchObject([
      {
        rule: "label-in-field",
        severity: "error",
        message: expect.stringMatching(/^input\.meta\.queue is the label in 40 of 40/),
      },
    ]);
  });

  it("is nobody's business where it does not", () => {
    expect(shortly(items, textOf)).toEqual([]);
  });

  it("is a coincidence where it seldom is", () => {
    const few = itemsOf((at, label) => ({
      input: { text: `ticket ${at}`, plan: at < 4 ? label : "team" },
      expected: label,
    }));
    expect(shortly(few, (item) => `${LABELS.join(" ")} ${JSON.stringify(item.input)}`)).toEqual([]);
  });

  it("may be a number", () => {
    const numbers = itemsOf((at) => ({ input: { text: `sum ${at}`, hint: 1000 + at }, expected: 1000 + at }));
    expect(shortly(numbers, (item) => `${textOf(item)} hint ${Number(item.input["hint"])}`)).toContain(
      "error label-in-field 40",
    );
  });
});

describe("an answer that stands in the prompt", () => {
  const long = (at: number) => `the pump of hall ${at} failed because its filter was clogged with sand again`;

  it("is an error from 13 words on, also inside an answer with parts", () => {
    const items = itemsOf((at) => ({
      input: { text: at === 5 ? `Notes. ${long(at).toUpperCase()}!` : `notes ${at}` },
      expected: at % 2 === 0 ? long(at) : { reference: long(at) },
    }));
    expect(lintLeaks(items, textOf)).toMatchObject([{ rule: "answer-in-prompt", severity: "error", items: ["i5"] }]);
  });

  it("is a warning where it is short", () => {
    const items = itemsOf((at) => ({
      input: { text: at < 3 ? `capital: city ${at}x` : `question ${at}` },
      expected: `city ${at}x`,
    }));
    expect(lintLeaks(items, textOf)).toMatchObject([
      { rule: "answer-in-prompt", severity: "warning", items: ["i0", "i1", "i2"] },
    ]);
  });

  it("is none where only a part of a word is the same, or every prompt names it", () => {
    const items = itemsOf((at, label) => ({ input: { text: `about debugging ${at}` }, expected: label }));
    expect(shortly(items, (item) => textOf(item))).toEqual([]);
    expect(shortly(items, (item) => `Choose refund, billing, bug or other: ${textOf(item)} (refund?)`)).toEqual([]);
  });

  it("is left alone for the short parts of an answer: they are there to be found", () => {
    const items = itemsOf((at) => ({ input: { text: `invoice ${at} total 10${at}` }, expected: { total: `10${at}` } }));
    expect(shortly(items, textOf)).toEqual([]);
  });
});
