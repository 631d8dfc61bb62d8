import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyProject, itemLine, startTestApi, type TestProject, testProject } from "../../testing/test-project.js";
import type { LintedDataset } from "../lint-dataset.js";

interface Printed {
  readonly datasets: readonly LintedDataset[];
  readonly errors: number;
  readonly warnings: number;
}

const ITEMS = "datasets/triage/items.jsonl";
const LABELS = ["refund", "billing", "bug", "other"];
let project: TestProject;

beforeEach(() => {
  project = testProject(200);
});
afterEach(() => project[Symbol.dispose]());

it("finds nothing in the datasets that are shipped", async () => {
  const cwd = fileURLToPath(new URL("../../../", import.meta.url));
  const ran = await project.tierbench("datasets lint --strict --json", { cwd });
  expect([ran.code, ran.err]).toEqual([0, []]);
  const { datasets, ...sums } = ran.json as Printed;
  expect(sums).toEqual({ errors: 0, warnings: 0 });
  const evals = readdirSync(`${cwd}/evals`)
    .filter((name) => name.endsWith(".eval.ts"))
    .map((name) => name.replace(".eval.ts", ""));
  expect(datasets.map(({ taskType }) => taskType)).toEqual(evals.sort());
});

describe("what it finds", () => {
  it("names a signal that passes no right answer, and none that passes some", async () => {
    const evalFile = "evals/triage.eval.ts";
    const checks = 'validatorSignal(oneOf(["refund"]), "some"), validatorSignal(oneOf(["refnd"]), "none"), ';
    project.write(evalFile, project.read(evalFile).replace("signals: [", `signals: [${checks}`));
    project.write(evalFile, `import { oneOf, validatorSignal } from "tierbench";\n${project.read(evalFile)}`);
    const ran = await project.tierbench("datasets lint triage --json");
    const found = (ran.json as Printed).datasets[0]?.findings.filter(({ rule }) => rule === "signal-fails") ?? [];
    expect(found.map(({ message }) => message)).toEqual([
      'signal "none" passes no right answer, so no tier\'s answer would be taken on its word; correct what it looks for',
    ]);
  });

  it("names an agreement whose key is in no answer, and none that tells some apart", async () => {
    const evalFile = "evals/triage.eval.ts";
    const keyed = (key: string, name: string) =>
      `agreement({ key: (text) => ${key}, keyVersion: "1", name: "${name}" }), `;
    const signals = keyed("String(text[0] === 'r')", "some") + keyed("String(text.lable)", "none");
    project.write(evalFile, project.read(evalFile).replace("signals: [", `signals: [${signals}`));
    project.write(evalFile, `import { agreement } from "tierbench";\n${project.read(evalFile)}`);
    const ran = await project.tierbench("datasets lint triage --json");
    const found = (ran.json as Printed).datasets[0]?.findings.filter(({ rule }) => rule === "signal-fails") ?? [];
    expect(found.map(({ message }) => message)).toEqual([
      'signal "none" takes the right answers to all items for the same, so any two answers agree; correct its key',
    ]);
  });

  it("names items whose right answer fails the eval's own validators, and says what to correct", async () => {
    const evalFile = "evals/triage.eval.ts";
    project.write(evalFile, project.read(evalFile).replace("scorers: [", 'scorers: [oneOf(["refund", "bug"]), '));
    project.write(evalFile, `import { oneOf } from "tierbench";\n${project.read(evalFile)}`);
    const ran = await project.tierbench("datasets lint triage --json");
    expect(ran.code).toBe(1);
    const [found] = (ran.json as Printed).datasets[0]?.findings.filter(({ rule }) => rule === "gold-fails") ?? [];
    expect(found?.items).toHaveLength(100);
    expect(found?.message).toMatch(
      /^the right answer fails "one-of" \(.*\); correct the item or the scorer, or give with referenceAnswer what would be right$/,
    );
  });

  it("names a gate that allows other labels than the dataset lists, as a scorer or as a signal", async () => {
    const evalFile = "evals/triage.eval.ts";
    const gate = 'oneOf(["refund", "billing", "bugs", "other"])';
    const source = project
      .read(evalFile)
      .replace("scorers: [", `scorers: [${gate}, `)
      .replace("signals: [", `signals: [validatorSignal(${gate}), `);
    project.write(evalFile, `import { oneOf, validatorSignal } from "tierbench";\n${source}`);
    const manifest = { name: "mails", version: "1", labels: LABELS };
    project.write("datasets/triage/dataset.json", JSON.stringify(manifest));
    const ran = await project.tierbench("datasets lint triage --json");
    const found = (ran.json as Printed).datasets[0]?.findings.filter(({ rule }) => rule === "label-set") ?? [];
    const message =
      '"one-of" does not allow "bug" and allows "bugs", against the labels of dataset.json; give both the same';
    expect([ran.code, found.map((one) => one.message)]).toEqual([1, [message, message]]);
  });

  it("stands in a table, and errors end in exit 1", async () => {
    const twice = itemLine(0).replace("item-0", "item-0b");
    project.write(
      ITEMS,
      `${project.read(ITEMS)}${twice}\n${itemLine(1)
        .replace("item-1", "ITEM-1")
        .toUpperCase()
        .replace(/"(ID|INPUT|TEXT|EXPECTED)"/g, (key) => key.toLowerCase())
        .replace("BILLING", "bug")}\n`,
    );
    const ran = await project.tierbench("datasets lint triage");
    expect(ran.code).toBe(1);
    expect(ran.text).toMatch(
      /triage +error +duplicate-input +item-0 item-0b +the same input 2 times; they count as independent/,
    );
    expect(ran.text).toMatch(
      /triage +error +contradictory-labels +item-1 ITEM-1 +equal inputs with different labels: "billing", "bug"/,
    );
    expect(ran.text).toMatch(/2 errors, 1 warning in 1 dataset \(202 items\)$/);
  });

  it("ends in exit 0 where it is a warning, and in 1 with --strict", async () => {
    project.write(ITEMS, `${project.read(ITEMS)}${itemLine(0).replace("item-0", "x").replace("ticket", "Ticket:")}\n`);
    const lax = await project.tierbench("datasets lint");
    expect([lax.code, lax.text]).toEqual([0, expect.stringMatching(/similar-input[^]*0 errors, 1 warning/)]);
    expect((await project.tierbench("datasets lint --strict")).code).toBe(1);
  });

  it("is a label that the prompt reads", async () => {
    const source = project.read("evals/triage.eval.ts");
    project.write(
      "evals/triage.eval.ts",
      source.replace("content: item.input.text", "content: item.input.text + item.expected"),
    );
    const ran = await project.tierbench("datasets lint");
    expect([ran.code, ran.text]).toEqual([1, expect.stringMatching(/label-in-prompt +item-0 item-1 item-2 \+197/)]);
  });

  it("is an example that is an item", async () => {
    const text = "the export of last month's invoices has stopped at page four and nobody knows why";
    project.write(
      ITEMS,
      `${project.read(ITEMS)}${itemLine(0).replace("item-0", "x").replace("ticket 0 of triage", text)}\n`,
    );
    const source = project.read("evals/triage.eval.ts");
    project.write(
      "evals/triage.eval.ts",
      source.replace("Name the queue.", `Name the queue. ${text.toUpperCase()}: refund.`),
    );
    const ran = await project.tierbench("datasets lint --json");
    expect(ran.code).toBe(1);
    expect((ran.json as Printed).datasets[0]?.findings).toMatchObject([{ rule: "example-overlap", items: ["x"] }]);
  });

  it("is looked for in a folder too, as far as that goes without an eval", async () => {
    const ran = await project.tierbench("datasets lint datasets/triage");
    expect([ran.code, ran.out, ran.err]).toEqual([
      0,
      ["0 errors, 0 warnings in 1 dataset (200 items)"],
      [expect.stringMatching(/^datasets\/triage: without an eval, prompts are not looked at/)],
    ]);
  });
});

