import { describe, expect, test } from "vitest";
import { seededRandom } from "../stats/random.js";
import {
  allCascades,
  bestCascade,
  exactRouting,
  policyOfSteps,
  type RoutingAction,
  type RoutingModel,
  type RoutingNode,
  type RoutingTier,
} from "./cascade-routing.js";

const SURE = { all: [{ signal: "sure", atLeast: 0.5 }] };

function tier(name: string, cost: number, bins: 1 | 2 = 2, signalCost = 0): RoutingTier {
  return { tier: name, atLeast: bins === 1 ? ["always"] : ["always", SURE], cost, signalCost };
}

/** Three tiers with two bins each (the last with one), shares and losses at random. */
function toyWorld(seed: number): RoutingModel {
  const random = seededRandom(seed, "toy");
  const raw = [0, 1].flatMap((a) =>
    [0, 1].map((b) => ({
      bins: [a, b, 0],
      weight: random.uniform() + 0.05,
      loss: [0, 0, 0].map(() => random.uniform()),
    })),
  );
  const total = raw.reduce((sum, { weight }) => sum + weight, 0);
  return {
    tiers: [tier("h", 1, 2, 0.3), tier("s", 4 + 3 * random.uniform(), 2, 0.5), tier("o", 10, 1)],
    cells: raw.map((cell) => ({ ...cell, weight: cell.weight / total })),
  };
}

/** What a rule costs and loses, cell by cell: nothing shared with the search. */
function played(model: RoutingModel, rule: RoutingNode) {
  let [loss, cost] = [0, 0];
  for (const { bins, weight, loss: losses } of model.cells) {
    let action: RoutingAction = rule;
    while (action !== "accept") {
      const { tier: place, byBin }: RoutingNode = action;
      cost += weight * (model.tiers[place]?.cost ?? 0);
      if (byBin !== null) cost += weight * (model.tiers[place]?.signalCost ?? 0);
      const next: RoutingAction = byBin === null ? "accept" : (byBin[bins[place] ?? 0] ?? "accept");
      if (next === "accept") loss += weight * (losses[place] ?? 0);
      action = next;
    }
  }
  return { loss, cost };
}

/** Every rule for three tiers of which the first two have two bins, written out. */
function everyRule(): readonly RoutingNode[] {
  const o: RoutingNode = { tier: 2, byBin: null };
  const afterS: readonly RoutingAction[] = ["accept", o];
  const s: readonly RoutingNode[] = [
    { tier: 1, byBin: null },
    ...afterS.flatMap((low) => afterS.map((high): RoutingNode => ({ tier: 1, byBin: [low, high] }))),
  ];
  const afterH: readonly RoutingAction[] = ["accept", o, ...s];
  const h = afterH.flatMap((low) => afterH.map((high): RoutingNode => ({ tier: 0, byBin: [low, high] })));
  return [o, ...s, { tier: 0, byBin: null }, ...h];
}

const LAMBDAS = [0, 0.001, 0.01, 0.03, 0.06, 0.1, 0.3, 1, 10];

describe("exact routing", () => {
  test("equals the exhaustive search over all 56 rules, in 60 worlds", () => {
    const rules = everyRule();
    expect(rules).toHaveLength(56);
    for (let seed = 1; seed <= 60; seed += 1) {
      const model = toyWorld(seed);
      const outcomes = rules.map((rule) => played(model, rule));
      for (const lambda of LAMBDAS) {
        const best = Math.min(...outcomes.map(({ loss, cost }) => loss + lambda * cost));
        const found = exactRouting(model, lambda);
        expect(found.loss + lambda * found.cost, `seed ${seed}, λ ${lambda}`).toBeCloseTo(best, 10);
        const replayed = played(model, found.rule);
        expect(replayed.loss).toBeCloseTo(found.loss, 10);
        expect(replayed.cost).toBeCloseTo(found.cost, 10);
      }
    }
  });

  test("two tiers: escalates where the loss saved is worth the price", () => {
    const cells = [0.5, 0.1].map((wrong, bin) => ({ bins: [bin, 0], weight: 0.5, loss: [wrong, 0.05] }));
    const model: RoutingModel = { tiers: [tier("h", 1), tier("o", 10, 1)], cells };
    // Bin 0 gains 0.45 for 10: worth it below λ = 0.045; bin 1 gains 0.05: below 0.005.
    expect(exactRouting(model, 0.044).rule.byBin?.map((action) => action === "accept")).toEqual([false, true]);
    expect(exactRouting(model, 0.046).rule).toEqual({ tier: 0, byBin: null });
    expect(exactRouting(model, 0.001).rule.tier).toBe(1);
  });

  test("takes the answer in a bin that no item falls into", () => {
    const cells = [{ bins: [0, 0], weight: 1, loss: [0.5, 0] }];
    const found = exactRouting({ tiers: [tier("h", 1), tier("o", 2, 1)], cells }, 0.01);
    // Everything would go on, so the first tier is not even asked.
    expect(found).toEqual({ rule: { tier: 1, byBin: null }, loss: 0, cost: 2 });
    const free = exactRouting({ tiers: [tier("h", 0), tier("o", 2, 1)], cells }, 0.01);
    expect(free).toMatchObject({ loss: 0, cost: 2 });
  });

  test.each([1, 2, 3])("cost never rises with λ; 0 buys the best, ∞ the cheapest (world %i)", (seed) => {
    const model = toyWorld(seed);
    const costs = LAMBDAS.map((lambda) => exactRouting(model, lambda).cost);
    for (let i = 1; i < costs.length; i += 1) expect(costs[i]).toBeLessThanOrEqual((costs[i - 1] ?? 0) + 1e-12);
    expect(exactRouting(model, 1e9).rule).toEqual({ tier: 0, byBin: null });
    const lowest = Math.min(...everyRule().map((rule) => played(model, rule).loss));
    expect(exactRouting(model, 0).loss).toBeCloseTo(lowest, 10);
  });
});

