import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { NO_USAGE } from "../core/model-response.js";
import type { ScoringContext } from "../core/score.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { pattern } from "./pattern.js";
import { CHECK_LIMIT_MS } from "./pattern-checker.js";

function answer(text: string): ScoringContext {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  const response = { text, stopReason: "end_turn", model: "m", requestId: null, ...usage };
  return { item: itemFrom({ id: "i1", input: {} }, "t"), text, response };
}

const CATASTROPHE = answer(`${"a".repeat(40)}!`);

describe("pattern", () => {
  const validator = pattern(/^[A-Z]{2}-\d+$/);

  it.each(["AB-1", "  AB-123\n"])("is right: %j", async (text) =>
    expect(await validator.score(answer(text))).toMatchObject({ value: 1 }),
  );

  it.each(["", "AB-", "ab-1", "AB-1.", "see AB-1", "AB-1\nAB-2", "ÄB-1", "AB-١"])("is wrong: %j", async (text) =>
    expect(await validator.score(answer(text))).toMatchObject({
      value: 0,
      reason: `${JSON.stringify(text.replace("\n", " "))} does not match /^[A-Z]{2}-\\d+$/`,
    }),
  );

  it("reads a text as a Unicode pattern", async () => {
    expect(await pattern("^\\p{L}+$").score(answer("Größe"))).toMatchObject({ value: 1 });
    expect(await pattern("^.$").score(answer("😀"))).toMatchObject({ value: 1 });
  });

  it("says the same every time, also with flags that remember a position", async () => {
    const sticky = pattern(/a/gy);
    for (let round = 0; round < 3; round += 1) expect(await sticky.score(answer("a"))).toMatchObject({ value: 1 });
  });

  it("refuses what does not compile, and what is too long", () => {
    expect(() => pattern("(")).toThrow(UsageError);
    expect(() => pattern("(?<n>a)\\k<m>")).toThrow(/^pattern \(\?<n>a\)/);
    for (const empty of ["", /(?:)/, new RegExp("")])
      expect(() => pattern(empty)).toThrow("it is empty and matches whatever is answered");
    expect(() => pattern("a".repeat(4097))).toThrow("longer than 4096 characters");
  });

  it("has a version that names pattern and flags, and a name of your choice", () => {
    expect(pattern(/a/).version).not.toBe(pattern(/a/i).version);
    expect(pattern(/a/).version).not.toBe(pattern(/b/).version);
    expect(pattern(/a/, "three-bullets").name).toBe("three-bullets");
  });
});

describe("a pattern that never ends", () => {
  const endless = pattern(/^(a+)+$/);

  it("ends as a validator error near its limit, keeps the event loop free, and does not harm the next check", async () => {
    await endless.score(answer("aaa")); // the thread is up: only the check is timed
    let ticks = 0;
    const clock = setInterval(() => {
      ticks += 1;
    }, 10);
    const started = performance.now();
    const [failed, benign] = await Promise.all([endless.score(CATASTROPHE), endless.score(answer("aaaa"))]);
    clearInterval(clock);
    expect(failed).toEqual({
      scorer: "pattern",
      failure: "validator_error",
      reason: `took longer than ${CHECK_LIMIT_MS} ms`,
    });
    expect(benign).toMatchObject({ value: 1 });
    expect(performance.now() - started).toBeGreaterThanOrEqual(CHECK_LIMIT_MS - 5);
    expect(ticks).toBeGreaterThan(5);
  });

  it("takes about the limit, not the years that it would need", async () => {
    const elapsed: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await endless.score(answer("aaa"));
      const started = performance.now();
      await endless.score(CATASTROPHE);
      elapsed.push(performance.now() - started);
    }
    // The best of three: the others may have waited for a busy machine.
    expect(Math.min(...elapsed)).toBeLessThan(2 * CHECK_LIMIT_MS);
  });

  it("ends one by one where there are several, each with benign checks between", async () => {
    const results = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => endless.score(index % 2 === 0 ? CATASTROPHE : answer("aa"))),
    );
    expect(results.map((result) => ("value" in result ? result.value : result.failure))).toEqual([
      "validator_error",
      1,
      "validator_error",
      1,
      "validator_error",
      1,
    ]);
  });

  it("is not even started on an enormous answer", async () => {
    expect(await pattern(/x/).score(answer("x".repeat(1_048_577)))).toMatchObject({
      failure: "validator_error",
      reason: "text of 1048577 characters, at most 1048576",
    });
  });
});
