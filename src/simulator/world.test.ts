import { describe, expect, it } from "vitest";
import { demoWorld, ladderWorld } from "./demo-world.js";
import { itemDifficulty, trueQuality, type World, WorldSchema } from "./world.js";

const MODELS = { haiku: "h", sonnet: "s", opus: "o" };
const world = demoWorld(MODELS, ["easy-task", "middling-task", "hard-task"]);
const items = (taskType: string) =>
  (["easy", "medium", "hard"] as const).flatMap((difficulty) =>
    Array.from({ length: 200 }, (_, index) => ({ itemId: `i-${difficulty}-${index}`, taskType, difficulty })),
  );
const meanQuality = (model: string, taskType: string) =>
  items(taskType).reduce((sum, item) => sum + trueQuality(world, model, item), 0) / 600;

function flat(over: Partial<World["tiers"][string]> = {}, rest: Partial<World> = {}): World {
  return {
    tiers: { m: { ...(world.tiers["h"] as World["tiers"][string]), ability: 1, abilityByTaskType: {}, ...over } },
    difficulty: { easy: -1, medium: 0, hard: 1, unknown: 0.5 },
    itemSpread: 0,
    ...rest,
  };
}

describe("trueQuality", () => {
  const sound = { malformedRate: 0, refusalRate: 0, truncatedRate: 0 };
  it("is the logistic function of ability minus difficulty", () => {
    const item = { itemId: "x", taskType: "t", difficulty: "medium" as const };
    expect(trueQuality(flat(sound), "m", item)).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect(trueQuality(flat(sound), "m", { ...item, difficulty: undefined })).toBeCloseTo(1 / (1 + Math.exp(-0.5)), 12);
  });

  it("takes off what is malformed, refused or truncated", () => {
    const rates = { malformedRate: 0.1, refusalRate: 0.05, truncatedRate: 0.05 };
    const item = { itemId: "x", taskType: "t" };
    expect(trueQuality(flat(rates), "m", item)).toBeCloseTo(0.8 * trueQuality(flat(sound), "m", item), 12);
  });

  it("uses the ability of the task type and the bonus of the effort", () => {
    const w = flat({ ...sound, abilityByTaskType: { t: 3 }, effortBonus: { high: 2 } });
    const item = { itemId: "x", taskType: "t", difficulty: "medium" as const };
    expect(trueQuality(w, "m", item)).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
    expect(trueQuality(w, "m", item, "high")).toBeCloseTo(1 / (1 + Math.exp(-5)), 12);
    expect(trueQuality(w, "m", item, "low")).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
  });

  it("refuses a model that the world does not have", () => {
    expect(() => trueQuality(world, "toString", { itemId: "x", taskType: "t" })).toThrow(RangeError);
  });
});

describe("itemDifficulty", () => {
  it("spreads items around their band, always the same way", () => {
    const spread = flat({}, { itemSpread: 2 });
    const values = items("t").map((item) => itemDifficulty(spread, { ...item, difficulty: "medium" }));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan((4 * 2) / Math.sqrt(values.length));
    expect(itemDifficulty(spread, { itemId: "a", taskType: "t" })).toBe(
      itemDifficulty(spread, { itemId: "a", taskType: "t" }),
    );
  });
});

describe("demoWorld", () => {
  it("is a valid world", () => {
    expect(WorldSchema.safeParse(world).success).toBe(true);
  });

  it("makes routing worth while: one task type for each kind of ladder", () => {
    expect(Math.abs(meanQuality("h", "easy-task") - meanQuality("o", "easy-task"))).toBeLessThan(0.01);
    expect(meanQuality("o", "middling-task") - meanQuality("h", "middling-task")).toBeGreaterThan(0.1);
    expect(Math.abs(meanQuality("s", "middling-task") - meanQuality("o", "middling-task"))).toBeLessThan(0.01);
    expect(meanQuality("o", "hard-task") - meanQuality("s", "hard-task")).toBeGreaterThan(0.06);
    expect(meanQuality("s", "hard-task") - meanQuality("h", "hard-task")).toBeGreaterThan(0.06);
  });
});

describe("ladderWorld", () => {
  it("puts models of any number between the ends", () => {
    const long = ladderWorld(["a", "b", "c", "d", "b"], ["t"]);
    expect(WorldSchema.safeParse(long).success).toBe(true);
    const abilities = Object.values(long.tiers).map(({ ability }) => ability);
    expect(abilities).toEqual(abilities.toSorted((a, b) => a - b));
    expect(abilities).toHaveLength(4);
    expect(ladderWorld(["h", "s", "o"], ["t"])).toEqual(demoWorld(MODELS, ["t"]));
    expect(ladderWorld(["only"], []).tiers["only"]?.ability).toBe(long.tiers["d"]?.ability);
    expect(() => ladderWorld([], [])).toThrow(/at least one tier/);
  });
});

describe("WorldSchema", () => {
  it("refuses rates that exceed certainty", () => {
    expect(WorldSchema.safeParse(flat({ malformedRate: 0.6, refusalRate: 0.6 })).success).toBe(false);
    expect(WorldSchema.safeParse(flat({ ability: Number.NaN })).success).toBe(false);
  });
});
