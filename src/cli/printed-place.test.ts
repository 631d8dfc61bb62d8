import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { printedPlace } from "./printed-place.js";

describe("printedPlace", () => {
  it("is nothing where the command finds its run by itself", () => {
    expect(printedPlace({})).toBe("");
  });

  it("names the files that were named", () => {
    expect(printedPlace({ db: "q3/run-1.duckdb", config: "a.config.ts" })).toBe(
      " --config a.config.ts --db q3/run-1.duckdb",
    );
  });

  it.each(["my runs/a.duckdb", "it's.duckdb", "$HOME;`id`.duckdb", "-x", ""])("survives a shell: %j", (db) => {
    expect(execFileSync("sh", ["-c", `printf '%s|' x${printedPlace({ db })}`], { encoding: "utf8" })).toBe(
      `x|--db|${db}|`,
    );
  });
});
