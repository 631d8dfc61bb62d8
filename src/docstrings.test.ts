import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = import.meta.dirname;
/** Rooms whose exports are read by strangers. */
const DOCUMENTED = ["core", "stats", "calibrate", "router"];

const EXPORT = /^export (?:abstract |async )?(?:function\*?|class|interface|const|type)\s+(\w+)/;

/** Exports of a file that no comment stands before. A schema documents the type that is inferred from it. */
function bareExports(file: string): readonly string[] {
  const lines = readFileSync(join(SRC, file), "utf8").split("\n");
  return lines.flatMap((line, index) => {
    const name = EXPORT.exec(line)?.[1];
    if (name === undefined) return [];
    const before = lines[index - 1]?.trimEnd() ?? "";
    const isInferred = /^export type \w+ = z\.(infer|input|output)</.test(line);
    return before.endsWith("*/") || isInferred ? [] : [`${file}: ${name}`];
  });
}

describe("public docstrings", () => {
  it.each(DOCUMENTED)("stand before every export of %s", (room) => {
    const files = readdirSync(join(SRC, room)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
    expect(files.length).toBeGreaterThan(5);
    expect(files.flatMap((file) => bareExports(join(room, file)))).toEqual([]);
  });
});
