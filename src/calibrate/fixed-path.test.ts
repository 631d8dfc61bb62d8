import { describe, expect, test } from "vitest";
import { CASCADE_WORLDS, type CascadeWorld, drawCascadeWorld } from "../testing/benchmark-worlds.js";
import { type OutcomeSpec, outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { fixedPaths, walkPath } from "./fixed-path.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { replay } from "./replay.js";

const TIERS = ["haiku", "sonnet", "opus"];

function matrixOf(
  answers: { readonly [tier: string]: string },
  change: (itemId: string, tier: string) => Partial<OutcomeSpec>,
): TaskTypeMatrix {
  const { matrices } = outcomeMatrices(outcomesFromStrings(answers, change), [seededRun(TIERS)], "opus");
  return inPriceOrder(matrices[0] as TaskTypeMatrix, TIERS);
}

/** Two trials per item, items in pairs, graded scores, a check beside a number: everything at once. */
function messy(): TaskTypeMatrix {
  const rows = [0, 1].flatMap((trial) =>
    outcomesFromStrings({ haiku: "0".repeat(40), sonnet: "0".repeat(40), opus: "0".repeat(40) }, (itemId, tier) => {
      const i = Number(itemId.slice(-4)) + 40 * trial;
      const wave = (a: number) => Math.round(10 * Math.abs(Math.sin(a * (i + 1) + TIERS.indexOf(tier)))) / 10;
      const signals = [
        { name: "check", value: wave(3.1) > 0.3 ? 1 : 0, level: wave(3.1) > 0.3 ? "pass" : "fail" },
        { name: "sure", value: wave(1.7) },
      ];
      return { trial, cluster: `doc-${i % 20}`, score: wave(2.3), ...(tier === "opus" ? {} : { signals }) };
    }),
  );
  const { matrices } = outcomeMatrices(rows, [seededRun(TIERS)], "opus");
  return inPriceOrder(matrices[0] as TaskTypeMatrix, TIERS);
}

describe("fixed paths", () => {
  test("three tiers: straight to the reference, the whole chain, the tier between and on", () => {
    const matrix = drawCascadeWorld(CASCADE_WORLDS[0] as CascadeWorld, 20, 1);
    expect(fixedPaths(matrix).map(({ name }) => name)).toEqual([
      "haiku → opus by confidence",
      "haiku → sonnet → opus by confidence",
      "sonnet → opus, then haiku → sonnet by confidence",
    ]);
  });

  test("checks are gates of the other signals, and a path of their own where there are no others", () => {
    const names = (withNumber: boolean) =>
      fixedPaths(
        matrixOf({ haiku: "1010", opus: "1111" }, (itemId, tier) => {
          const isOpen = itemId.endsWith("0") || itemId.endsWith("1");
          const check = { name: "check", value: isOpen ? 1 : 0, level: isOpen ? "pass" : "fail" };
          const sure = { name: "sure", value: Number(itemId.slice(-4)) / 4 };
          return tier === "opus" ? {} : { signals: withNumber ? [check, sure] : [check] };
        }),
      ).map(({ name }) => name);
    expect(names(true)).toEqual(["haiku → opus by sure"]);
    expect(names(false)).toEqual(["haiku → opus by check"]);
  });

  test("four tiers: from each tier between down to the one below it, rung by rung", () => {
    const tiers = ["a", "b", "c", "opus"];
    const rows = outcomesFromStrings(Object.fromEntries(tiers.map((tier) => [tier, "10"])), (itemId, tier) => ({
      signals: tier === "opus" ? [] : [{ name: "sure", value: Number(itemId.slice(-1)) / 2 }],
    }));
    const [matrix] = outcomeMatrices(rows, [seededRun(tiers)], "opus").matrices;
    const paths = fixedPaths(inPriceOrder(matrix as TaskTypeMatrix, tiers));
    expect(paths.map(({ name }) => name)).toEqual([
      "a → opus by sure",
      "a → b → c → opus by sure",
      "b → opus, then a → b by sure",
      "c → opus, then b → c, then a → b by sure",
    ]);
  });

  describe("the policies of a path", () => {
    const check = (name: string, isPassed: boolean) => ({
      name,
      value: isPassed ? 1 : 0,
      level: isPassed ? "pass" : "fail",
    });
    /** Haiku has two checks and says how sure it is, sonnet has one check and a level. */
    const matrix = matrixOf({ haiku: "1100", sonnet: "1110", opus: "1111" }, (itemId, tier) => {
      const item = Number(itemId.slice(-1));
      const sure = {
        name: "sure",
        value: [2, 1, 0, 0][item] ?? 0,
        level: ["high", "middle", "low", "low"][item] ?? "",
      };
      if (tier === "haiku") return { signals: [check("form", item < 3), check("length", item < 3), sure] };
      return tier === "sonnet" ? { signals: [check("form", true), sure] } : {};
    });
    const policies = (place: number) => {
      const path = fixedPaths(matrix)[place];
      return path === undefined
        ? []
        : [...walkPath(path, matrix, { risk: "harm", steps: 4 })].map(({ policy }) => policy());
    };
    const accept = (level: string, ...checks: readonly string[]) => ({
      all: [...checks.map((signal) => ({ signal, atLeast: "pass" })), { signal: "sure", atLeast: level }],
    });

    test("ask every check that the tier has besides the level, and nothing of the last tier", () => {
      expect(fixedPaths(matrix).map(({ name }) => name)).toEqual([
        "haiku → opus by sure",
        "haiku → sonnet → opus by sure",
        "sonnet → opus, then haiku → sonnet by sure",
      ]);
      // Each level that a gate lets through, from the strictest on; then the tier alone.
      expect(policies(0)).toEqual([
        ...["high", "middle", "low"].map((level) => ({
          kind: "cascade",
          steps: [
            { tier: "haiku", accept: accept(level, "form", "length") },
            { tier: "opus", accept: "always" },
          ],
        })),
        { kind: "single", tier: "haiku" },
      ]);
      expect(policies(1)[1]).toEqual({
        kind: "cascade",
        steps: [
          { tier: "haiku", accept: accept("middle", "form", "length") },
          { tier: "sonnet", accept: accept("middle", "form") },
          { tier: "opus", accept: "always" },
        ],
      });
    });

    test("ask the checks alone where there is no other signal", () => {
      const checked = matrixOf({ haiku: "110", opus: "111" }, (itemId, tier) =>
        tier === "opus"
          ? {}
          : { signals: [check("form", itemId !== "item-0002"), check("length", itemId !== "item-0001")] },
      );
      const [path] = fixedPaths(checked);
      expect(path?.name).toBe("haiku → opus by form and length");
      const points = path === undefined ? [] : [...walkPath(path, checked, { risk: "harm", steps: null })];
      expect(points.map(({ losses }) => losses.total)).toEqual([0, 1]);
      expect(points.map(({ policy }) => policy())).toEqual([
        {
          kind: "cascade",
          steps: [
            { tier: "haiku", accept: { all: ["form", "length"].map((signal) => ({ signal, atLeast: "pass" })) } },
            { tier: "opus", accept: "always" },
          ],
        },
        { kind: "single", tier: "haiku" },
      ]);
    });
  });

  test("no signals, no paths; tiers above the reference take no part", () => {
    const silent = matrixOf({ haiku: "10", sonnet: "11", opus: "11" }, () => ({}));
    expect(fixedPaths(silent)).toEqual([]);
    const world = drawCascadeWorld(CASCADE_WORLDS[0] as CascadeWorld, 20, 1);
    expect(fixedPaths({ ...world, reference: "sonnet" }).map(({ name }) => name)).toEqual([
      "haiku → sonnet by confidence",
    ]);
  });

  test.each(["harm", "net-loss"] as const)("carried-along %s equals a replay of every policy", (risk) => {
    const matrix = messy();
    const reference = replay({ kind: "single", tier: "opus" }, matrix).score;
    let points = 0;
    for (const path of fixedPaths(matrix)) {
      for (const { policy, losses } of walkPath(path, matrix, { risk, steps: null })) {
        const outcome = replay(policy(), matrix);
        const items = risk === "harm" ? outcome.harm : outcome.score.map((score, i) => (reference[i] ?? 0) - score);
        const byUnit = new Float64Array(matrix.unitCount);
        matrix.units.forEach((unit, i) => {
          byUnit[unit] = (byUnit[unit] ?? 0) + (items[i] ?? 0) / matrix.units.filter((one) => one === unit).length;
        });
        byUnit.forEach((loss, unit) => expect(losses.byUnit[unit]).toBeCloseTo(loss, 10));
        expect(losses.total).toBeCloseTo(
          byUnit.reduce((sum, loss) => sum + loss, 0),
          10,
        );
        points += 1;
      }
    }
    expect(points).toBeGreaterThan(30);
  });

  test("on a grid the thresholds are its multiples, whatever was read", () => {
    const matrix = drawCascadeWorld(CASCADE_WORLDS[0] as CascadeWorld, 500, 3);
    const [path] = fixedPaths(matrix);
    const points = path === undefined ? [] : [...walkPath(path, matrix, { risk: "harm", steps: 8 })];
    expect(points).toHaveLength(9);
    for (const { policy } of points.slice(0, -1)) {
      const [first] = policy().kind === "cascade" ? (policy() as { steps: readonly { accept: unknown }[] }).steps : [];
      expect(first?.accept).toEqual({ all: [{ signal: "confidence", atLeast: expect.any(Number) as number }] });
      const replayed = replay(policy(), matrix).harm.reduce((sum, harm) => sum + harm, 0);
      expect(points.some(({ losses }) => losses.total === replayed)).toBe(true);
    }
  });

  test("every path runs from strict to lax and ends at a tier alone", () => {
    const matrix = drawCascadeWorld(CASCADE_WORLDS[0] as CascadeWorld, 60, 3);
    for (const path of fixedPaths(matrix)) {
      const policies = [...walkPath(path, matrix, { risk: "harm", steps: null })].map(({ policy }) => policy());
      expect(policies.at(-1)).toEqual({ kind: "single", tier: "haiku" });
      const costs = policies.map((policy) => replay(policy, matrix).costUsd?.reduce((sum, cost) => sum + cost, 0) ?? 0);
      expect(costs.at(-1)).toBe(60);
      expect(Math.max(...costs)).toBe(costs[0]);
    }
  });
});
