import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HostileFindings, readInChild } from "../testing/hostile-child.js";
import { HOSTILE_DATASETS } from "../testing/hostile-datasets.js";

const root = mkdtempSync(join(tmpdir(), "tierbench-hostile-"));
const folderOf = (index: number) => join(root, String(index));
let found: HostileFindings;

beforeAll(async () => {
  for (const [index, one] of HOSTILE_DATASETS.entries()) {
    mkdirSync(folderOf(index));
    one.write(folderOf(index));
  }
  found = await readInChild(HOSTILE_DATASETS.map((_, index) => folderOf(index)));
}, 240_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a hostile dataset", () => {
  it.each(HOSTILE_DATASETS.map((one, index) => [one.name, one.verdict, index] as const))("%s", (_, verdict, index) => {
    const finding = found.findings[index];
    if (typeof verdict === "number") {
      expect(finding).toMatchObject({ items: verdict });
      return;
    }
    expect(finding).toMatchObject({ refused: expect.stringMatching(verdict), exitCode: 2 });
    const line = finding?.refused?.replace(folderOf(index), "") ?? "";
    expect(line).toMatch(/^(\/(items\.(jsonl|csv)(\.gz)?|dataset\.json)(:\d+(:\d+)?)?)?( field "[^"]*")?: \S/);
    expect(line).not.toMatch(/[\n\r]/);
    expect(line.length).toBeLessThan(400);
  });
});

describe("all of them in one process", () => {
  it("are many, each with a name of its own", () => {
    expect(HOSTILE_DATASETS.length).toBeGreaterThanOrEqual(120);
    expect(new Set(HOSTILE_DATASETS.map(({ name }) => name)).size).toBe(HOSTILE_DATASETS.length);
  });

  it("leave no exception uncaught and the prototypes as they were", () => {
    expect(found).toMatchObject({ uncaught: 0, arePrototypesIntact: true });
  });

  it("take at most 400 MiB", () => {
    expect(found.peakMebibytes).toBeLessThanOrEqual(400);
  });

  it("end: pipes and devices within a second, everything within ten of the processor", () => {
    const slow = HOSTILE_DATASETS.flatMap(({ name, verdict }, index) => {
      const isWait = String(verdict).includes("not a regular file");
      const finding = found.findings[index];
      const milliseconds = (isWait ? finding?.milliseconds : finding?.cpuMilliseconds) ?? Number.POSITIVE_INFINITY;
      return milliseconds <= (isWait ? 1000 : 10_000) ? [] : [[name, milliseconds]];
    });
    expect(slow).toEqual([]);
  });
});
