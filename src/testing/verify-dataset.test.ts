import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadEvals, loadProject } from "../cli/load-project.js";
import type { ItemSpec } from "../core/item.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { genericMutations } from "./dataset-mutations.js";
import { skeleton } from "./dataset-skeleton.js";
import { sharedNames, verifyDataset } from "./verify-dataset.js";

const CANARY = "tierbench-canary-00000000-0000-4000-8000-000000000011";
const WORDS = [
  "oak",
  "elm",
  "ash",
  "fir",
  "yew",
  "box",
  "may",
  "bay",
  "fig",
  "nut",
  "pear",
  "plum",
  "rowan",
  "alder",
  "lime",
];
const EVAL = `import { defineEval, exact, inputText } from "tierbench";
export default defineEval({
  taskType: "eleventh",
  dataset: "datasets/eleventh",
  prompt: (item) => ({ system: "Say the second tree.", messages: [{ role: "user", content: inputText(item, "text") }] }),
  scorers: [exact()],
});
`;
const README = `# eleventh
225 items. Difficulty: 75 easy, 75 medium, 75 hard. There are 2 clusters with 4 items. ${CANARY}

| tag | items | meaning |
| --- | --- | --- |
| \`injection\` | 3 | no such thing |
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tierbench-verify-"));
  mkdirSync(join(root, "evals"));
  mkdirSync(join(root, "datasets/eleventh"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ITEMS: readonly ItemSpec[] = WORDS.flatMap((first, row) =>
  WORDS.map((second, column) => {
    const index = row * WORDS.length + column;
    return {
      id: `el-${index}`,
      input: {
        text: `beside the ${first} there stands a tree of another kind, which people call ${second}${"!".repeat(row)}`,
      },
      expected: `${second} ${first}`,
      difficulty: (["easy", "medium", "hard"] as const)[index % 3],
      ...(index < 4 ? { cluster: `c${index % 2}` } : {}),
      ...(index < 3 ? { tags: ["injection"] } : {}),
    };
  }),
);

interface Planted {
  readonly items?: readonly object[];
  readonly evaluation?: string;
  readonly readme?: string;
  readonly mutations?: string;
  readonly canary?: string;
}

/** Writes the eleventh task type: an eval and a dataset, nothing else. */
async function verified({
  items = ITEMS,
  evaluation = EVAL,
  readme = README,
  mutations,
  canary = CANARY,
}: Planted = {}) {
  const dataset = (name: string, text: string) => writeFileSync(join(root, "datasets/eleventh", name), text);
  writeFileSync(join(root, "evals/eleventh.eval.ts"), evaluation);
  dataset("items.jsonl", items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  dataset("dataset.json", JSON.stringify({ name: "eleventh", version: "1", canary }));
  dataset("README.md", readme);
  if (mutations !== undefined) dataset("mutations.js", mutations);
  const [one] = await loadEvals(await loadProject(root), []);
  if (one === undefined) throw new Error("the eval was not found");
  return verifyDataset(root, one);
}

const changed = (at: number, change: object): readonly object[] =>
  ITEMS.map((item, index) => (index === at ? { ...item, ...change } : item));
const saying = (texts: { readonly [id: string]: string }): readonly object[] =>
  ITEMS.map((item) => ({ ...item, input: { text: texts[item.id] ?? item.input["text"] } }));

describe("an eleventh task type", () => {
  it("is verified as soon as it has an eval and a dataset", async () => {
    expect(await verified()).toMatchObject({
      taskType: "eleventh",
      items: 225,
      bands: [75, 75, 75],
      clusters: 2,
      tags: 1,
      adversarial: 3,
      references: { tried: 225, asExpected: 225, skipped: 0 },
      regenerated: "not generated",
      findings: 0,
      failures: [],
      skips: [],
    });
  });

  it.each<[what: string, planted: Planted, failure: string]>([
    ["too few items", { items: ITEMS.slice(0, 150) }, "eleventh: 150 items; 200 or more are asked"],
    [
      "a thin band",
      { items: ITEMS.map((item, index) => ({ ...item, difficulty: index < 30 ? "hard" : "easy" })) },
      "eleventh: only 0 of 225 items are medium; 20 % or more of them should be",
    ],
    [
      "names alone that differ",
      { items: saying({ "el-9": "the 12 of Ann", "el-10": "the 7 of Bo" }) },
      "eleventh: items el-9, el-10: differ in names and numbers only; make them different tasks",
    ],
    [
      "the same input",
      { items: changed(9, { input: ITEMS[10]?.input }) },
      "eleventh: items el-9, el-10: the same input; change or drop all but one",
    ],
    [
      "a canary in a prompt",
      { items: changed(9, { input: { text: `a ${CANARY}` } }) },
      "eleventh: item el-9: the canary is in its prompt; take it out",
    ],
    [
      "no canary",
      { canary: "tierbench-canary-none" },
      'eleventh: dataset.json: no canary of the form "tierbench-canary-<uuid>"; add one',
    ],
    [
      "no canary in the README",
      { readme: README.replace(CANARY, "") },
      "eleventh: README does not hold the canary of dataset.json; add it",
    ],
    [
      "a false count of items",
      { readme: README.replace("225", "224") },
      "eleventh: README does not say that there are 225 items; correct it",
    ],
    [
      "a false count of a band",
      { readme: README.replace("75 hard", "57 hard") },
      'eleventh: README does not say that 75 items are hard; write "75 hard"',
    ],
    [
      "a false count of clusters",
      { readme: README.replace("2 clusters", "3 clusters") },
      'eleventh: README does not say "2 clusters … 4 items" in one sentence; correct it',
    ],
    [
      "a false count of a tag",
      { readme: README.replace("| 3 |", "| 4 |") },
      'eleventh: README counts 4 items of tag injection; write "| `injection` | 3 |" in the table headed "tag"',
    ],
    [
      "a tag that is gone",
      { readme: `${README}| \`old\` | 1 | gone |\n` },
      "eleventh: README has a row for tag old, which no item has; take it out",
    ],
    [
      "a gold that its validator refuses",
      {
        evaluation: EVAL.replace(
          "scorers:",
          'referenceAnswer: ({ id }) => id === "el-7" ? "no tree" : "pear box", scorers:',
        ),
      },
      'eleventh: item el-7: its reference scores 0 (exact: expected "bay oak", got "no tree"); correct its gold',
    ],
    [
      "a mutation that lives",
      { mutations: 'export default (r) => [..."abcd"].map((x) => [x, x]).concat([["spaces", ` ${r}`]]);' },
      'eleventh: item el-0: mutation "spaces" scores 1 (exact: equal); sharpen the validator or the mutation',
    ],
    [
      "few mutations",
      { mutations: 'export default () => [["empty", ""]];' },
      "eleventh: item el-0: 1 mutations; give it 5 or more in mutations.js",
    ],
    [
      "mutations that throw",
      { mutations: 'export default () => { throw new Error("no answer"); };' },
      "eleventh: item el-0: no answer; correct the eval, its mutations or the item",
    ],
    [
      "a validator that cannot say",
      {
        evaluation: EVAL.replace(
          "exact()",
          '{ ...exact(), score: () => ({ scorer: "exact", failure: "validator_error", reason: "lost" }) }',
        ),
      },
      "eleventh: item el-0: its reference scores NaN (exact: lost); correct its gold",
    ],
    [
      "a doubtful dataset",
      {
        items: changed(9, {
          input: { text: "BESIDE the oak there stands a tree of another kind, which people call elm" },
        }),
      },
      "eleventh: items el-1, el-9: lint contradictory-labels",
    ],
  ])("is refused with %s", async (_what, planted, failure) => {
    const { failures } = await verified(planted);
    expect(failures.filter((line) => line.startsWith(failure))).toHaveLength(1);
  });

  it("names what a validator that is not available left unscored, and passes nothing in silence", async () => {
    const scorer =
      '{ ...exact(), score: () => ({ scorer: "box", failure: "validator_error", reason: "box unavailable" }) }';
    const report = await verified({ evaluation: EVAL.replace("exact()", scorer) });
    expect(report.references).toEqual({ tried: 225, asExpected: 0, skipped: 225 });
    expect(report.skips).toEqual([
      expect.stringMatching(/^eleventh: skipped: \d+ of \d+ answers .*: box: box unavailable$/),
    ]);
  });

  it("is regenerated, and must come out the same", async () => {
    writeFileSync(
      join(root, "datasets/generate.js"),
      'import { readFileSync } from "node:fs";\nexport const generate = () => readFileSync(new URL("./eleventh/made.jsonl", import.meta.url), "utf8");\n',
    );
    writeFileSync(join(root, "datasets/eleventh/generator.js"), "");
    writeFileSync(
      join(root, "datasets/eleventh/made.jsonl"),
      ITEMS.map((item) => `${JSON.stringify(item)}\n`).join(""),
    );
    expect((await verified()).regenerated).toBe("yes");
    const { failures, regenerated } = await verified({ items: changed(3, { tags: [] }) });
    expect(regenerated).toBe("no");
    expect(failures).toContain(
      "eleventh: items.jsonl is not what the generator makes; run: npm run datasets -- eleventh",
    );
  });

  it("shares no id and no canary with another", async () => {
    await verified();
    const all = await loadEvals(await loadProject(root), []);
    expect(sharedNames(all)).toEqual([]);
    const twice = sharedNames([...all, ...all]);
    expect(twice).toContain("eleventh, eleventh: the same canary; give each its own");
    expect(twice).toHaveLength(ITEMS.length + 1);
  });
});

