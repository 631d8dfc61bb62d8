import { describe, expect, test } from "vitest";
import { planText } from "../core/policy.js";
import { seededRandom } from "../stats/random.js";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { armValues, routeArms } from "./route-arms.js";
import { tierModel, unitTable } from "./shrunken-effects.js";
import { tierRows, withArms } from "./tier-rows.js";

const TIERS = ["haiku", "sonnet", "opus"];
type Signals = (item: number, tier: string) => OutcomeSpec["signals"];

function matrixOf(signals: Signals, items = 40, taskType = "triage"): TaskTypeMatrix {
  const random = seededRandom(1, taskType);
  const rows = Array.from({ length: items }, (_, item) =>
    TIERS.map((tier, rank) =>
      seededOutcome({
        itemId: `item-${String(item).padStart(4, "0")}`,
        taskType,
        tier,
        score: random.uniform() < 0.6 + 0.15 * rank ? 1 : 0,
        costUsd: [0.001, 0.01, 0.04][rank] ?? 0,
        signals: signals(item, tier) ?? [],
      }),
    ),
  ).flat();
  const { matrices } = outcomeMatrices(rows, [seededRun(TIERS)], "opus");
  const [matrix] = matrices;
  if (matrix === undefined) return expect.fail();
  return { ...matrix, columns: TIERS.flatMap((tier) => matrix.columns.filter((column) => column.tier === tier)) };
}

const LEVELS = ["low", "medium", "high"];
const levelled: Signals = (item, tier) =>
  tier === "opus" ? [] : [{ name: "sure", value: item % 3, level: LEVELS[item % 3] ?? "" }];
const continuous: Signals = (item, tier) => (tier === "opus" ? [] : [{ name: "score", value: item / 40 }]);

describe("routeArms", () => {
  test("levels: to the next tier, to the reference, through all, at every level but the lowest", () => {
    const arms = routeArms([matrixOf(levelled)]);
    expect(arms.map(({ name }) => name)).toEqual([
      "haiku → sonnet by sure ≥ medium",
      "haiku → sonnet by sure ≥ high",
      "haiku → opus by sure ≥ medium",
      "haiku → opus by sure ≥ high",
      "sonnet → opus by sure ≥ medium",
      "sonnet → opus by sure ≥ high",
      "haiku → sonnet → opus by sure ≥ medium",
      "haiku → sonnet → opus by sure ≥ high",
    ]);
    const policy = arms.at(-1)?.policies[0];
    expect(policy === null || policy === undefined ? "" : planText(policy)).toBe(
      "haiku if sure ≥ high, else sonnet if sure ≥ high, else opus",
    );
  });

  test("continuous readings: shares of the known units, ties kept whole", () => {
    const arms = routeArms([matrixOf(continuous)], (_, unit) => unit < 20);
    const half = arms.find(({ name }) => name === "haiku → opus by score, 50 % accepted");
    // Of the readings 0, 1/40 … 19/40 the ten highest are accepted.
    expect(half?.policies[0]).toMatchObject({ steps: [{ accept: { all: [{ atLeast: 10 / 40 }] } }, {}] });
    expect(arms).toHaveLength(4 * 10);
  });

  test("checks of two levels are a gate, alone and beside a graded signal", () => {
    const both: Signals = (item, tier) =>
      tier === "opus"
        ? []
        : [
            ...(levelled(item, tier) ?? []),
            { name: "valid", value: item % 2, level: ["fail", "pass"][item % 2] ?? "" },
          ];
    const texts = routeArms([matrixOf(both)]).map(({ policies: [policy] }) => (policy ? planText(policy) : ""));
    expect(texts).toContain("haiku if valid ≥ pass, else opus");
    expect(texts).toContain("haiku if valid ≥ pass and sure ≥ high, else opus");
  });

  test("none where nothing is read, or a signal never moves", () => {
    expect(routeArms([matrixOf(() => [])])).toEqual([]);
    expect(routeArms([matrixOf((_, tier) => (tier === "opus" ? [] : [{ name: "score", value: 0.5 }]))])).toEqual([]);
  });

  test("a rule stands once for all task types, empty where one lacks the signal", () => {
    const arms = routeArms([matrixOf(levelled), matrixOf(() => [], 40, "other")]);
    expect(arms.every(({ policies }) => policies.length === 2 && policies[1] === null)).toBe(true);
  });
});

