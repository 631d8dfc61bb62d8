import { describe, expect, test } from "vitest";
import type { TaskTypeDecision } from "../core/calibration.js";
import { type PlantedTaskType, plantedOutcomes } from "../testing/planted-world.js";
import { seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { replay } from "./replay.js";

const TIERS = ["haiku", "sonnet", "opus"];
const RUN = seededRun(TIERS, { simulated: true });
const WORLDS = 200;
const TRUTH_ITEMS = 20_000;
const OPTIONS = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.03 };

const difficulty = { mean: 0, sd: 1.6 };

/** Ordinary task types, and ones planted on the boundary, where a wrong choice is likeliest. */
const TYPES: readonly (PlantedTaskType & { readonly items: number; readonly hasSaving: boolean })[] = [
  {
    taskType: "ladder",
    abilities: { haiku: 1.2, sonnet: 2.4, opus: 3.2 },
    difficulty,
    signalStrength: 2.08,
    items: 400,
    hasSaving: true,
  },
  {
    taskType: "strong-signal",
    abilities: { haiku: 1.2, sonnet: 2.4, opus: 3.2 },
    difficulty,
    signalStrength: 4,
    items: 400,
    hasSaving: true,
  },
  {
    taskType: "easy",
    abilities: { haiku: 5, sonnet: 5.2, opus: 5.4 },
    difficulty: { mean: 0, sd: 1 },
    signalStrength: null,
    items: 300,
    hasSaving: true,
  },
  {
    taskType: "not-monotone",
    abilities: { haiku: 2.8, sonnet: 1.6, opus: 2.7 },
    difficulty,
    signalStrength: null,
    isPaired: true,
    items: 400,
    hasSaving: true,
  },
  {
    taskType: "useless-signal",
    abilities: { haiku: 0, sonnet: 0.5, opus: 3.2 },
    difficulty,
    signalStrength: 0,
    items: 300,
    hasSaving: false,
  },
  // Paired draws; haiku and sonnet lose 5.2 and 5.05 points against opus: just not good enough.
  {
    taskType: "boundary",
    abilities: { haiku: 2.5367, sonnet: 2.553, opus: 3.2 },
    difficulty,
    signalStrength: null,
    isPaired: true,
    items: 400,
    hasSaving: false,
  },
];

interface Truth {
  readonly loss: number;
  readonly harm: number;
  readonly costShare: number;
}

/** What a choice does on a sample so large that its error does not matter. */
function truth(type: PlantedTaskType): (choice: TaskTypeDecision["choice"]) => Truth {
  const world = outcomeMatrices(plantedOutcomes(type, TRUTH_ITEMS, 987_654_321), [RUN], "opus").matrices[0];
  if (world === undefined) throw new Error("no world");
  const reference = replay({ kind: "single", tier: "opus" }, world);
  const known = new Map<string, Truth>();
  return (choice) => {
    const key = JSON.stringify(choice);
    const chosen = known.has(key) ? null : replay(choice, world);
    const found = known.get(key) ?? {
      loss: (sum(reference.score) - sum(chosen?.score)) / TRUTH_ITEMS,
      harm: sum(chosen?.harm) / TRUTH_ITEMS,
      costShare: sum(chosen?.costUsd) / sum(reference.costUsd),
    };
    known.set(key, found);
    return found;
  };
}

function sum(values: Float64Array | null | undefined): number {
  return (values ?? new Float64Array(0)).reduce((total, value) => total + value, 0);
}

describe("planted truth: what is certified holds, and money is saved", () => {
  test.each(TYPES)(
    "$taskType",
    (type) => {
      const truthOf = truth(type);
      let broken = 0;
      let saved = 0;
      const kinds = new Map<string, number>();
      for (let seed = 1; seed <= WORLDS; seed += 1) {
        const result = calibrate(plantedOutcomes(type, type.items, seed), [RUN], OPTIONS, { resamples: 1 });
        const decision = result.taskTypes[0];
        if (decision === undefined) throw new Error("no decision");
        const { loss, harm, costShare } = truthOf(decision.choice);
        const limit = decision.choice.kind === "cascade" ? harm - OPTIONS.harm : loss - OPTIONS.margin;
        if (limit > 0) broken += 1;
        saved += (1 - costShare) / WORLDS;
        const kind = decision.choice.kind === "single" ? decision.choice.tier : "cascade";
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
      const seen = `seeds 1 to ${WORLDS}: ${broken} broken, saved ${saved.toFixed(3)}, ${JSON.stringify([...kinds])}`;
      expect(broken / WORLDS, seen).toBeLessThanOrEqual(0.05);
      if (type.hasSaving) expect(saved, seen).toBeGreaterThan(0.1);
    },
    180_000,
  );
});
