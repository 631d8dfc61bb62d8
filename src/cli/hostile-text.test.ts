import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { harmIn, TERMINAL_PAYLOADS } from "../testing/terminal-payloads.js";
import { evalSource, TEST_CONFIG, TEST_KEY, type TestProject, testProject } from "../testing/test-project.js";
import { jsonText, printable, printableLine } from "./printable.js";
import { textTable } from "./text-table.js";

describe("each hostile text", () => {
  it("is one of eighty or more, and would do harm as it is", () => {
    expect(TERMINAL_PAYLOADS.length).toBeGreaterThanOrEqual(80);
    expect(new Set(TERMINAL_PAYLOADS).size).toBe(TERMINAL_PAYLOADS.length);
    for (const payload of TERMINAL_PAYLOADS) expect(harmIn(payload), JSON.stringify(payload)).not.toEqual([]);
  });

  it.each(TERMINAL_PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))("%s is only shown", (_, payload) => {
    for (const text of [payload, `x\n${payload}`, `x\r\n${payload}\n`, `${payload}${payload}`]) {
      expect(harmIn(printable(text))).toEqual([]);
      expect(harmIn(printableLine(text))).toEqual([]);
      expect(harmIn(jsonText({ [text]: [text] }, 1))).toEqual([]);
      expect(JSON.parse(jsonText({ text }))).toEqual({ text });
      // A cell starts a line, and so does one after a column that is empty.
      expect(
        harmIn(
          textTable(
            ["a", "b"],
            [
              [text, ""],
              ["", text],
            ],
          ),
        ),
      ).toEqual([]);
    }
  });
});

describe("hostile names and errors through the whole command line", () => {
  let project: TestProject;

  beforeEach(() => {
    project = testProject(1);
  });
  afterEach(() => project[Symbol.dispose]());

  /** Every payload that is text, each on a line of its own; those for CI systems first, because errors are cut. */
  const all = TERMINAL_PAYLOADS.filter((payload) => !/\p{Cs}/u.test(payload))
    .toReversed()
    .join("\n");
  const harmOf = ({ out, err }: { readonly out: readonly string[]; readonly err: readonly string[] }) =>
    harmIn([...out, ...err].join("\n"));

  it("what an API says in errors, headers and answers does no harm", async () => {
    await using api = await hostileApi(all);
    const env = { ANTHROPIC_API_KEY: TEST_KEY, ANTHROPIC_BASE_URL: api.baseUrl };
    for (const args of [
      "run --debug",
      "run --resume --retry-errors --json",
      "list",
      "list --json",
      "query 'SELECT * FROM outcomes'",
      "query 'SELECT * FROM attempts' --json",
      "calibrate --allow-missing",
      "report --allow-missing",
    ]) {
      const ran = await project.tierbench(args, { env });
      expect([args, harmOf(ran)]).toEqual([args, []]);
      if (args.startsWith("query")) expect(ran.text).toContain("vso[task");
    }
  });

  it("names of tiers, models, evals and items do no harm", async () => {
    const [first] = TEST_CONFIG.tiers;
    for (const payload of ["\n::add-mask::x", "\u001b]0;t\u0007", "\u202eevil", "\r##[group]g", `x\n${all}`]) {
      const tiers = [{ ...first, id: payload, model: payload }, TEST_CONFIG.tiers[1]];
      project.write("tierbench.config.mjs", `export default ${JSON.stringify({ tiers })};`);
      project.write("evals/triage.eval.ts", evalSource().replace('"triage"', JSON.stringify(payload)));
      project.write(
        "datasets/triage/items.jsonl",
        `${JSON.stringify({ id: payload, input: { text: "t" }, expected: payload })}\n`,
      );
      for (const args of [
        "run --dry-run",
        "run --provider simulator",
        "run --json --provider simulator",
        "list",
        "calibrate",
      ]) {
        const ran = await project.tierbench(`${args} --config tierbench.config.mjs`);
        expect([payload, args, harmOf(ran)]).toEqual([payload, args, []]);
      }
    }
  });

  it.each(["run", "run --tiers", "check", "route", "query", "calibrate", "--config", "import"])(
    "words of the command line do no harm when %s repeats them",
    async (word) => {
      for (const payload of ["\n::error::x", "\u001b[2J", "\u202eevil"]) {
        const ran = await project.tierbench(`${word} '${payload}'`);
        expect(ran.code).not.toBe(0);
        expect(harmOf(ran)).toEqual([]);
      }
    },
  );
});

/** An API on loopback that puts a text wherever it can. */
async function hostileApi(text: string): Promise<AsyncDisposable & { readonly baseUrl: string }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const model = TEST_CONFIG.tiers[requests % 3]?.model ?? "";
    request.resume().on("end", () => {
      const isAnswer = requests % 2 === 0;
      response.writeHead(isAnswer ? 200 : 400, { "content-type": "application/json" });
      response.end(JSON.stringify(isAnswer ? answerOf(text, model, requests) : errorOf(text)));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function errorOf(message: string): object {
  return { type: "error", error: { type: "invalid_request_error", message } };
}

function answerOf(text: string, model: string, count: number): object {
  return {
    id: `msg_${count}`,
    type: "message",
    role: "assistant",
    model,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  };
}
