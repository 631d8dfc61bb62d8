import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { VERBS } from "./main.js";

const SRC = dirname(dirname(fileURLToPath(import.meta.url)));
const VERB = `(?:${Object.keys(VERBS).join("|")}|<verb>|\\$\\{(?:verb\\.)?(?:name|goOn))`;
/** A command as it is typed; usages, headings and prose in backticks are none. */
const COMMAND = new RegExp(`(?<!npx |[Uu]sage: |# |\`)\\btierbench ${VERB}`, "g");

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/\.(test|d)\.ts$/.test(file) && !file.startsWith("testing"))
  .sort();

function bareCommands(code: string): readonly string[] {
  const withoutComments = code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [...withoutComments.matchAll(COMMAND)].map(({ 0: found }) => found);
}

it("sees a command that a local installation does not have", () => {
  const verb = "tierbench";
  expect(bareCommands(`"go on with: ${verb} run --resume"`)).toEqual([`${verb} run`]);
  expect(bareCommands(`\`(${verb} \${name} --help)\``)).toEqual([`${verb} \${name`]);
  expect(bareCommands(`"next: npx ${verb} calibrate"`)).toEqual([]);
});

it("names every command in messages so that it works wherever tierbench is installed", () => {
  expect(files.length).toBeGreaterThan(100);
  const bare = files.flatMap((file) => bareCommands(readFileSync(join(SRC, file), "utf8")).map((one) => [file, one]));
  expect(bare).toEqual([]);
});
