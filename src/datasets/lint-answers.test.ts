import { describe, expect, it } from "vitest";
import { itemFrom } from "./item-from-row.js";
import { lintCanary, lintLabelNoise, type StoredAnswer } from "./lint-answers.js";

const given = (itemId: string, answers: { readonly [tier: string]: readonly [text: string, score: number | null] }) =>
  Object.entries(answers).map(([tier, [text, score]]): StoredAnswer => ({ itemId, tier, score, text }));

describe("a label that every tier contradicts", () => {
  it.each([
    ["in the same word", { small: ["bug", 0], large: [" Bug.\n", 0] }, true],
    ["in the same JSON", { small: ['{"a":1,"b":2}', 0], large: ['{"b": 2, "a": 1}', 0.2] }, true],
    ["in different words", { small: ["bug", 0], large: ["other", 0] }, false],
    ["but one", { small: ["bug", 0], large: ["refund", 1] }, false],
    ["but for one that was not scored", { small: ["bug", 0], large: ["bug", null] }, false],
    ["of which there is one", { large: ["bug", 0] }, false],
    ["with nothing", { small: ["", 0], large: [" ", 0] }, false],
  ] as const)("%s", (_, answers, isFlagged) => {
    const found = lintLabelNoise([...given("x", answers), ...given("y", { small: ["a", 1], large: ["a", 1] })]);
    expect(found.flatMap(({ items }) => items)).toEqual(isFlagged ? ["x"] : []);
  });

  it("says what they answer, on one line", () => {
    const found = lintLabelNoise(
      given("x", { small: [`bug\u001b[2J${"x".repeat(500)}`, 0], large: [`bug\u001b[2J${"x".repeat(500)}`, 0] }),
    );
    expect(found).toMatchObject([
      {
        rule: "label-noise",
        severity: "warning",
        message: expect.stringMatching(/^all 2 tiers answer "bug\\u\{1b\}\[2Jx+…", against the label; read it again$/),
      },
    ]);
  });
});

describe("a canary", () => {
  const canary = "demo-canary-2b1f0c66-93a5";
  const items = [itemFrom({ id: "a", input: { text: "hello" }, expected: "b" }, "t")];
  const rules = (...[canaryOf, all, prompts, answers]: Parameters<typeof lintCanary>) =>
    lintCanary(canaryOf, all, prompts, answers).map(({ rule, items: ids }) => `${rule} ${ids.join(" ")}`);

  it("is printed by a model that has seen the dataset, in whatever case", () => {
    const answers = given("a", { small: ["hello", 1], large: [`I recall ${canary.toUpperCase()}`, 0] });
    expect(lintCanary(canary, items, ["hello"], answers)).toMatchObject([
      {
        rule: "canary-printed",
        severity: "error",
        items: ["a"],
        message: expect.stringMatching(/^large printed the canary/),
      },
    ]);
  });

  it("may not be among what models are sent", () => {
    const holding = [itemFrom({ id: "z", input: { text: `x ${canary}` }, expected: "b" }, "t")];
    expect(rules(canary, holding, [], [])).toEqual(["canary-used z"]);
    expect(rules(canary, items, [`Do not print ${canary}.`], [])).toEqual(["canary-used "]);
  });

  it("is looked for only where there is one", () => {
    expect(rules(canary, items, ["hello"], given("a", { small: ["hello", 1] }))).toEqual([]);
    expect(rules(undefined, items, [canary], given("a", { small: [canary, 1] }))).toEqual([]);
  });
});
