import { expect, test } from "vitest";
import type { TaskTypeDecision } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { errorFallback } from "./error-fallback.js";

const ORDER = ["mini", "haiku", "sonnet", "opus", "ultra"];
const fallback = (choice: RoutePolicy, measured: readonly string[] = ORDER) =>
  errorFallback({ choice, tiers: measured.map((tier) => ({ tier })) } as unknown as TaskTypeDecision, ORDER);

test("dearer tiers first, cheapest of them first; then cheaper ones, dearest first", () => {
  expect(fallback({ kind: "single", tier: "sonnet" })).toEqual(["opus", "ultra", "haiku", "mini"]);
  expect(fallback({ kind: "single", tier: "mini" })).toEqual(["haiku", "sonnet", "opus", "ultra"]);
  expect(fallback({ kind: "single", tier: "ultra" })).toEqual(["opus", "sonnet", "haiku", "mini"]);
});

test("a cascade counts as its last tier; tiers that were not measured are no way out", () => {
  const cascade: RoutePolicy = {
    kind: "cascade",
    steps: [
      { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 0.5 }] } },
      { tier: "opus", accept: "always" },
    ],
  };
  expect(fallback(cascade)).toEqual(["ultra", "sonnet", "haiku", "mini"]);
  expect(fallback(cascade, ["opus", "haiku", "mini"])).toEqual(["haiku", "mini"]);
});
