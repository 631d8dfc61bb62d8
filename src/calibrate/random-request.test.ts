import { describe, expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import { type Random, seededRandom } from "../stats/random.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { certifyTables } from "./certify-table.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { routingTable } from "./routing-table-from.js";
import { tierRows } from "./tier-rows.js";

const TIERS = ["haiku", "opus"];
const RUN = seededRun(TIERS);
const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus" };

interface ItemSpec {
  readonly taskType: string;
  readonly isLost: boolean;
  readonly cluster?: string;
}

/** Opus is right on all; haiku loses what it is said to lose. */
function outcomes(items: readonly ItemSpec[]): readonly Outcome[] {
  return items.flatMap(({ taskType, isLost, cluster = null }, i) =>
    TIERS.map((tier) =>
      seededOutcome({
        itemId: `item-${String(i).padStart(5, "0")}`,
        taskType,
        tier,
        cluster,
        score: tier === "haiku" && isLost ? 0 : 1,
        costUsd: tier === "haiku" ? 0.001 : 0.01,
      }),
    ),
  );
}

/** How often "haiku everywhere loses at most 10 points" is certified. */
function certifiedShare(
  draws: number,
  draw: (random: Random) => readonly ItemSpec[],
  traffic: CalibrationOptions["traffic"],
) {
  let certified = 0;
  for (let seed = 1; seed <= draws; seed += 1) {
    const rows = outcomes(draw(seededRandom(seed, "requests")));
    const { matrices } = outcomeMatrices(rows, [RUN], "opus");
    const cheap = { tierOf: new Int32Array(matrices.length) };
    const found = certifyTables(tierRows(matrices, { tiers: TIERS, traffic }), [cheap], {
      criterion: "net-loss",
      epsilon: 0.1,
      delta: 0.05,
      seed,
    });
    certified += found.certified;
  }
  return certified / draws;
}

/** 5 % and three standard errors of 400 draws. */
const MOST = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400);

describe("the promise of the whole is about a random request", () => {
  test("clusters count by their items: a few large ones that lose are not outvoted by small ones", () => {
    // Nine small clusters without loss to one of 27 items that loses 1 of 3: a tenth and a half of all items.
    const share = certifiedShare(
      400,
      (random) =>
        Array.from({ length: 120 }, (_, cluster) => {
          const isLarge = random.uniform() < 0.1;
          const lost = isLarge && random.uniform() < 0.15;
          return Array.from({ length: isLarge ? 18 : 1 }, () => ({
            taskType: "a",
            isLost: lost,
            cluster: `c${cluster}`,
          }));
        }).flat(),
      null,
    );
    expect(share).toBeLessThanOrEqual(MOST);
  });

  test("many small task types: traffic that differs a little on each of them counts", () => {
    const types = Array.from({ length: 100 }, (_, type) => `type-${String(type).padStart(3, "0")}`);
    const traffic = Object.fromEntries(types.map((taskType, type) => [taskType, type % 2 === 0 ? 1.4 : 0.6]));
    // Where the traffic is, haiku loses 1 of 7; elsewhere nothing: 10 % of requests, 7 % of items.
    const share = certifiedShare(
      400,
      (random) =>
        types.flatMap((taskType, type) =>
          Array.from({ length: 3 }, () => ({ taskType, isLost: type % 2 === 0 && random.uniform() < 1 / 7 })),
        ),
      traffic,
    );
    expect(share).toBeLessThanOrEqual(MOST);
  });

  test("a document that stands in several task types is one piece of evidence", () => {
    const share = certifiedShare(
      400,
      (random) =>
        Array.from({ length: 80 }, (_, document) => {
          const isLost = random.uniform() < 0.1;
          return ["a", "b", "c", "d", "e", "f"].map((taskType) => ({ taskType, isLost, cluster: `doc-${document}` }));
        }).flat(),
      null,
    );
    expect(share).toBeLessThanOrEqual(MOST);
  });
});

const run = (rows: readonly Outcome[], change: Partial<CalibrationOptions> = {}) =>
  calibrate(rows, [RUN], { ...OPTIONS, ...change }, { resamples: 20 });
const items = (taskType: string, n: number, lost: number): readonly ItemSpec[] =>
  Array.from({ length: n }, (_, i) => ({ taskType, isLost: i < lost }));

test("a task type without traffic keeps its own decision: no promise is about it", () => {
  const rows = outcomes([...items("busy", 400, 0), ...items("other", 400, 0), ...items("idle", 60, 20)]);
  const { taskTypes, whole } = run(rows, { traffic: { busy: 1, other: 1, idle: 0 } });
  expect(whole.certificate).not.toBeNull();
  expect(taskTypes.find(({ taskType }) => taskType === "idle")?.choice).toEqual({ kind: "single", tier: "opus" });
});

test("a check that always fails lends its failed test to no tier", () => {
  const rows = outcomes([...items("a", 600, 12), ...items("b", 600, 0)]).map((row) =>
    row.tier === "haiku" ? { ...row, signals: [{ name: "valid", value: 0, level: "fail" }] } : row,
  );
  const defined = {
    ...RUN,
    signals: ["a", "b"].map((taskType) => ({
      name: "valid",
      taskType,
      kind: "validator" as const,
      levels: ["fail", "pass"],
      version: "1",
      extraCalls: 0,
    })),
  };
  const calibration = calibrate(rows, [defined], OPTIONS, { resamples: 20 });
  const { routes } = routingTable({ calibration, runs: [defined], tiers: RUN.tiers, prices: {}, toolVersion: "0.1.0" });
  for (const { guarantee, status } of Object.values(routes)) {
    if (status !== "certified" || guarantee === null || guarantee.pValue === null) continue;
    const level = guarantee["testLevel"];
    expect(guarantee.pValue).toBeLessThanOrEqual(typeof level === "number" ? level : 0);
  }
  expect(routes["a"]?.plan).toMatchObject([{ tier: "haiku" }]);
});

test("cells missing: the sentence promises nothing", () => {
  const rows = outcomes([...items("a", 400, 0), ...items("b", 400, 0)]).map((row, i) =>
    i % 60 === 0 ? { ...row, status: "errored" as const, score: null } : row,
  );
  const { whole, taskTypes } = run(rows, { allowMissing: true });
  expect(whole.reason).not.toMatch(/95 % confidence/);
  for (const { reason } of taskTypes) expect(reason).not.toMatch(/, promised as a whole|is promised/);
});
