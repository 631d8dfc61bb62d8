/**
 * Items from the problems of this folder: the solution of each says what its calls come to.
 * @module
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { minutesProblems } from "./minutes.js";
import { readProblem } from "./read-problem.js";
import { resultsOf } from "./run-reference.js";

const folder = fileURLToPath(new URL("./problems/", import.meta.url));

/** @param {unknown} value */
const isEmpty = (value) =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** @returns {Generator<object>} */
export function* items() {
  const problems = readdirSync(folder)
    .sort()
    .map((file) => readProblem(folder + file));
  const all = [...problems, ...minutesProblems()];
  const results = resultsOf(all.map((problem) => ({ ...problem, calls: [...problem.shown, ...problem.tried] })));
  for (const problem of all) yield itemOf(problem, results.get(problem.name) ?? []);
}

/**
 * @param {import("./read-problem.js").Problem} problem
 * @param {readonly object[]} results - of the calls that are shown, then of those that are tried
 */
function itemOf(problem, results) {
  const { name, language, difficulty, entry, stub, solution, shown, tried } = problem;
  const all = [...shown, ...tried].map((args, index) => ({ args, ...results[index], ...toleranceOf(problem) }));
  const hasEmpty = tried.some((args) => isEmpty(args[0]));
  return {
    id: `code-${name}`,
    input: { language, entry, stub, examples: all.slice(0, shown.length) },
    expected: { tests: all.slice(shown.length), solution },
    difficulty,
    tags: [...problem.tags.map((tag) => tag.replaceAll(" ", "-")), ...(hasEmpty ? ["empty-input"] : [])],
  };
}

/** @param {import("./read-problem.js").Problem} problem */
function toleranceOf({ tolerance }) {
  return tolerance === 0 ? {} : { tolerance };
}
