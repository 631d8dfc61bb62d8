import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { constraintsHold, planScore } from "../datasets/planning/families.js";
import { Seeded } from "../datasets/seeded.js";
import type { ItemSpec } from "./core/item.js";
import type { JsonObject, JsonValue } from "./core/json.js";

interface Planned {
  readonly id: string;
  readonly problem: JsonObject | null;
  readonly optimum: number | null;
  readonly plan: JsonObject;
}

const ITEMS: readonly Planned[] = readFileSync(new URL("../datasets/planning/items.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as ItemSpec)
  .map(({ id, input, expected }) => {
    const { optimum, plan } = expected as { readonly optimum: number | null; readonly plan: JsonObject };
    return { id, problem: input["problem"] as JsonObject | null, optimum, plan };
  });
const SOLVED = ITEMS.filter(({ optimum }) => optimum !== null);
const score = ({ problem, optimum }: Planned, answer: JsonObject): number => planScore(problem, optimum, answer).value;

/** The plan with two of its entries, or their values, in each other's place; or a number moved. */
function neighbour(plan: JsonObject, chance: Seeded): JsonObject {
  const [[field, value] = ["", null]] = Object.entries(plan);
  if (Array.isArray(value)) return { [field]: swapped(value, chance) };
  const entries = Object.entries(value as JsonObject);
  const values = entries.map(([, entry]) => entry);
  const moved = values.map((entry) =>
    typeof entry === "number" && chance.chance(0.3) ? entry + chance.integer(-3, 3) : entry,
  );
  const next = chance.chance(0.5) ? swapped(values, chance) : moved;
  return { [field]: Object.fromEntries(entries.map(([key], index) => [key, next[index] ?? null])) };
}

function swapped(values: readonly JsonValue[], chance: Seeded): readonly JsonValue[] {
  const [one, other] = [chance.integer(0, values.length - 1), chance.integer(0, values.length - 1)];
  return values.with(one, values[other] ?? null).with(other, values[one] ?? null);
}

describe("a plan", () => {
  it("is 1 at the optimum, and no plan near it is better", () => {
    const better: unknown[] = [];
    for (const item of SOLVED) {
      expect(score(item, item.plan), item.id).toBe(1);
      const chance = new Seeded(`neighbours of ${item.id}`);
      let plan = item.plan;
      for (let step = 0; step < 200; step += 1) {
        const next = neighbour(plan, chance);
        const value = score(item, next);
        if (!(value <= 1)) better.push([item.id, next, value]);
        if (value > 0) plan = next;
      }
    }
    expect(better).toEqual([]);
  });

  it("is worth something between where it is valid and not the best", () => {
    const values = SOLVED.flatMap((item) => {
      const chance = new Seeded(`worse than ${item.id}`);
      return Array.from({ length: 100 }, () => score(item, neighbour(item.plan, chance)));
    });
    expect(values.filter((value) => value === 0).length).toBeGreaterThan(1000);
    expect(values.filter((value) => value > 0 && value < 1).length).toBeGreaterThan(200);
  });

  it("holds without the label exactly where it scores with it", () => {
    for (const item of SOLVED) {
      const chance = new Seeded(`signal of ${item.id}`);
      for (let step = 0; step < 20; step += 1) {
        const plan = neighbour(item.plan, chance);
        expect(constraintsHold(item.problem, plan).value).toBe(Number(score(item, plan) > 0));
      }
    }
  });

  it("is found out without the label where it says wrongly that there is none", () => {
    for (const { id, problem, optimum } of ITEMS)
      expect(constraintsHold(problem, { none: true }).value, id).toBe(optimum === null ? 1 : 0);
    expect(constraintsHold(null, { none: true, choose: [] }).value).toBe(0);
  });

  it("is refused where it says that there is none, beside another or wrongly", () => {
    for (const item of ITEMS) {
      expect(score(item, { none: true })).toBe(item.optimum === null ? 1 : 0);
      expect(score(item, { ...item.plan, none: true, also: 1 })).toBe(0);
      expect(score(item, { none: false })).toBe(0);
    }
  });

  it.each<[string, JsonValue]>([
    ["null", null],
    ["a number", 7],
    ["a text", "all of it"],
    ["nothing", []],
    ["no pairs", {}],
    ["a list of nulls", [null, null]],
    ["lists in lists", [[[["a"]]]]],
    ["what every object has", { constructor: 0, toString: 0, hasOwnProperty: 0 }],
    ["very long", Array.from({ length: 50_000 }, (_, index) => `x${index}`)],
    ["very wide", Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`x${index}`, index]))],
  ])("is 0 where it is %s", (_, value) => {
    // One of each family.
    for (const item of SOLVED.slice(0, 10)) {
      const [field = ""] = Object.keys(item.plan);
      const said = planScore(item.problem, item.optimum, { [field]: value });
      // Choosing nothing, or booking no room, is a plan: a poor one.
      const isPoor =
        ["nothing", "no pairs"].includes(_) &&
        (item.problem?.["kind"] === "select" || item.problem?.["kind"] === "rooms");
      expect(said.value, item.id).toBeLessThan(isPoor ? 0.2 : Number.MIN_VALUE);
    }
  });

  it("is read whatever the case of its names", () => {
    for (const item of SOLVED) expect(score(item, JSON.parse(shouted(item.plan)) as JsonObject), item.id).toBe(1);
  });
});

/** All names in capitals; the field as it was. */
function shouted(plan: JsonObject): string {
  const [field = ""] = Object.keys(plan);
  return JSON.stringify(plan).toUpperCase().replace(JSON.stringify(field).toUpperCase(), JSON.stringify(field));
}
