/**
 * `npm run bench:sandbox`: what it takes to score an answer that is a program and to read the signals that run it,
 * beside the start of the bare interpreter. Answers are the solutions of datasets/code. `-- 40` for so many of each language.
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { built, MODULES } from "./bench-build.js";
import { markdownTable } from "./bench-markdown.js";
import { median } from "./timed-run.js";

const answers = Number(process.argv[2] ?? 20);
if (!(answers >= 1)) throw new RangeError(`not a number of answers: ${process.argv[2]}`);
const ASKED_MS = { python: 60, typescript: 120 };

/** @type {typeof import("../src/sandbox/sandbox.js")} */
const { Sandbox } = await built(MODULES, "sandbox/sandbox.js");
/** @type {typeof import("../src/sandbox/interpreters.js")} */
const { interpreterOf } = await built(MODULES, "sandbox/interpreters.js");
/** @type {typeof import("../src/scorers/code-tests.js")} */
const { codeCompiles, codeExamples, codeTests } = await built(MODULES, "scorers/code-tests.js");

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const items = readFileSync(join(root, "datasets/code/items.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const sandbox = new Sandbox();

/** @param {any} item */
async function score(item) {
  const text = `\`\`\`\n${item.expected.solution}\`\`\``;
  const context = /** @type {any} */ ({ item, text, runProgram: sandbox.run });
  for (const validator of [codeTests(), codeCompiles(), codeExamples()]) {
    const said = await validator.score(context);
    if (!("value" in said) || said.value !== 1) throw new Error(`${item.id}: ${said.reason}`);
  }
}

/** @param {() => unknown} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** @param {"python" | "typescript"} language */
async function rowOf(language) {
  const reason = await sandbox.refusal(language);
  if (reason !== null) throw new Error(reason);
  const some = items.filter(({ input }) => input.language === language);
  const [alone, together] = [some.slice(0, answers), some.slice(answers, 2 * answers)];
  const { file } = interpreterOf(language);
  const nothing = language === "python" ? ["-I", "-S", "-c", "0"] : ["-e", "0"];
  /** @type {{ [name: string]: number[] }} */
  const ms = { answer: [], bare: [] };
  for (const item of alone) {
    ms["answer"]?.push(await timed(() => score(item)));
    ms["bare"]?.push(await timed(() => spawnSync(file, nothing)));
  }
  const [one, bare] = [median(ms["answer"] ?? []), median(ms["bare"] ?? [])];
  const wall = await timed(() => Promise.all(together.map(score)));
  const whole = [one, bare, wall / together.length].map((value) => `${value.toFixed(0)} ms`);
  return [language, `≤ ${ASKED_MS[language]} ms`, ...whole.slice(0, 2), (one / bare).toFixed(1), whole[2] ?? ""];
}

const all = `${availableParallelism()} at a time: per answer`;
const rows = [await rowOf("python"), await rowOf("typescript")];
process.stdout.write(
  `${markdownTable([["language", "asked", "an answer", "the bare interpreter", "ratio", all], ...rows])}\n`,
);
