import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  evalSource,
  itemLine,
  startTestApi,
  TEST_CONFIG,
  type TestApi,
  type TestProject,
  testProject,
} from "../testing/test-project.js";

let api: TestApi;
let project: TestProject;

beforeAll(async () => {
  using whole = testProject();
  api = await startTestApi(whole);
});
beforeEach(() => {
  project = testProject();
  return () => project[Symbol.dispose]();
});
afterAll(() => api[Symbol.asyncDispose]());

/** The one line of a command that must be refused before anything is paid or written. */
async function refusal(args: string, env: { readonly [name: string]: string } = api.env): Promise<string> {
  const before = project.files();
  const ran = await project.tierbench(args, { env });
  expect([args, ran.code, ran.out, ran.err.length]).toEqual([args, 2, [], 1]);
  expect(ran.err[0]).not.toContain("\n");
  expect(project.files()).toEqual(before);
  expect(api.stats().requests).toBe(0);
  return ran.err[0] ?? "";
}

const config = (change: object) => `export default ${JSON.stringify({ ...TEST_CONFIG, ...change })};\n`;
const ITEMS = "datasets/triage/items.jsonl";

describe("names on the command line", () => {
  it("unknown eval", async () => {
    expect(await refusal("run triag")).toMatch(/unknown eval "triag".*one of: triage/);
  });

  it("unknown tier", async () => {
    expect(await refusal("run --tiers haiku,gpt")).toMatch(/unknown tier "gpt"; one of: haiku, sonnet, opus/);
    expect(await refusal("run --tiers ,")).toMatch(/--tiers names no tier/);
  });

  it("a configuration that is not there", async () => {
    expect(await refusal("run --config other.ts")).toMatch(/other\.ts: no such configuration file/);
  });

  it("a simulator port without the simulator", async () => {
    expect(await refusal("run --simulator-port 1")).toMatch(/--simulator-port goes with --provider simulator/);
  });
});

describe("the key", () => {
  it.each([{}, { ANTHROPIC_API_KEY: "" }])("missing or empty: %j", async (env) => {
    expect(await refusal("run", env)).toMatch(/ANTHROPIC_API_KEY is not set; .*--provider simulator/);
  });
});

describe("the configuration", () => {
  it.each([
    ["throws", "throw new Error('boom');", /tierbench\.config\.ts: cannot be loaded: boom/],
    ["does not parse", "export default {", /tierbench\.config\.ts: cannot be loaded: /],
    ["has no default export", "export const a = 1;", /tierbench\.config\.ts: no default export/],
    [
      "has an unknown field",
      config({ marign: 0.1 }),
      /tierbench\.config\.ts field "marign": there is no such field; did you mean margin\?$/,
    ],
    [
      "has a wrong value",
      config({ margin: 3 }),
      /tierbench\.config\.ts field "margin": give a number between 0 and 1, found 3$/,
    ],
    [
      "has two tiers of one id",
      config({ tiers: [...TEST_CONFIG.tiers, TEST_CONFIG.tiers[0]] }),
      /tier "haiku" occurs twice/,
    ],
    ["names evals that are not there", config({ evals: "nowhere" }), /no \*\.eval\.ts in .*nowhere; .*tierbench init/],
    ["names a price book that is not there", config({ priceBook: "prices.json" }), /prices\.json: not a readable JSON/],
  ])("%s", async (_, source, message) => {
    project.write("tierbench.config.ts", source);
    expect(await refusal("run")).toMatch(message);
  });

  it("without a price for a model that a budget must bound", async () => {
    const unpriced = { id: "other", model: "claude-unheard-of", params: { maxTokens: 64 } };
    project.write("tierbench.config.ts", config({ tiers: [unpriced, ...TEST_CONFIG.tiers] }));
    expect(await refusal("run --budget-usd 1")).toMatch(/no price for claude-unheard-of, so a budget cannot be kept/);
  });
});

