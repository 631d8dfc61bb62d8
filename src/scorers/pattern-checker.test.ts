import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { PatternChecker, type PatternJob } from "./pattern-checker.js";

const job = (source: string, text: string): PatternJob => ({ kind: "pattern", source, flags: "u", text });

describe("PatternChecker", () => {
  it("answers many checks in the order asked, each its own", async () => {
    const checker = new PatternChecker();
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) => checker.check(job(`^${index % 3}$`, String(index % 2)))),
    );
    expect(results.map((result) => result.kind === "checked" && result.isMatch)).toEqual(
      Array.from({ length: 200 }, (_, index) => index % 3 === index % 2),
    );
  });

  it("fails a pattern that does not compile, and goes on", async () => {
    const checker = new PatternChecker();
    const [bad, good] = await Promise.all([checker.check(job("(", "x")), checker.check(job("x", "x"))]);
    expect(bad).toMatchObject({ kind: "failed", reason: expect.stringContaining("Invalid regular expression") });
    expect(good).toMatchObject({ kind: "checked", isMatch: true });
  });

  it("fails a value that cannot be handed to a thread, and goes on", async () => {
    const checker = new PatternChecker();
    let deep: JsonValue = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const [bad, good] = await Promise.all([
      checker.check({ kind: "schema", schema: {}, value: deep }),
      checker.check(job("x", "x")),
    ]);
    expect(bad).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("cannot be handed to the checking thread"),
    });
    expect(good).toMatchObject({ kind: "checked", isMatch: true });
  });
});