describe("with the answers of a run", () => {
  it("it flags at least 80 % of the labels that were flipped, and few that were not", async () => {
    await using api = await startTestApi(project);
    const lines = project.read(ITEMS).trimEnd().split("\n");
    const isFlipped = (at: number): boolean => at % 20 === 7;
    const flipped = lines.map((line, at) => {
      const label = LABELS[at % 4] ?? "";
      return isFlipped(at) ? line.replace(`"expected":"${label}"`, `"expected":"${LABELS[(at + 1) % 4]}"`) : line;
    });
    expect(flipped.filter((line, at) => line !== lines[at])).toHaveLength(10);
    project.write(ITEMS, `${flipped.join("\n")}\n`);
    expect((await project.tierbench("run -q", { env: api.env })).code).toBe(0);

    const ran = await project.tierbench("datasets lint --run latest --json");
    expect(ran.code).toBe(0);
    const noise = (ran.json as Printed).datasets[0]?.findings.filter(({ rule }) => rule === "label-noise") ?? [];
    const flagged = noise.flatMap(({ items }) => items.map((id) => Number(id.slice("item-".length))));
    expect(flagged.filter(isFlipped).length).toBeGreaterThanOrEqual(8);
    expect(flagged.filter((at) => !isFlipped(at)).length).toBeLessThanOrEqual(4);

    project.write(ITEMS, `${lines.join("\n")}\n`);
    const mended = await project.tierbench("datasets lint --run latest");
    expect(mended.err).toEqual([
      expect.stringMatching(/^triage: 10 items changed since run run_\w+; those are left out$/),
    ]);
  });

  it("it finds the canary that a model printed", async () => {
    const canary = "test-canary-5f2c90d4";
    project.write("datasets/triage/dataset.json", JSON.stringify({ name: "mails", version: "1", canary }));
    const source = project.read("evals/triage.eval.ts");
    const printing = `referenceAnswer: ({ id, expected }) => id === "item-3" ? "${canary}" : expected,`;
    project.write("evals/triage.eval.ts", source.replace("signals: [", `${printing}\n  signals: [`));
    expect((await project.tierbench("run --provider simulator -q")).code).toBe(0);
    const ran = await project.tierbench("datasets lint --run latest");
    expect([ran.code, ran.text]).toEqual([1, expect.stringMatching(/canary-printed .*\bitem-3\b.*printed the canary/)]);
  });
});

