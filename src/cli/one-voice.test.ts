import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SRC = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the standard streams are; everything else is handed what it may do with them. */
const VOICE = ["cli/effects.ts"];
/** Draws on the stream that it is handed, with text that has been made printable. */
const DRAWING = ["cli/live-region.ts"];

/** The ways to a terminal that Node has. */
const SPEAKING: readonly RegExp[] = [
  /\bconsole\b/,
  /\bstd(?:out|err)\b/,
  /\bprocess\s*\[/,
  /\bfrom\s+["'](?:node:)?(?:process|console|tty|readline)["']/,
  /\bwrite(?:v|File)?(?:Sync)?\(\s*[12]\s*,/,
  /\/dev\/(?:tty|stdout|stderr|fd)/,
  /\bemitWarning\b/,
  /\b_rawDebug\b/,
];

/** Code without its comments: those may speak of streams. */
function codeOf(file: string): string {
  return readFileSync(join(SRC, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, "");
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/\.(test|d)\.ts$/.test(file) && !file.startsWith("testing"))
  .sort();

it("sees the ways to a terminal where they are", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(SPEAKING.some((way) => way.test(codeOf("cli/effects.ts")))).toBe(true);
  for (const way of [
    "console.log(x)",
    "process.stdout.write(x)",
    'const { stderr: s } = process; process["stdout"]',
    'import { stdout } from "node:process";',
    "writeSync(1, text)",
    'writeFileSync("/dev/stderr", text)',
    'process.emitWarning("x")',
  ]) {
    expect(
      SPEAKING.filter((pattern) => pattern.test(way)),
      way,
    ).not.toEqual([]);
  }
});

it("one file speaks on the standard streams", () => {
  const speaking = files.filter((file) => SPEAKING.some((way) => way.test(codeOf(file))));
  expect(speaking).toEqual(VOICE);
});

it("one file writes to the stream of a terminal, and makes its text printable", () => {
  const drawing = files.filter((file) => codeOf(file).includes("NodeJS.WriteStream"));
  expect(drawing.filter((file) => !VOICE.includes(file))).toEqual(DRAWING);
  for (const file of [...VOICE, ...DRAWING]) expect(codeOf(file)).toMatch(/printable\(|sayable\(/);
});
