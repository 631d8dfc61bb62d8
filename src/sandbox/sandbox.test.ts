import { describe, expect, it } from "vitest";
import { LANGUAGES, type Program } from "../core/program.js";
import { interpreterOf } from "./interpreters.js";
import { Sandbox } from "./sandbox.js";

const sandbox = new Sandbox();
const refusals = await Promise.all(LANGUAGES.map((language) => sandbox.refusal(language)));
const refusal = refusals.find((reason) => reason !== null) ?? null;

const program = (language: Program["language"], source: string, ...calls: Program["calls"]): Program => ({
  language,
  source,
  entry: "answer",
  calls,
});
const valuesOf = async (asked: Program) => {
  const ran = await sandbox.run(asked);
  return ran.kind === "called"
    ? ran.results.map((result) => (result.kind === "returned" ? result.value : result))
    : ran;
};

describe.skipIf(refusal !== null)(`a sandbox${refusal === null ? "" : ` (skipped: ${refusal})`}`, () => {
  it.each([
    ["typescript", "export function answer(a: number, b: number): number { return a + b; }"],
    ["typescript", "const answer = (a: number, b: number) => a + b;\nexport { answer };"],
    ["typescript", "export default function (a: number, b: number) { return a + b; }"],
    ["typescript", "enum Way { Up } export async function answer(a: number, b: number) { return a + b + Way.Up; }"],
    ["python", "def answer(a, b):\n    return a + b"],
    ["python", "from operator import add as answer"],
    ["python", "if __name__ == '__main__':\n    raise SystemExit\nanswer = lambda a, b: a + b"],
  ] as const)("calls a function in %s: %s", async (language, source) => {
    expect(await valuesOf(program(language, source, [1, 2], [20, 22]))).toEqual([3, 42]);
  });

  it("reads text in every script", async () => {
    const asked = ["Grüße, 東京 🚲"];
    expect(await valuesOf(program("python", "def answer(text):\n    return text[::-1]", asked))).toEqual([
      "🚲 京東 ,eßürG",
    ]);
    expect(await valuesOf(program("typescript", "const answer = (text: string) => text + 'é';", asked))).toEqual([
      "Grüße, 東京 🚲é",
    ]);
  });

  it("tells apart what JSON does not", async () => {
    expect(
      await valuesOf(program("typescript", "const answer = () => [NaN, -Infinity, 2n ** 64n, undefined];", [])),
    ).toEqual([[{ $number: "NaN" }, { $number: "-Infinity" }, { $integer: "18446744073709551616" }, null]]);
    expect(await valuesOf(program("python", "def answer():\n    return float('nan'), 2 ** 64, True, 1.0", []))).toEqual(
      [[{ $number: "NaN" }, { $integer: "18446744073709551616" }, true, 1]],
    );
  });

  it("says what was thrown, and calls the next", async () => {
    const source = "def answer(text):\n    return int(text)";
    expect(await valuesOf(program("python", source, ["x"], ["7"]))).toEqual([
      { kind: "threw", classes: ["ValueError", "Exception", "BaseException", "object"] },
      7,
    ]);
  });

  it.each([
    ["typescript", "function answer( {", /does not parse/],
    ["typescript", "function other() {}", /no function answer/],
    ["typescript", "throw new Error('at once')", /at once/],
    ["python", "def answer(:", /SyntaxError/],
    ["python", "def other():\n    pass", /no function answer/],
    ["python", "import numpy_of_nobody", /ModuleNotFoundError/],
  ] as const)("calls a program in %s broken: %s", async (language, source, reason) => {
    expect(await sandbox.run(program(language, source, []))).toEqual({
      kind: "broken",
      reason: expect.stringMatching(reason) as unknown,
    });
  });

  it("does not parse a program of a megabyte", async () => {
    const ran = await sandbox.run(program("typescript", " ".repeat(2 ** 20), []));
    expect(ran).toEqual({ kind: "broken", reason: "longer than 65536 characters" });
  });

  it("runs the same program on the same calls once", () => {
    const asked = program("python", "def answer():\n    return 1", []);
    expect(sandbox.run({ ...asked })).toBe(sandbox.run({ ...asked }));
  });

  it("counts the processor time of a call and not the clock, which a busy machine stretches", async () => {
    const waits = "const answer = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);";
    expect(await valuesOf(program("typescript", waits, []))).toEqual(["timed-out"]);
  });

  it.each([
    ["in a call", "let n = 0; const answer = () => { if (n++ > 0) for (;;); return n; };"],
    ["in promises", "let n = 0; const answer = async () => { if (n++ > 0) for (;;) await n; return n; };"],
  ])("ends a program that computes without end %s, and keeps what came before", async (_, source) => {
    const late = { kind: "nothing", reason: "took longer than 2000 ms" };
    expect(await valuesOf(program("typescript", source, [], [], []))).toEqual([1, late, late]);
  });

  it("ends a program that is never loaded", async () => {
    const late = { kind: "nothing", reason: "took longer than 2000 ms" };
    expect(await valuesOf(program("typescript", "for (;;); const answer = 1;", []))).toEqual([late]);
  });

  it("answers for the first calls of a program that has been run", async () => {
    const asked = program("python", "def answer(n):\n    import os\n    return n, os.times().elapsed", [1], [2], [3]);
    const whole = await sandbox.run(asked);
    const first = await sandbox.run({ ...asked, calls: [[1], [2]] });
    expect(first.kind === "called" && whole.kind === "called" && first.results).toEqual(
      whole.kind === "called" ? whole.results.slice(0, 2) : "called",
    );
    expect(await sandbox.run({ ...asked, calls: [[1], [3]] })).not.toEqual(first);
  });

  it("does not take an argument that begins like another for the same", async () => {
    const asked = program("python", "def answer(*args):\n    return list(args)", [1, 2], [3]);
    await sandbox.run(asked);
    expect(await valuesOf({ ...asked, calls: [[1]] })).toEqual([[1]]);
    expect(await valuesOf({ ...asked, calls: [[1, 2]] })).toEqual([[1, 2]]);
  });

  it("keeps no state from one program to the next", async () => {
    const source = (n: number) =>
      `import os\ndef answer():\n    open('/work/${n}', 'w')\n    return os.listdir('/work')`;
    expect(await valuesOf(program("python", source(1), []))).toEqual([["1"]]);
    expect(await valuesOf(program("python", source(2), []))).toEqual([["2"]]);
  });
});

describe("a sandbox without isolation", () => {
  it("refuses to run anything in our own namespaces", async () => {
    const bare = new Sandbox((language) => {
      const { file, args } = interpreterOf(language);
      return [file, ...args];
    });
    const reason = expect.stringMatching(/^programs cannot be isolated here: programs share our user namespace; /);
    expect(await bare.refusal("typescript")).toEqual(reason);
    expect(await bare.run(program("typescript", "const answer = () => 1;", []))).toEqual({ kind: "refused", reason });
  });

  it("refuses where the system does, with its words and what to do", async () => {
    const forbidden = new Sandbox(() => ["/bin/sh", "-c", "echo unshare: unshare failed: Operation not permitted >&2"]);
    const ran = await forbidden.run(program("python", "def answer():\n    return 1", []));
    expect(ran).toEqual({
      kind: "refused",
      reason: expect.stringMatching(
        /^programs cannot be isolated here: unshare: unshare failed: Operation not permitted; \w+/,
      ),
    });
  });

  it("refuses where a tool is missing", async () => {
    const missing = new Sandbox(() => ["/usr/bin/there-is-no-such-tool"]);
    expect(await missing.refusal("python")).toMatch(/cannot be started: .*ENOENT/);
  });
});