it.each([
  ["datasets", /lint \[folder\|eval…\] is missing/],
  ["datasets clean", /unknown "datasets clean"; the one there is: datasets lint/],
  ["datasets lint nothing", /unknown eval "nothing"; one of: triage/],
  ["datasets lint --run latest", /no results yet|no such|cannot/],
  ["datasets lint datasets/triage --run latest", /--run goes with evals, and datasets\/triage is a folder/],
])("refuses %s", async (args, message) => {
  const ran = await project.tierbench(args);
  expect([ran.code, ran.out, ran.err]).toEqual([2, [], [expect.stringMatching(message)]]);
});

it("names what is neither a folder nor an eval, where there are no evals at all", async () => {
  using empty = emptyProject();
  const ran = await empty.tierbench("datasets lint nowhere");
  expect([ran.code, ran.err]).toEqual([
    2,
    [expect.stringMatching(/^tierbench: "nowhere" is no eval: no \*\.eval\.ts in/)],
  ]);
});

it("refuses a broken dataset as a run does", async () => {
  project.write(ITEMS, '{"id":"a","id":"b","input":{}}\n');
  const ran = await project.tierbench("datasets lint");
  expect([ran.code, ran.err]).toEqual([2, [expect.stringMatching(/items\.jsonl:1:11: key "id" occurs twice/)]]);
});
