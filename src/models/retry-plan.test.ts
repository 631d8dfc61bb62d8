import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fakeClock } from "./_fault-server.js";
import { backoffMs, planRetry, readRetryAfterMs } from "./retry-plan.js";

const LIMITS = { maxAttempts: 5, backoffBaseMs: 1000, backoffCapMs: 60_000 };
const NOW_MS = Date.UTC(2026, 10, 20);

describe("backoffMs", () => {
  it("stays within 1 to 60 s and never above the doubling ceiling", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (retryIndex, random) => {
        const waitMs = backoffMs(retryIndex, LIMITS, random);
        expect(waitMs).toBeGreaterThanOrEqual(1000);
        expect(waitMs).toBeLessThanOrEqual(Math.min(60_000, 1000 * 2 ** (retryIndex + 1)));
      }),
      { seed: 1 },
    );
  });
});

describe("readRetryAfterMs", () => {
  it.each([
    ["1", 1000],
    ["0.5", 500],
    ["Fri, 20 Nov 2026 00:00:30 GMT", 30_000],
    ["0", null],
    ["-5", null],
    ["1e309", null],
    ["9".repeat(400), null],
    ["NaN", null],
    ["soon", null],
    ["", null],
    ["Wed, 21 Oct 2015 07:28:00 GMT", null],
  ])("reads %s as %s", (text, expected) => {
    expect(readRetryAfterMs(new Headers({ "retry-after": text }), NOW_MS)).toBe(expected);
  });

  it.each([
    ["ten years fast", "Fri, 21 Nov 2036 08:00:00 GMT", "Fri, 21 Nov 2036 08:00:07 GMT"],
    ["ten years slow", "Tue, 21 Nov 2006 08:00:00 GMT", "Tue, 21 Nov 2006 08:00:07 GMT"],
  ])("reads a date by the clock of a server that is %s", (_skew, date, until) => {
    expect(readRetryAfterMs(new Headers({ date, "retry-after": until }), NOW_MS)).toBe(7000);
    expect(readRetryAfterMs(new Headers({ date, "retry-after": date }), NOW_MS)).toBeNull();
  });

  it("prefers milliseconds, and falls back where they make no sense", () => {
    const both = (milliseconds: string) => new Headers({ "retry-after-ms": milliseconds, "retry-after": "7" });
    expect(readRetryAfterMs(both("1500"), NOW_MS)).toBe(1500);
    expect(readRetryAfterMs(both("-1"), NOW_MS)).toBe(7000);
    expect(readRetryAfterMs(null, NOW_MS)).toBeNull();
  });
});

describe("planRetry", () => {
  const plan = (history: readonly ("unknown_outcome" | "infra_malformed" | "infra_transient_exhausted")[]) =>
    planRetry(
      { outcomeClass: history.at(-1) ?? "unknown_outcome", headers: null, history, remainingMs: 1e9 },
      LIMITS,
      fakeClock(),
    ).kind;

  it("buys a doubtful answer again at most twice, counting each doubt by itself", () => {
    expect(plan(["unknown_outcome", "unknown_outcome"])).toBe("retry");
    expect(plan(["unknown_outcome", "unknown_outcome", "unknown_outcome"])).toBe("stop");
    expect(plan(["unknown_outcome", "unknown_outcome", "infra_malformed"])).toBe("retry");
  });

  it("makes no attempt beyond the most", () => {
    expect(plan(Array.from({ length: 4 }, () => "infra_transient_exhausted" as const))).toBe("retry");
    expect(plan(Array.from({ length: 5 }, () => "infra_transient_exhausted" as const))).toBe("stop");
  });

  it("takes a retry-after of exactly the cap, and none above it", () => {
    const after = (seconds: string) =>
      planRetry(
        {
          outcomeClass: "infra_transient_exhausted",
          headers: new Headers({ "retry-after": seconds }),
          history: ["infra_transient_exhausted"],
          remainingMs: 1e9,
        },
        LIMITS,
        fakeClock(0),
      );
    expect(after("300")).toEqual({ kind: "retry", waitMs: 300_000 });
    expect(after("301")).toEqual({ kind: "stop", reason: "rate limited until 2026-11-20T00:05:01.000Z" });
  });
});