describe("an eval", () => {
  it.each([
    ["without default export", "export const a = 1;", /triage\.eval\.ts: no default export/],
    [
      "that is not one",
      "export default { a: 1 };",
      /the default export is not an eval; write: export default defineEval/,
    ],
    [
      "with an import that is not there",
      `import "./gone.js";\n${evalSource()}`,
      /triage\.eval\.ts: cannot be loaded: .*gone/,
    ],
    ["that throws", "throw new Error('boom');", /triage\.eval\.ts: cannot be loaded: boom/],
    ["that throws what is no error", "throw null;", /triage\.eval\.ts: cannot be loaded/],
    [
      "whose prompt throws",
      evalSource().replace("item.input.text", "item.input.gone.trim()"),
      /eval "triage".*prompt.*item-0/,
    ],
    [
      "whose prompt asks for a field that no item has",
      `import { inputText } from "tierbench";\n${evalSource().replace("item.input.text", 'inputText(item, "body")')}`,
      /eval "triage" \(evals\/triage\.eval\.ts\): prompt: .*"input\.body": item "item-0": .*nothing; its fields: text$/,
    ],
    [
      "that does not parse, with the place",
      evalSource().replace("reduce:", "reduce"),
      /triage\.eval\.ts: cannot be loaded: Unexpected token, expected "," \(line 4, column 10\)$/,
    ],
    [
      "that throws, with the line",
      evalSource().replace('"min"', "[].first.min"),
      /triage\.eval\.ts: cannot be loaded: Cannot read .* \(line 4\)$/,
    ],
    [
      "with a name that tierbench does not export",
      `import { exactMatch } from "tierbench";\n${evalSource().replace("scorers: [", "scorers: [exactMatch(), ")}`,
      /triage\.eval\.ts: "tierbench" has no export "exactMatch"; did you mean exact\?$/,
    ],
    [
      "of a dataset that is not there",
      evalSource().replace("datasets/triage", "datasets/gone"),
      /datasets\/gone: no such dataset/,
    ],
    [
      "with a judge and no tier to judge",
      evalSource("triage", "").replace('kind: "validator", name: "label"', 'kind: "judge", name: "label"'),
      /eval "triage" has a judge, but there is no tier "sonnet"/,
    ],
  ])("%s", async (_, source, message) => {
    if (source.includes('kind: "judge"')) {
      project.write("tierbench.config.ts", config({ tiers: [TEST_CONFIG.tiers[0], TEST_CONFIG.tiers[2]] }));
    }
    project.write("evals/triage.eval.ts", source);
    expect(await refusal("run")).toMatch(message);
  });

  it("with an import from a module that does not parse, by the place there", async () => {
    project.write("evals/labels.ts", "export const labels = [\n  1 2];\n");
    project.write("evals/triage.eval.ts", `import { labels } from "./labels.js";\n${evalSource("triage", "labels")}`);
    expect(await refusal("run")).toMatch(
      /evals\/triage\.eval\.ts: cannot be loaded: Unexpected token, .*\(.*evals\/labels\.ts, line 2, column 5\)$/,
    );
  });

  it("without a dataset, where the others have one: named and left out, and the run goes on", async () => {
    project.write("evals/idle.eval.ts", evalSource("idle"));
    const line =
      "evals/idle.eval.ts: no dataset at datasets/idle, so it is left out; write one there (a folder with items.jsonl), or correct dataset";
    const ran = await project.tierbench("run --provider simulator --limit 2");
    expect([ran.code, ran.err.filter((said) => said.includes("dataset"))]).toEqual([4, [line]]);
    expect(ran.out[0]).toMatch(/6 of 6 cells scored/);
    const linted = await project.tierbench("datasets lint");
    expect([linted.code, linted.err]).toEqual([1, [line]]);
    expect(await refusal("run idle")).toMatch(/datasets\/idle: no such dataset; give a folder with items\.jsonl/);
  });

  it("that cannot be loaded, only where it is asked for", async () => {
    project.write("evals/broken.eval.ts", "export default {");
    expect(await refusal("run --dry-run")).toMatch(/broken\.eval\.ts: cannot be loaded/);
    expect(await refusal("run broken --dry-run")).toMatch(/broken\.eval\.ts: cannot be loaded/);
    expect((await project.tierbench("run triage --dry-run")).code).toBe(0);
  });

  it("twice of one task type", async () => {
    project.write("evals/second.eval.ts", evalSource());
    expect(await refusal("run")).toMatch(
      /evals\/second\.eval\.ts and evals\/triage\.eval\.ts have the same task type "triage": give one another/,
    );
  });
});

describe("items", () => {
  it.each([
    ["malformed", `${itemLine(0)}\n{"id": \n`, /items\.jsonl:2: not JSON/],
    ["of a wrong form", `${itemLine(0)}\n{"id": "b", "input": 3}\n`, /items\.jsonl:2.*field "input"/],
    [
      "twice the same",
      `${itemLine(0)}\n${itemLine(1)}\n${itemLine(0)}\n`,
      /items\.jsonl:3.*id "item-0" is already used on line 1/,
    ],
    ["none", "\n", /items\.jsonl: no items/],
  ])("%s", async (_, content, message) => {
    project.write(ITEMS, content);
    expect(await refusal("run")).toMatch(message);
  });

  it("without right answers, where a scorer says that it needs them: said before they are paid for", async () => {
    project.write(ITEMS, '{"id": "a", "input": {"text": "x", "Label": "refund"}}\n');
    const dry = await project.tierbench("run --dry-run");
    expect([dry.code, dry.err]).toEqual([
      0,
      [
        'evals/triage.eval.ts: scorer "label" needs right answers, and no item of datasets/triage has an "expected"; "Label" is a field of the input: if it is the answer, call it "expected"',
      ],
    ]);
    expect((await project.tierbench("datasets lint")).text).toMatch(/gold-missing/);
  });

  it("with a label that the dataset does not know", async () => {
    const manifest = { name: "triage", version: "1", labels: ["refund", "billing", "bug"] };
    project.write("datasets/triage/dataset.json", JSON.stringify(manifest));
    expect(await refusal("run")).toMatch(/items\.jsonl:4.*other/);
  });
});

it("a simulator port in use", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as AddressInfo;
  try {
    expect(await refusal(`run --provider simulator --simulator-port ${port}`)).toMatch(
      new RegExp(`${port}.*in use|${port}.*taken`),
    );
  } finally {
    other.close();
  }
});
