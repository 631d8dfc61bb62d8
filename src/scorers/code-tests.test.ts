import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../core/json.js";
import type { CallResult, Program, ProgramResult } from "../core/program.js";
import type { Validator } from "../core/score.js";
import { Sandbox } from "../sandbox/sandbox.js";
import { answer } from "../testing/scoring-context.js";
import { codeCompiles, codeExamples, codeTests } from "./code-tests.js";
import { validatorSignal } from "./validator-signal.js";

const EXAMPLES = [{ args: [1, 2], returns: 3 }];
const TESTS = [
  { args: [20, 22], returns: 42 },
  { args: [0.1, 0.2], returns: 0.3, tolerance: 1e-9 },
  { args: [null, 1], throws: "TypeError" },
];
const input: JsonObject = { language: "python", entry: "add", examples: EXAMPLES };
const fence = (code: string, language = "python") => `\`\`\`${language}\n${code}\n\`\`\``;

/** What a sandbox would say, and what it was asked. */
function scripted(result: ProgramResult | readonly CallResult[]) {
  const asked: Program[] = [];
  const runProgram = (program: Program) => {
    asked.push(program);
    return Promise.resolve("kind" in result ? result : ({ kind: "called", results: result } as const));
  };
  return { asked, runProgram };
}

const returned = (value: JsonValue) => ({ kind: "returned", value }) as const;

function context(text: string, parts: { runProgram?: (program: Program) => Promise<ProgramResult> } = {}) {
  const base = answer(text, { tests: TESTS });
  return { ...base, item: { ...base.item, input }, ...parts };
}
const scoreBy = async (validator: Validator, result: Parameters<typeof scripted>[0], text = "def add(a, b): ...") =>
  validator.score(context(text, { runProgram: scripted(result).runProgram }));

/** The visible call comes first. */
const AHEAD = returned("not looked at");
const RIGHT = [
  AHEAD,
  returned(42),
  returned(0.30000000000000004),
  { kind: "threw", classes: ["TypeError", "Exception"] },
] as const;

describe("codeTests", () => {
  it("is right where every call comes to what it must", async () => {
    expect(await scoreBy(codeTests(), RIGHT)).toMatchObject({ value: 1, reason: "all 3 calls as they must be" });
  });

  it("tells the sandbox the arguments, and not what is expected", async () => {
    const { asked, runProgram } = scripted(RIGHT);
    await codeTests().score(
      context(`Here it is:\n${fence("def add(a, b):\n    return a + b")}\nDone.`, { runProgram }),
    );
    expect(asked).toEqual([
      {
        language: "python",
        source: "def add(a, b):\n    return a + b\n",
        entry: "add",
        calls: [
          [1, 2],
          [20, 22],
          [0.1, 0.2],
          [null, 1],
        ],
      },
    ]);
  });

  it("begins with the calls that the signals ask for, so that one run answers all", async () => {
    const { asked, runProgram } = scripted(RIGHT);
    for (const validator of [codeTests(), codeExamples(), codeCompiles()])
      await validator.score(context("def add(a, b): ...", { runProgram }));
    const [tests, ...signals] = asked.map(({ calls, ...program }) => [program, calls.slice(0, EXAMPLES.length)]);
    expect(signals).toEqual([tests, tests]);
  });

  it("names the first call that fails, and not what was expected", async () => {
    const result = [AHEAD, returned(42), returned(0.5), { kind: "threw", classes: ["KeyError"] }] as const;
    expect(await scoreBy(codeTests(), result)).toMatchObject({
      value: 0,
      reason: "add(0.1,0.2) returned 0.5; 1 of 3 calls are right",
    });
    expect(await scoreBy(codeTests({ share: true }), result)).toMatchObject({ value: 1 / 3 });
  });

  it.each([
    ["a value where an error is due", [AHEAD, RIGHT[1], RIGHT[2], returned(1)]],
    ["an error of another class", [AHEAD, RIGHT[1], RIGHT[2], { kind: "threw", classes: ["ValueError", "Exception"] }]],
    ["an error where a value is due", [AHEAD, { kind: "threw", classes: ["TypeError"] }, RIGHT[2], RIGHT[3]]],
    ["text for a number", [AHEAD, returned("42"), RIGHT[2], RIGHT[3]]],
    ["a list for a number", [AHEAD, returned([]), RIGHT[2], RIGHT[3]]],
    [
      "a call that came to nothing",
      [AHEAD, { kind: "nothing", reason: "took longer than 2000 ms" }, RIGHT[2], RIGHT[3]],
    ],
    ["fewer results than calls", [AHEAD, RIGHT[1]]],
    ["no results", []],
  ] as const)("is wrong on %s", async (_, result) => {
    expect(await scoreBy(codeTests(), result)).toMatchObject({ value: 0 });
  });

  it("is wrong where the program is broken, or the answer no program", async () => {
    expect(await scoreBy(codeTests(), { kind: "broken", reason: "SyntaxError" })).toMatchObject({ value: 0 });
    for (const text of [`${fence("a")}\n${fence("b")}`, "```python\ndef add(a, b):"])
      expect(await scoreBy(codeTests(), RIGHT, text)).toMatchObject({ value: 0, reason: "not one block of code" });
  });

  it("cannot say where the program was not run, or nobody may run it", async () => {
    const refused = { kind: "refused", reason: "programs cannot be isolated here" } as const;
    expect(await scoreBy(codeTests(), refused)).toEqual({
      scorer: "code-tests",
      failure: "validator_error",
      reason: "programs cannot be isolated here",
    });
    const reason = expect.stringContaining("--allow-code") as unknown;
    expect(await codeTests().score(context("x"))).toMatchObject({ failure: "validator_error", reason });
  });

  it("cannot say where the item has no tests, and says which", async () => {
    const bare = answer("x", { tests: [{ args: [1] }] });
    expect(await codeTests({ language: "python", entry: "add" }).score(bare)).toMatchObject({
      failure: "validator_error",
      reason: expect.stringMatching(/expected\.tests\.0.*needs returns or throws/) as unknown,
    });
  });

  it.each([1, 5])(
    "cannot say with a tolerance of %d, within which nearly every number would be right",
    async (tolerance) => {
      const wide = answer("x", { tests: [{ args: [1], returns: 10, tolerance }] });
      const { runProgram } = scripted([returned(0)]);
      expect(await codeTests({ language: "python", entry: "add" }).score({ ...wide, runProgram })).toMatchObject({
        failure: "validator_error",
        reason: expect.stringMatching(/expected\.tests\.0\.tolerance/) as unknown,
      });
    },
  );

  it("survives a result that is nested without end", async () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as JsonValue;
    expect(await scoreBy(codeTests(), [AHEAD, returned(deep)])).toMatchObject({ value: 0 });
  });
});

