import { expect, it } from "vitest";
import { tableText } from "../core/table-file.js";
import { SAMPLE_DAY, sampleTable } from "../testing/router-sample-table.js";
import { createRouter, RouterTableError } from "./create-router.js";

const BYTES = Buffer.from(tableText(sampleTable()));
const TIERS = new Set(["haiku", "sonnet", "opus"]);

/** mulberry32: 32 bits of state, the same numbers on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Builds a router on the text; true where it was taken, and then every decision must have a tier. */
function isTaken(text: string, integrity: "checksum" | "none"): boolean {
  let router: ReturnType<typeof createRouter>;
  try {
    router = createRouter(text, { safeTier: "opus", integrity, now: () => SAMPLE_DAY });
  } catch (error) {
    if (!(error instanceof RouterTableError)) throw error;
    return false;
  }
  for (const taskType of ["status-line", "triage", "extraction", "never-measured"]) {
    const { tier, model, plan } = router.decide({ taskType, inputTokens: 100_000, needs: { vision: true } });
    expect(typeof tier === "string" && typeof model === "string" && plan.length > 0).toBe(true);
    if (integrity === "checksum") expect(TIERS.has(tier)).toBe(true);
  }
  return true;
}

function flipped(random: () => number): string {
  const bytes = Buffer.from(BYTES);
  const index = Math.floor(random() * bytes.length);
  bytes[index] = (bytes[index] ?? 0) ^ (1 << Math.floor(random() * 8));
  return bytes.toString("utf8");
}

it("2,000 flipped bits: nothing but refusals, and no decision without a tier", () => {
  const random = seededRandom(5);
  const texts = Array.from({ length: 2000 }, () => flipped(random));
  const original = JSON.stringify(JSON.parse(BYTES.toString("utf8")));
  for (const text of texts.filter((flippedText) => isTaken(flippedText, "checksum"))) {
    // A bit of white space or of the spelling may flip; the content may not.
    expect(JSON.stringify({ ...JSON.parse(text), $schema: undefined })).toBe(original);
  }
  const withoutChecksum = texts.filter((text) => isTaken(text, "none")).length;
  expect(withoutChecksum).toBeGreaterThan(0);
  expect(withoutChecksum).toBeLessThan(2000);
});

it("200 truncations are refused", () => {
  for (let index = 0; index < 200; index += 1) {
    const text = BYTES.subarray(0, Math.floor((index * (BYTES.length - 2)) / 199)).toString("utf8");
    expect(isTaken(text, "checksum")).toBe(false);
    expect(isTaken(text, "none")).toBe(false);
  }
});