describe("cascades that a table can state", () => {
  test("all of them: singletons, skipped rungs, the full chain", () => {
    const rules = allCascades(toyWorld(1)).map(({ rule }) => rule.map((s) => `${s.tier}:${s.fromBin}`).join(" "));
    expect(rules.sort()).toEqual(["0:0", "0:1 1:0", "0:1 1:1 2:0", "0:1 2:0", "1:0", "1:1 2:0", "2:0"]);
  });

  test("the best equals the best of the rules with fixed thresholds, and is never better than exact routing", () => {
    const o: RoutingNode = { tier: 2, byBin: null };
    const sThenO: RoutingNode = { tier: 1, byBin: [o, "accept"] };
    const s: RoutingNode = { tier: 1, byBin: null };
    const h = (next: RoutingNode): RoutingNode => ({ tier: 0, byBin: [next, "accept"] });
    const rules: readonly RoutingNode[] = [o, s, sThenO, { tier: 0, byBin: null }, h(o), h(s), h(sThenO)];
    for (let seed = 1; seed <= 60; seed += 1) {
      const model = toyWorld(seed);
      const cascades = allCascades(model);
      for (const lambda of LAMBDAS) {
        const values = rules.map((rule) => played(model, rule)).map(({ loss, cost }) => loss + lambda * cost);
        const found = bestCascade(cascades, lambda);
        const value = found.loss + lambda * found.cost;
        expect(value, `seed ${seed}, λ ${lambda}`).toBeCloseTo(Math.min(...values), 10);
        const exact = exactRouting(model, lambda);
        expect(exact.loss + lambda * exact.cost).toBeLessThanOrEqual(value + 1e-12);
      }
    }
  });

  test("a tier that another beats in loss and price never changes the policy", () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const model = toyWorld(seed);
      const [first, second, third] = model.tiers as [RoutingTier, RoutingTier, RoutingTier];
      // As the second tier, but wrong more often, dearer, and silent.
      const dominated = { ...tier("d", second.cost + 0.5, 1) };
      const wider: RoutingModel = {
        tiers: [first, second, dominated, third],
        cells: model.cells.map(({ bins, weight, loss }) => ({
          bins: [bins[0] ?? 0, bins[1] ?? 0, 0, 0],
          weight,
          loss: [loss[0] ?? 0, loss[1] ?? 0, (loss[1] ?? 0) + 0.05, loss[2] ?? 0],
        })),
      };
      for (const lambda of LAMBDAS) {
        const before = policyOfSteps(bestCascade(allCascades(model), lambda).rule, model);
        const after = policyOfSteps(bestCascade(allCascades(wider), lambda).rule, wider);
        expect(after, `seed ${seed}, λ ${lambda}`).toEqual(before);
      }
    }
  });

  test("becomes a policy of the table", () => {
    const model = toyWorld(1);
    expect(policyOfSteps([{ tier: 1, fromBin: 0 }], model)).toEqual({ kind: "single", tier: "s" });
    const steps = [
      { tier: 0, fromBin: 1 },
      { tier: 2, fromBin: 0 },
    ];
    expect(policyOfSteps(steps, model)).toEqual({
      kind: "cascade",
      steps: [
        { tier: "h", accept: SURE },
        { tier: "o", accept: "always" },
      ],
    });
  });

  test("refuses a λ that is not a price, and a choice from nothing", () => {
    const model = toyWorld(1);
    expect(() => exactRouting(model, -1)).toThrow(new RangeError("lambda not ≥ 0: -1"));
    expect(() => bestCascade(allCascades(model), Number.NaN)).toThrow(new RangeError("lambda not ≥ 0: NaN"));
    expect(() => exactRouting({ tiers: [], cells: [] }, 1)).toThrow(new RangeError("no tiers"));
    expect(() => bestCascade([], 1)).toThrow(new RangeError("no cascades"));
  });

  test("of equally good ones takes the cheaper, then the first", () => {
    const routing = (place: number, loss: number, cost: number) => ({
      rule: [{ tier: place, fromBin: 0 }],
      loss,
      cost,
    });
    // 0.3 + 0.1 · 2 = 0.4 + 0.1 · 1
    const [dear, cheap] = [routing(1, 0.3, 2), routing(0, 0.4, 1)];
    expect(bestCascade([dear, cheap], 0.1)).toBe(cheap);
    expect(bestCascade([cheap, dear], 0.1)).toBe(cheap);
    const again = routing(2, 0.4, 1);
    expect(bestCascade([cheap, again], 0.1)).toBe(cheap);
    expect(bestCascade([again, cheap], 0.1)).toBe(again);
  });

  test("takes no difference that rounding made for a better one", () => {
    // Both are worth 1,000,000.3; as computed, the dearer one is lower by 1.2e-10.
    const dear = { rule: [{ tier: 1, fromBin: 0 }], loss: 0.1, cost: 1_000_000.2 };
    const cheap = { rule: [{ tier: 0, fromBin: 0 }], loss: 0.3, cost: 1_000_000 };
    expect(dear.loss + dear.cost).toBeLessThan(cheap.loss + cheap.cost);
    expect(bestCascade([cheap, dear], 1)).toBe(cheap);
  });
});