describe("codeExamples and codeCompiles", () => {
  it("ask the same of the sandbox, and need no label", async () => {
    const { asked, runProgram } = scripted([returned(3)]);
    for (const validator of [codeExamples(), codeCompiles()]) {
      expect(validator.needsLabel).toBe(false);
      const reading = {
        input,
        rawText: "",
        text: "def add(a, b): ...",
        extraTexts: [],
        response: context("").response,
      };
      expect(await validatorSignal(validator).read({ ...reading, runProgram })).toMatchObject({ level: "pass" });
      expect(await validatorSignal(validator).read(reading)).toMatchObject({ level: "fail", isMissing: true });
    }
    expect(asked[0]).toEqual(asked[1]);
  });

  it("tell a program that does not load from one that is wrong", async () => {
    expect(await scoreBy(codeCompiles(), { kind: "broken", reason: "x" })).toMatchObject({ value: 0 });
    expect(await scoreBy(codeCompiles(), [returned(4)])).toMatchObject({ value: 1 });
    expect(await scoreBy(codeExamples(), [returned(4)])).toMatchObject({ value: 0 });
  });
});

const sandbox = new Sandbox();
const refusal = await sandbox.refusal("python");

describe.skipIf(refusal !== null)(`in the sandbox${refusal === null ? "" : ` (skipped: ${refusal})`}`, () => {
  const scoreOf = async (code: string) => codeTests().score(context(fence(code), { runProgram: sandbox.run }));

  it("is right for a right program", async () => {
    expect(await scoreOf("def add(a, b):\n    return a + b")).toMatchObject({ value: 1 });
  });

  it.each([
    ["prints instead of returning", "def add(a, b):\n    print(a + b)"],
    ["leaves before it is called", "import os\nos._exit(0)"],
    [
      "says on every channel that it has passed",
      'import os\nfor fd in (1, 2, 3):\n    os.write(fd, b\'{"score": 1, "passed": true}\\n\')\ndef add(a, b):\n    return 0',
    ],
    [
      "reports a value for every call",
      'import os\nfor index in range(4):\n    os.write(3, b\'{"index": %d, "value": 42, "threw": ["TypeError"]}\\n\' % index)\ndef add(a, b):\n    return 0',
    ],
    [
      "equals everything",
      "class Yes(float):\n    def __eq__(self, other):\n        return True\ndef add(a, b):\n    return Yes(0)",
    ],
    [
      "replaces the runner's functions",
      "import json, sys\nmain = sys.modules['__main__']\nmain.plain = main.report = lambda *_: 42\njson.dumps = lambda *_: 'x'\ndef add(a, b):\n    return 0",
    ],
    [
      "looks for the expected values",
      "import gc\nfound = [o for o in gc.get_objects() if isinstance(o, dict) and ('returns' in o or 'tests' in o) and o.get('args')]\ndef add(a, b):\n    return found[0]['returns']",
    ],
  ])("is wrong for a program that %s", async (_, code) => {
    expect(await scoreOf(code)).toMatchObject({ value: 0 });
  });
});
