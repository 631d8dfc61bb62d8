import { describe, expect, it } from "vitest";
import type { ItemSpec } from "../core/item.js";
import { itemFrom } from "./item-from-row.js";
import { lintDuplicates } from "./lint-duplicates.js";

const text = (id: string, words: string, more: Partial<ItemSpec> = {}) =>
  itemFrom({ id, input: { text: words }, expected: "a", ...more }, "t");
const shortly = (items: Parameters<typeof lintDuplicates>[0]) =>
  lintDuplicates(items).map(({ rule, severity, items: ids }) => `${severity} ${rule} ${ids.join(" ")}`);

describe("equal inputs", () => {
  it.each([
    ["exactly", "Cancel my plan", "Cancel my plan", "error duplicate-input x y"],
    ["but for case", "Cancel my plan", "cancel MY plan", "warning similar-input x y"],
    ["but for white space", "Cancel my plan", " Cancel\n my\tplan ", "warning similar-input x y"],
    [
      "but for the form of letters",
      "caf\u00e9 \ufb01nal 12",
      "cafe\u0301 final \uff11\uff12",
      "warning similar-input x y",
    ],
    ["but for invisible characters", "Cancel my plan", "Can\u00adcel my\u200b plan", "warning similar-input x y"],
    ["but for punctuation", "Cancel my plan", "Cancel: my plan!", "warning similar-input x y"],
  ])("%s", (_, one, other, found) => {
    expect(shortly([text("x", one), text("y", other), text("z", "Something else")])).toEqual([found]);
  });

  it("in one cluster are a warning: they are not counted as independent", () => {
    expect(shortly([text("x", "Hi there", { cluster: "c" }), text("y", "Hi there", { cluster: "c" })])).toEqual([
      "warning duplicate-input x y",
    ]);
  });

  it("with different labels contradict each other, whatever their case", () => {
    const found = lintDuplicates([text("x", "Hi there"), text("y", "hi there", { expected: "b" }), text("z", "Bye")]);
    expect(found).toEqual([
      {
        rule: "contradictory-labels",
        severity: "error",
        items: ["x", "y"],
        message: 'equal inputs with different labels: "a", "b"',
      },
    ]);
  });

  it("are not made by dropping what carries meaning", () => {
    const sums = [
      text("x", "3-4", { expected: "-1" }),
      text("y", "3/4", { expected: "0.75" }),
      text("z", "3+4", { expected: "7" }),
    ];
    expect(shortly(sums)).toEqual([]);
    expect(shortly([text("x", "?"), text("y", "!"), text("z", "")])).toEqual([]);
    const numbers = [1, 2].map((n) => itemFrom({ id: `n${n}`, input: { n }, expected: "a" }, "t"));
    expect(shortly(numbers)).toEqual([]);
  });
});

describe("names that look alike", () => {
  it("among ids, clusters and labels", () => {
    const items = [
      text("ab", "one", { cluster: "caf\u00e9" }),
      text("AB", "two", { cluster: "cafe\u0301" }),
      text("c", "three", { expected: "A" }),
      text("d", "four", { cluster: "other" }),
    ];
    expect(lintDuplicates(items).map(({ message }) => message)).toEqual([
      'ids that look alike: "ab", "AB"',
      'clusters that look alike: "caf\u00e9", "cafe\u0301"',
      'labels that look alike: "a", "A"',
    ]);
  });

  it("not among many different answers", () => {
    const items = Array.from({ length: 201 }, (_, at) => text(`i${at}`, `text ${at}`, { expected: `answer ${at}` }));
    expect(shortly([...items, text("x", "new", { expected: "Answer 7" })])).toEqual([]);
  });
});
