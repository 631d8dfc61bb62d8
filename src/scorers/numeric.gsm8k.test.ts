import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { NO_USAGE } from "../core/model-response.js";
import { isScore, type Validator } from "../core/score.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { readRows } from "../datasets/read-rows.js";
import { numeric } from "./numeric.js";

const FILE = fileURLToPath(new URL("../../../shared/data/gsm8k-responses.jsonl.gz", import.meta.url));
const isThere = existsSync(FILE);
if (!isThere)
  process.stderr.write("skipped: numeric on real responses needs ../shared/data/gsm8k-responses.jsonl.gz\n");

interface Published {
  readonly item_id: string;
  readonly tier: string;
  readonly expected: string;
  readonly response: string;
  readonly score: number;
}

/** Where we and the published score differ, and why. Ours first. */
const DIFFERENCES = {
  "1001 haiku-3": "0, not 1: a time, 2:00 pm; the published score reads the hour, we the last number",
  "1001 sonnet-3": "0, not 1: the same time",
  "1001 opus-3": "0, not 1: the same time",
  "494 opus-3": "0, not 1: feet and inches, 21'0\"; we read the inches",
  "392 opus-3": "0, not 1: a sentence with two numbers, the right one first",
  "978 opus-3": "0, not 1: three numbers, the total first and its parts after it",
  "1185 opus-3": "0, not 1: the total first, its parts in brackets",
  "1218 opus-3": "0, not 1: minutes first, then the same in hours and minutes",
  "906 opus-3": "1, not 0: the parts first, the right total last",
  "1288 opus-3": "1, not 0: `In 4 weeks …`; the right number last",
  "63 sonnet-3": "1, not 0: a sum written out, the right total last",
};

describe.skipIf(!isThere)("numeric on 3,957 real responses", () => {
  it("agrees with the published score on all but eleven, each for a known reason", async () => {
    const validator = numeric({ field: "answer", tolerance: 1e-3 });
    const differing: string[] = [];
    let responses = 0;
    for await (const { fields } of readRows(FILE)) {
      const published = fields as unknown as Published;
      const ours = await scoreOf(validator, published);
      responses += 1;
      if (ours !== published.score) differing.push(`${keyOf(published)}: ${ours}, not ${published.score}`);
    }
    expect(responses).toBe(3957);
    const known = Object.entries(DIFFERENCES).map(([key, reason]) => `${key}: ${reason.slice(0, "0, not 1".length)}`);
    expect(differing.sort()).toEqual(known.sort());
    expect(1 - differing.length / responses).toBeGreaterThanOrEqual(0.98);
  });
});

async function scoreOf(validator: Validator, { response: text, expected }: Published): Promise<number> {
  const item = itemFrom({ id: "gsm8k", input: {}, expected }, "gsm8k");
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: false };
  const response = { text, stopReason: "end_turn", model: "m", requestId: null, ...usage };
  const result = await validator.score({ item, text, response });
  return isScore(result) ? result.value : Number.NaN;
}

function keyOf({ item_id: id, tier }: Published): string {
  return `${id.split("#")[1] ?? ""} ${tier}`;
}