describe("a skeleton", () => {
  it.each([
    [{ text: "Ann owes Bo 30 euros." }, { text: "Zoë owes McBride 7 euros." }, true],
    [{ text: "Ann owes Bo 30 euros." }, { text: "Ann owes Bo 30 pounds." }, false],
    [{ text: "due 2025-02-14" }, { text: "due 1999-12-31" }, true],
    [{ n: [1, 2] }, { n: [1, 2, 3] }, false],
  ])("of %j and %j", (a, b, isSame) => expect(skeleton(a) === skeleton(b)).toBe(isSame));
});

describe("generic mutations", () => {
  const item = (expected: ItemSpec["expected"]) => itemFrom({ id: "x", input: {}, expected }, "t");
  const texts = (reference: string, ...items: ReturnType<typeof item>[]) =>
    genericMutations(reference, items[0] ?? item(reference), items).map(([, text]) => text);

  it("take another label", () => {
    const made = texts("bug", item("bug"), item("refund"), item("other"));
    expect(made).toEqual(expect.arrayContaining(["refund", "other", "", "Here is the answer:\nbug"]));
    expect(made).not.toContain("bug");
  });

  it("change, drop and add in JSON", () => {
    const made = texts('{"a":1,"b":[true]}');
    for (const text of [
      "{}",
      '{"a":1}',
      '{"b":[true]}',
      '{"a":2,"b":[true]}',
      '{"a":1,"b":[false]}',
      '[{"a":1,"b":[true]}]',
    ])
      expect(made).toContain(text);
  });

  it("drop lines and change numbers in text", () => {
    expect(texts("took 5 min\nfixed")).toEqual(expect.arrayContaining(["took 5 min", "fixed", "took 6 min\nfixed"]));
  });
});
