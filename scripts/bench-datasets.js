/**
 * `npm run bench:datasets`: how fast a plain JSONL file is read and checked, beside
 * a bare loop of `JSON.parse` over its lines. `-- 500` for another size in MB.
 * @module
 */

import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { built, MODULES } from "./bench-build.js";
import { markdownTable } from "./bench-markdown.js";

const ROUNDS = 3;
const megabytes = Number(process.argv[2] ?? 200);
if (!(megabytes >= 1)) throw new RangeError(`not a size in MB: ${process.argv[2]}`);

/** @type {typeof import("../src/datasets/read-rows.js")} */
const { readRows } = await built(MODULES, "datasets/read-rows.js");
/** @type {typeof import("../src/datasets/load-dataset.js")} */
const { loadDataset } = await built(MODULES, "datasets/load-dataset.js");

const folder = mkdtempSync(join(tmpdir(), "tierbench-bench-"));
const file = join(folder, "plain.jsonl");

/** @param {string} path @param {number} bytes */
async function writePlain(path, bytes) {
  const out = createWriteStream(path);
  const words = "the customer writes that the export of last month has stopped and asks for help with it soon ".repeat(
    20,
  );
  let written = 0;
  for (let index = 0; written < bytes; index += 1) {
    const from = (index * 7) % 90;
    const input = {
      subject: `ticket ${index}`,
      text: words.slice(from, from + 1600),
      opened: index,
      flags: { paid: true },
    };
    const line = `${JSON.stringify({ id: `item-${index}`, input, expected: "billing", difficulty: "easy", tags: ["a"] })}\n`;
    written += line.length;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

async function bareLoop() {
  for await (const line of createInterface({ input: createReadStream(file) })) JSON.parse(line);
}

async function rows() {
  for await (const row of readRows(file)) void row;
}

/** @param {(() => Promise<unknown>)[]} ways - in turn, so that all meet the same noise */
async function rates(ways) {
  const size = statSync(file).size / 1e6;
  /** @type {{ wall: number, processor: number }[][]} */
  const found = ways.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, way] of ways.entries()) {
      const [cpu, started] = [process.cpuUsage(), performance.now()];
      await way();
      const { user, system } = process.cpuUsage(cpu);
      found[index]?.push({
        wall: (1000 * size) / (performance.now() - started),
        processor: (1e6 * size) / (user + system),
      });
    }
  }
  return found.map(
    (all) => all.toSorted((a, b) => a.processor - b.processor)[Math.floor(ROUNDS / 2)] ?? { wall: 0, processor: 0 },
  );
}

try {
  await writePlain(file, megabytes * 1e6);
  const ways = megabytes <= 100 ? [bareLoop, rows, () => loadDataset(file, "bench")] : [bareLoop, rows];
  const [bare, ...ours] = await rates(ways);
  if (bare === undefined) throw new RangeError("nothing was measured");
  const line = (/** @type {string} */ name, /** @type {{ wall: number, processor: number }} */ rate) => [
    name,
    `${rate.wall.toFixed(0)} MB/s`,
    `${rate.processor.toFixed(0)} MB/s`,
    (rate.processor / bare.processor).toFixed(2),
  ];
  const names = ["readRows: split, checked, parsed", "loadDataset: and validated, hashed, kept"];
  process.stdout.write(
    `${markdownTable([
      [`${megabytes} MB of plain JSONL`, "wall clock", "per second of processor time", "ratio of those"],
      line("bare loop: readline, JSON.parse", bare),
      ...ours.map((rate, index) => line(names[index] ?? "", rate)),
    ])}\n\npeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
