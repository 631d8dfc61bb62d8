/**
 * Calls solutions of ours, which need no isolation, with the same programs that call answers inside the sandbox: so
 * expected values and results are written the same way.
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createJiti } from "jiti";

const CALL_MS = 10_000;
const compiler = createJiti(import.meta.url, { fsCache: false });

/** @param {string} name */
const textOf = (name) => readFileSync(new URL(`../../src/sandbox/${name}`, import.meta.url), "utf8");
const callers = {
  typescript: [process.execPath, "-e", textOf("call-javascript.cjs")],
  python: ["python3", "-I", "-S", "-X", "utf8", "-c", textOf("call-python.py")],
};

/**
 * @param {{ name: string, language: "typescript" | "python", solution: string, entry: string }} problem
 * @param {unknown[][]} calls
 * @returns {{ returns?: unknown, throws?: string }[]} what each of them comes to
 */
export function resultsOf({ name, language, solution, entry }, calls) {
  const source =
    language === "python" ? solution : compiler.transform({ source: solution, ts: true, filename: "answer.ts" });
  const [file = "", ...args] = callers[language];
  const input = JSON.stringify({ source, entry, calls, callMs: CALL_MS });
  const { output } = spawnSync(file, args, { input, encoding: "utf8", stdio: ["pipe", "ignore", "inherit", "pipe"] });
  const lines = (output?.[3] ?? "")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => JSON.parse(line));
  return calls.map((call, index) => {
    const line = lines[index];
    if (line?.threw !== undefined) return { throws: line.threw[0] };
    if (line?.value !== undefined) return { returns: line.value };
    throw new RangeError(`${name}${JSON.stringify(call)}: ${JSON.stringify(line)}; ${language} must be installed`);
  });
}
