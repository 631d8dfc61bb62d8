/**
 * Reads one problem: a file with calls in its header, then the task as a comment, then a solution in TypeScript or Python.
 * @module
 */
import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";

/**
 * @typedef {{
 *   name: string, language: "typescript" | "python", difficulty: string, tags: string[], tolerance: number,
 *   shown: unknown[][], tried: unknown[][], solution: string, stub: string, entry: string,
 * }} Problem
 */

/** The first words of a function, and where what a solver is shown of it ends. */
const FORMS = {
  ".ts": {
    language: "typescript",
    mark: "//",
    entry: /^export function (\w+)/m,
    stub: /^[\s\S]*?^export function .*?\{$/m,
  },
  ".py": { language: "python", mark: "#", entry: /^def (\w+)/m, stub: /^def [\s\S]*?"""[\s\S]*?"""$/m },
};

/**
 * @param {string} file
 * @returns {Problem}
 */
export function readProblem(file) {
  const extension = /** @type {keyof typeof FORMS} */ (extname(file));
  const { mark } = FORMS[extension];
  const [header = "", ...code] = readFileSync(file, "utf8").split("\n\n");
  const lines = header.split("\n").map((line) => line.slice(mark.length + 1));
  const [difficulty = "", tags = ""] = (lines[0] ?? "").split(": ");
  /** @param {string} name */
  const values = (name) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => JSON.parse(line.slice(name.length + 2)));
  const [tolerance = 0] = values("tolerance");
  const about = { name: basename(file, extension), difficulty, tags: tags.split(", "), tolerance };
  return { ...about, shown: values("shown"), tried: values("tried"), ...solved(code.join("\n\n"), extension) };
}

/**
 * @param {string} solution
 * @param {string} extension - of a file in its language
 * @returns {Pick<Problem, "language" | "solution" | "entry" | "stub">}
 */
export function solved(solution, extension) {
  const form = FORMS[/** @type {keyof typeof FORMS} */ (extension)];
  const [entry, stub] = [form.entry.exec(solution)?.[1], form.stub.exec(solution)?.[0]];
  if (entry === undefined || stub === undefined) throw new RangeError(`no function in: ${solution.slice(0, 80)}`);
  return { language: /** @type {Problem["language"]} */ (form.language), solution, entry, stub };
}
