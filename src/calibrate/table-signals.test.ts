import { describe, expect, test } from "vitest";
import type { TaskTypeDecision } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import type { SignalDefinition } from "../core/run.js";
import { seededRun } from "../testing/seeded-outcomes.js";
import { tableSignals } from "./table-signals.js";

/** A task type whose plan reads these signals, one step for each. */
function decision(taskType: string, ...reads: readonly (readonly [string, string | number])[]): TaskTypeDecision {
  const steps = reads.map(([signal, atLeast]) => ({ tier: "haiku", accept: { all: [{ signal, atLeast }] } }));
  const choice: RoutePolicy = { kind: "cascade", steps: [...steps, { tier: "opus", accept: "always" }] };
  return { taskType, choice } as unknown as TaskTypeDecision;
}
const define = (taskType: string, name: string, change: Partial<SignalDefinition> = {}): SignalDefinition => ({
  name,
  taskType,
  kind: "self-report",
  levels: ["low", "high"],
  version: "1",
  extraCalls: 0,
  ...change,
});
const signalsOf = (decisions: readonly TaskTypeDecision[], ...runs: readonly (readonly SignalDefinition[])[]) =>
  tableSignals(
    decisions,
    runs.map((signals) => seededRun(["haiku"], { signals: [...signals] })),
  );

describe("what is named", () => {
  test("only what chosen plans read, in the order of their names", () => {
    const single = { taskType: "c", choice: { kind: "single", tier: "opus" } } as unknown as TaskTypeDecision;
    const found = signalsOf(
      [decision("a", ["zeta", "high"], ["beta", "low"]), single],
      [define("a", "zeta"), define("a", "beta"), define("a", "unread"), define("c", "zeta", { version: "9" })],
    );
    expect(Object.keys(found)).toEqual(["beta", "zeta"]);
    expect(found["zeta"]).toEqual({ kind: "self-report", levels: ["low", "high"], version: "1", onMissing: "lowest" });
  });

  test("a continuous signal has no levels", () => {
    const found = signalsOf([decision("a", ["agreement", 0.5])], [define("a", "agreement", { levels: null })]);
    expect(found).toEqual({ agreement: { kind: "self-report", version: "1", onMissing: "lowest" } });
  });

  test("names the tier that a reviewer asks; two tiers under one name are refused", () => {
    const reviewer = (taskType: string, tier: string) =>
      define(taskType, "reviewer", { kind: "reviewer", levels: null, extraCalls: 1, tier });
    const chosen = [decision("a", ["reviewer", 1]), decision("b", ["reviewer", 0.5])];
    expect(signalsOf(chosen, [reviewer("a", "haiku"), reviewer("b", "haiku")])).toEqual({
      reviewer: { kind: "reviewer", version: "1", tier: "haiku", onMissing: "lowest" },
    });
    expect(() => signalsOf(chosen, [reviewer("a", "haiku"), reviewer("b", "sonnet")])).toThrow(
      'signal "reviewer" asks another tier in another task type: give one another name',
    );
  });

  test("as its own task type defines it, in the last run that does", () => {
    const found = signalsOf(
      [decision("b", ["sure", "high"])],
      [define("b", "sure", { version: "1" })],
      [define("b", "sure", { version: "2" }), define("a", "sure", { version: "8" }), define("b", "other")],
      [],
    );
    expect(found["sure"]?.version).toBe("2");
  });

  test("without a definition it was imported, which is enough for numbers but not for levels", () => {
    expect(signalsOf([decision("a", ["odds", 0.25])], [])).toEqual({
      odds: { kind: "imported", version: "imported", onMissing: "lowest" },
    });
    expect(() => signalsOf([decision("a", ["odds", "high"])], [])).toThrow(
      'an imported signal has the level "high", but no run lists its levels',
    );
  });
});

describe("one name in two task types", () => {
  const both = [decision("a", ["sure", "high"]), decision("b", ["sure", "high"])];
  const merged = (a: Partial<SignalDefinition>, b: Partial<SignalDefinition>) =>
    signalsOf(both, [define("a", "sure", a), define("b", "sure", b)])["sure"];

  test("versions are listed once each, in order", () => {
    expect(merged({}, {})?.version).toBe("1");
    expect(merged({ version: "2" }, { version: "1" })?.version).toBe("1+2");
    const three = [...both, decision("c", ["sure", "low"])];
    const definitions = [
      define("a", "sure", { version: "x" }),
      define("b", "sure", { version: "w" }),
      define("c", "sure", { version: "x" }),
    ];
    expect(signalsOf(three, definitions)["sure"]).toEqual({
      kind: "self-report",
      levels: ["low", "high"],
      version: "w+x",
      onMissing: "lowest",
    });
  });

  test.each([
    ["kind", { kind: "validator" as const }],
    ["levels", { levels: ["low", "mid", "high"] }],
    ["levels in another order", { levels: ["high", "low"] }],
    ["levels that read alike run together", { levels: ["lowhigh"] }],
    ["no levels", { levels: null }],
  ])("another %s is refused", (_, change) => {
    expect(() => merged({}, change)).toThrow(
      'signal "sure" has another kind or other levels in another task type: give one another name',
    );
  });

  test("continuous in both is the same", () => {
    expect(merged({ levels: null }, { levels: null, version: "2" })).toEqual({
      kind: "self-report",
      version: "1+2",
      onMissing: "lowest",
    });
  });
});
