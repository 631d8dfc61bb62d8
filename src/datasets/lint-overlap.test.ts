import { describe, expect, it } from "vitest";
import { inputText } from "../core/item.js";
import { sha256Hex } from "../core/json.js";
import { itemFrom } from "./item-from-row.js";
import { lintOverlap, type PromptedItem } from "./lint-overlap.js";

/** Made-up words; that two items share 13 of them in a row is as good as impossible. */
function words(name: string, count: number): readonly string[] {
  const syllables = [
    "ka",
    "lo",
    "mé",
    "ri",
    "tu",
    "sen",
    "vor",
    "pli",
    "ña",
    "zug",
    "wex",
    "dro",
    "fi",
    "ble",
    "quo",
    "jam",
  ];
  return Array.from({ length: count }, (_, at) => {
    const digits = sha256Hex(`${name}/${at}`).slice(0, 3);
    return Array.from(digits, (digit) => syllables[Number.parseInt(digit, 16)]).join("");
  });
}

const item = (id: string, text: string, cluster?: string) =>
  itemFrom({ id, input: { channel: "mail", text }, expected: "a", ...(cluster === undefined ? {} : { cluster }) }, "t");
const fullWidth = (text: string) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** What happens to a text on its way into an example. */
const DISGUISES: readonly (readonly [string, (text: readonly string[]) => string])[] = [
  ["exact", (text) => text.join(" ")],
  ["another case", (text) => text.join(" ").toUpperCase()],
  ["full width", (text) => fullWidth(text.join(" "))],
  ["decomposed", (text) => text.join(" ").normalize("NFD")],
  ["punctuated", (text) => `“${text.join(", ")}”!`],
  ["broken into lines", (text) => text.join("\n  ")],
  ["with invisible characters", (text) => text.map((one) => `${one.slice(0, 2)}\u200b${one.slice(2)}`).join(" ")],
  ["as a list", (text) => text.map((one) => `- ${one}`).join("\n")],
  ["cut down to 13 words", (text) => text.slice(-13).join(" ")],
  ["with words before and after", (text) => `well ${text.join(" ")} so`],
];

const LENGTHS = [40, 13, 25, 8, 30, 14, 20, 3, 60, 5];
const idsOf = (found: ReturnType<typeof lintOverlap>) => found.flatMap(({ items }) => items);

function planted() {
  const texts = Array.from({ length: 400 }, (_, at) => words(`item ${at}`, LENGTHS[Math.floor(at / 10) % 10] ?? 0));
  const examples = texts.slice(0, 200).map((text, at) => `Text: ${DISGUISES[at % 10]?.[1](text)}\nQueue: a`);
  const items = texts.map((text, at) => item(`i${at}`, text.join(" ")));
  const system = `Sort the mail.\n\n${examples.join("\n\n")}`;
  return { items, system };
}

describe("examples that are items", () => {
  const { items, system } = planted();
  const prompted = items.map((one) => ({ item: one, prompt: `${system}\n\nText: ${inputText(one, "text")}` }));

  it("are found, 200 of 200, in ten disguises and ten lengths, and nothing else is", () => {
    const found = lintOverlap(prompted);
    expect(found.every(({ rule }) => rule === "example-overlap")).toBe(true);
    expect(idsOf(found)).toEqual(items.slice(0, 200).map(({ id }) => id));
    for (const { items: ids, severity } of found) {
      const length = LENGTHS[Math.floor(Number(ids[0]?.slice(1)) / 10) % 10] ?? 0;
      expect([ids, severity]).toEqual([ids, length >= 8 ? "error" : "warning"]);
    }
  });

  it("are found where the items are in a script without spaces", () => {
    const text = "我们的会议室预订系统从今天早上开始无法登录请尽快处理";
    const two = [item("a", text), item("b", "请问发票什么时候可以寄出我们财务部门在等")];
    const found = lintOverlap(two.map((one) => ({ item: one, prompt: `例：${text}。\n${inputText(one, "text")}` })));
    expect(idsOf(found)).toEqual(["a"]);
  });
});

describe("a prompt that is no example", () => {
  const items = Array.from({ length: 30 }, (_, at) => item(`i${at}`, words(`own ${at}`, 30).join(" ")));
  const promptedBy = (prompt: (one: (typeof items)[number]) => string): readonly PromptedItem[] =>
    items.map((one) => ({ item: one, prompt: prompt(one) }));

  it.each([
    ["the item alone", (one: (typeof items)[number]) => inputText(one, "text")],
    [
      "the item twice, which the eval means",
      (one: (typeof items)[number]) => `${inputText(one, "text")}\n${inputText(one, "text")}`,
    ],
    ["the item as JSON", (one: (typeof items)[number]) => JSON.stringify(one.input, null, 1)],
    ["the item in capitals", (one: (typeof items)[number]) => `Sort: ${inputText(one, "text").toUpperCase()}`],
  ])("%s", (_, prompt) => {
    expect(lintOverlap(promptedBy(prompt))).toEqual([]);
  });

  it("is not made one by items that share a text", () => {
    const shared = words("footer", 40).join(" ");
    const all = items.map((one) => item(one.id, `${inputText(one, "text")} ${shared}`));
    expect(lintOverlap(all.map((one) => ({ item: one, prompt: `Sort: ${inputText(one, "text")}` })))).toEqual([]);
  });
});

describe("examples that differ from prompt to prompt", () => {
  const items = Array.from({ length: 30 }, (_, at) => item(`i${at}`, words(`own ${at}`, 30).join(" ")));

  it("are a warning where they are other items", () => {
    const found = lintOverlap(
      items.map((one, at) => ({
        item: one,
        prompt: `${inputText(items[(at + 1) % 30] ?? one, "text")}\n\n${inputText(one, "text")}`,
      })),
    );
    expect(found).toHaveLength(30);
    expect(found.every(({ severity }) => severity === "warning")).toBe(true);
  });

  it("are an error where an item is its own example", () => {
    const found = lintOverlap(
      items.map((one, at) => {
        const text = inputText(one, "text");
        return { item: one, prompt: at === 7 ? `${text} → a\n\n${text}` : text };
      }),
    );
    expect(found).toMatchObject([{ severity: "error", items: ["i7"] }]);
  });
});
