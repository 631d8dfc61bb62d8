import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runWithSecrets } from "../testing/secret-run.js";
import { CANARIES, secretsIn, spellingsOf } from "../testing/secret-scan.js";
import { ALL_SCENARIOS, FEW_SCENARIOS } from "../testing/secret-scenarios.js";

/** Processes start slowly where many tests run at once. */
const PATIENCE_MS = 240_000;
const ALWAYS_SEARCHED = ["the streams of run", "tierbench.config.ts", "run --resume --json"];
const SEARCHED_WITH_STORE = [
  ".tierbench/results.duckdb",
  `query 'SELECT * FROM "attempts"' --json`,
  `query 'SELECT * FROM "outcomes"' --json`,
  "rows of lake/attempts.parquet",
  "rows of lake/outcomes.parquet",
];

describe("the search for secrets", () => {
  const planted = Object.entries(CANARIES).flatMap(([name, secret]) =>
    Object.entries(spellingsOf(secret)).map(([form, text]) => [`${name}, ${form}`, text] as const),
  );

  it("finds each of 60 that are planted, wherever they stand", () => {
    expect(planted).toHaveLength(60);
    for (const [label, text] of planted) {
      for (const around of ["", "x", "\u0000ÿ\n", " ".repeat(70_000)]) {
        expect(secretsIn(Buffer.from(around + text + around)), label).toContain(label);
      }
    }
  });

  it("finds encoded ones at any alignment, and nothing where there is nothing", () => {
    for (const secret of Object.values(CANARIES)) {
      for (const before of ["", "a", "ab", "abc"]) {
        const encoded = Buffer.from(`${before}${secret}tail`).toString("base64");
        expect(secretsIn(Buffer.from(encoded))).toHaveLength(1);
      }
    }
    expect(secretsIn(Buffer.from("sk-ant-api03 Bearer nobody@example.com ".repeat(1000)))).toEqual([]);
  });
});

describe("a secret of every kind is in nothing that is said, written or started", () => {
  it.skipIf(!existsSync("/proc/self/cmdline")).each(FEW_SCENARIOS)(
    "$name",
    async (scenario) => {
      const { leaks, ended, places } = await runWithSecrets(scenario);
      expect(leaks).toEqual([]);
      expect(places).toEqual(expect.arrayContaining([...ALWAYS_SEARCHED, expect.stringMatching(/command line of/)]));
      if (scenario.hasBaseUrlSecret) {
        expect([ended.code, ended.err]).toEqual([2, expect.stringMatching(/leave out user/)]);
        // Refused before anything is stored.
        expect(places.filter((place) => place.startsWith(".tierbench"))).toEqual([]);
      } else {
        expect(places).toEqual(expect.arrayContaining(SEARCHED_WITH_STORE));
      }
    },
    PATIENCE_MS,
  );

  it("has more scenarios to prove than these", () => {
    expect(ALL_SCENARIOS.length).toBeGreaterThanOrEqual(66);
  });
});