describe("arms among the tiers", () => {
  const laidOut = () => {
    const matrix = matrixOf(levelled, 200);
    const arms = routeArms([matrix]);
    return { matrix, arms, rows: withArms(tierRows([matrix], { tiers: TIERS, traffic: null }), [matrix], arms) };
  };

  test("an arm does what replaying its policy does", () => {
    const { matrix, arms, rows } = laidOut();
    const policy = arms[2]?.policies[0] ?? { kind: "single" as const, tier: "" };
    expect(rows.columns[3 + 2]?.score).toEqual(armValues(policy, matrix).score);
    expect(rows.tiers).toHaveLength(3 + arms.length);
  });

  test("an arm that harms more than it may is no arm", () => {
    const { rows } = laidOut();
    const harms = rows.columns
      .slice(3)
      .map(({ harm }) => (harm ?? new Float64Array(1)).reduce((a, b) => a + b, 0) / 200);
    const limit = harms.slice().sort((a, b) => a - b)[3] ?? 0;
    const { isOpen } = tierModel(unitTable(rows, { mostArmHarm: limit }));
    expect(Array.from(isOpen.slice(3))).toEqual(harms.map((harm) => (harm > limit ? 0 : 1)));
    expect([...tierModel(unitTable(rows)).isOpen]).toEqual(Array.from({ length: 3 + rows.arms.length }, () => 1));
  });

  test("says what a policy does on every item: score, cost, harm and loss, and nothing else", () => {
    const matrix = matrixOf(levelled, 6);
    const score = (tier: string) => [...(matrix.columns.find((column) => column.tier === tier)?.meanScore ?? [])];
    const values = armValues({ kind: "single", tier: "haiku" }, matrix);
    expect([...(values.score ?? [])]).toEqual(score("haiku"));
    const losses = score("opus").map((value, item) => value - (score("haiku")[item] ?? 0));
    expect([...(values.netLoss ?? [])]).toEqual(losses);
    expect([...(values.harm ?? [])]).toEqual(losses.map((loss) => Math.max(0, loss)));
    for (const costUsd of values.costUsd ?? []) expect(costUsd).toBeCloseTo(0.001, 12);
    expect(values.costUsd).toHaveLength(6);
    expect(values).toMatchObject({ latencyMs: null, escalated: null, underRouted: null, silentFailure: null });
    expect(new Set(losses).size).toBeGreaterThan(1);
  });
});

describe("the rules of arms", () => {
  const namesOf = (matrix: TaskTypeMatrix) => routeArms([matrix]).map(({ name }) => name);

  test("checks alone: through every tier that reads one of them, each held to its own", () => {
    const checked: Signals = (item, tier) => {
      const check = (name: string) => ({ name, value: item % 2, level: ["fail", "pass"][item % 2] ?? "" });
      if (tier === "haiku") return [check("compiles"), check("short")];
      return tier === "sonnet" ? [check("compiles")] : [];
    };
    const arms = routeArms([matrixOf(checked)]);
    expect(arms.map(({ name, policies: [policy] }) => [name, policy ? planText(policy) : ""])).toEqual([
      ["haiku → sonnet by checks", "haiku if compiles ≥ pass and short ≥ pass, else sonnet"],
      ["haiku → opus by checks", "haiku if compiles ≥ pass and short ≥ pass, else opus"],
      ["sonnet → opus by checks", "sonnet if compiles ≥ pass, else opus"],
      [
        "haiku → sonnet → opus by checks",
        "haiku if compiles ≥ pass and short ≥ pass, else sonnet if compiles ≥ pass, else opus",
      ],
    ]);
  });

  test("from the one tier that reads the signal, to its neighbour and to the reference", () => {
    const only: Signals = (item, tier) => (tier === "sonnet" ? (levelled(item, tier) ?? []) : []);
    expect(namesOf(matrixOf(only))).toEqual(["sonnet → opus by sure ≥ medium", "sonnet → opus by sure ≥ high"]);
    // A dearer tier than the reference has no part in it.
    const all: Signals = (item) => [{ name: "sure", value: item % 3, level: LEVELS[item % 3] ?? "" }];
    const matrix = { ...matrixOf(all), reference: "sonnet" };
    expect(namesOf(matrix)).toEqual(["haiku → sonnet by sure ≥ medium", "haiku → sonnet by sure ≥ high"]);
    expect(namesOf({ ...matrix, reference: "none" })).toEqual([]);
  });

  test("cuts come from the readings of the known units, all trials of them", () => {
    const labels = (known: number) =>
      routeArms([matrixOf(continuous)], (type, unit) => type === 0 && unit >= 40 - known)
        .filter(({ name }) => name.startsWith("sonnet → opus"))
        .map(({ name, policies: [policy] }) => [
          name.replace("sonnet → opus by score, ", ""),
          policy ? planText(policy) : "",
        ]);
    // Readings 0.9, 0.925, 0.95, 0.975, the lowest of which would accept everything.
    expect(labels(4)).toEqual([
      ["10 % accepted", "sonnet if score ≥ 0.975, else opus"],
      ["20 % accepted", "sonnet if score ≥ 0.975, else opus"],
      ["30 % accepted", "sonnet if score ≥ 0.95, else opus"],
      ["40 % accepted", "sonnet if score ≥ 0.95, else opus"],
      ["50 % accepted", "sonnet if score ≥ 0.95, else opus"],
      ["60 % accepted", "sonnet if score ≥ 0.925, else opus"],
      ["70 % accepted", "sonnet if score ≥ 0.925, else opus"],
    ]);
    expect(labels(0)).toEqual([]);
  });

  test("the known units are told by task type", () => {
    const asked: (readonly [number, number])[] = [];
    routeArms(
      [matrixOf(continuous, 2), matrixOf(continuous, 2, "other")],
      (type, unit) => asked.push([type, unit]) > 0,
    );
    expect(new Set(asked.map((one) => one.join()))).toEqual(new Set(["0,0", "0,1", "1,0", "1,1"]));
  });

  test("with very many items fewer shares are tried", () => {
    const matrix = matrixOf(continuous);
    const itemIds = Array.from({ length: 20_001 }, (_, i) => `item-${i}`);
    expect(namesOf({ ...matrix, itemIds: itemIds.slice(1) })).toHaveLength(4 * 10);
    const few = namesOf({ ...matrix, itemIds });
    expect(few.slice(0, 4)).toEqual([25, 50, 75, 90].map((share) => `haiku → sonnet by score, ${share} % accepted`));
    expect(few).toHaveLength(4 * 4);
  });
});
