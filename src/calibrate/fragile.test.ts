import { describe, expect, it } from "vitest";
import { calibrationText } from "../cli/calibration-text.js";
import { sha256Hex } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import { RoutingTableSchema } from "../core/routing-table.js";
import type { Score } from "../core/score.js";
import { parseTable } from "../router/parse-table.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import type { Judging } from "./judge-trust.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { routingTable } from "./routing-table-from.js";
import { worstFlips } from "./worst-flips.js";

const OPTIONS = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.05 };
const RUN = seededRun(["haiku", "opus"], { taskTypes: ["essay"] });
const COSTS: { readonly [tier: string]: number } = { haiku: 0.001, opus: 0.04 };
const ITEMS = 300;

function outcome(i: number, tier: string, value: number, isJudged = true): Outcome {
  const itemId = `i${String(i).padStart(3, "0")}`;
  const score: Score = { scorer: "rubric", kind: "judge", version: "v1", judgeModel: "m", value, reason: "" };
  const plain = seededOutcome({ itemId, tier, score: value, taskType: "essay", costUsd: COSTS[tier] ?? 0 });
  return { ...plain, scores: isJudged ? [score] : [], responseText: `${tier} on ${itemId}` };
}

/** Opus is right on the first 280; haiku loses so many of them, and is wrong where opus is. */
const outcomes = (lost: number, isJudged = true): readonly Outcome[] =>
  Array.from({ length: ITEMS }, (_, i) => [
    outcome(i, "haiku", i >= lost && i < 280 ? 1 : 0, isJudged),
    outcome(i, "opus", i < 280 ? 1 : 0, isJudged),
  ]).flat();

/** Enough labels to trust the judge. */
function trusted(rows: readonly Outcome[]): Judging {
  const labels = rows.map(({ itemId, tier, responseText, score }) => ({
    itemId,
    cluster: null,
    tier,
    answerSha256: sha256Hex(responseText ?? ""),
    answerLength: 9,
    judge: "rubric",
    rubric: "v1",
    criterion: "faithful",
    isMet: score === 1,
    annotator: "Ada",
    judgeScore: null,
    judgeModel: null,
  }));
  return { labels: { essay: labels }, floors: {} };
}

function calibrated(lost: number, isJudged = true) {
  const rows = outcomes(lost, isJudged);
  return calibrate(rows, [RUN], OPTIONS, { resamples: 5, judging: trusted(rows) });
}

const tierOf = (lost: number) => calibrated(lost).taskTypes[0]?.choice;

describe("a route that rests on few verdicts", () => {
  it("is fragile where 1 % of them would take haiku away, or bring it in, and not where nothing would", () => {
    const found = Array.from({ length: 30 }, (_, lost) => {
      const [decision] = calibrated(lost).taskTypes;
      return { lost, tier: decision?.choice.kind === "single" ? decision.choice.tier : "", ...decision };
    });
    const last = found.findLast(({ tier }) => tier === "haiku")?.lost ?? -1;
    expect(last).toBeGreaterThan(3);
    expect(found.map(({ tier }) => tier)).toEqual(found.map(({ lost }) => (lost <= last ? "haiku" : "opus")));
    // 1 % of 300 answers of haiku: three more lost, or three fewer.
    expect(found.filter(({ isFragile }) => isFragile === true).map(({ lost, tier }) => [lost, tier])).toEqual([
      [last - 2, "haiku"],
      [last - 1, "haiku"],
      [last, "haiku"],
      [last + 1, "opus"],
      [last + 2, "opus"],
      [last + 3, "opus"],
    ]);
  }, 120_000);

  it("says so in the decision, the terminal and the table, which a router reads as before", () => {
    const lost = Array.from({ length: 30 }, (_, i) => i).findLast((i) => JSON.stringify(tierOf(i)).includes("haiku"));
    const calibration = calibrated(lost ?? 0);
    const [decision] = calibration.taskTypes;
    expect(decision?.reason).toMatch(
      /Fragile: if the judges erred on 1 % of each tier's answers, where it matters most, it would be opus\.$/,
    );
    expect(calibration.warnings).toContain(
      'Task type "essay" is fragile: 1 % of the judges\' verdicts, if they were wrong, would choose another tier.',
    );
    expect(calibrationText(calibration).replace(/\s+/g, " ")).toContain('Task type "essay" is fragile');
    const table = routingTable({ calibration, runs: [RUN], tiers: RUN.tiers, prices: {}, toolVersion: "0.1.0" });
    expect(table.routes["essay"]).toMatchObject({ fragile: true, status: decision?.status });
    expect(RoutingTableSchema.safeParse(table).success).toBe(true);
    expect(() => parseTable(JSON.parse(JSON.stringify(table)), "checksum")).not.toThrow();
  }, 120_000);

  it("is one without a judge too, where the table it is part of rests on the verdicts of another", () => {
    const plain = Array.from({ length: 25 }, (_, i) =>
      ["haiku", "opus"].map((tier) => ({ ...outcome(i, tier, 1, false), taskType: "plain" })),
    ).flat();
    const of = (lost: number, isJudged = true) =>
      calibrate([...outcomes(lost, isJudged), ...plain], [RUN], OPTIONS, { resamples: 5 });
    // 25 items are too few by themselves: haiku serves them as part of the whole.
    const found = of(5);
    expect(found.taskTypes.map(({ taskType, choice, isFragile = false }) => [taskType, choice, isFragile])).toEqual([
      ["essay", { kind: "single", tier: "haiku" }, false],
      ["plain", { kind: "single", tier: "haiku" }, true],
    ]);
    expect(found.taskTypes[1]).not.toHaveProperty("judges");
    expect(found.taskTypes[1]?.reason).toMatch(/Fragile: if the judges erred .* it would be opus\.$/);
    expect(found.warnings.filter((text) => text.includes("fragile"))).toEqual([
      'Task type "plain" is fragile: 1 % of the judges\' verdicts, if they were wrong, would choose another tier.',
    ]);
    expect(of(1).taskTypes.some(({ isFragile }) => isFragile)).toBe(false);
    expect(of(5, false).taskTypes.some(({ isFragile }) => isFragile)).toBe(false);
  }, 120_000);

  it("is none where programs scored, however close", () => {
    for (const lost of [5, 6, 7, 8, 9, 10, 11])
      expect(calibrated(lost, false).taskTypes[0]).not.toHaveProperty("isFragile");
  }, 120_000);
});

describe("the worst that a judge could have got wrong", () => {
  const decisionOf = (tier: string) => {
    const rows = outcomes(3);
    const [decision] = calibrate(rows, [RUN], OPTIONS, { resamples: 5, judging: trusted(rows) }).taskTypes;
    if (decision === undefined) throw new Error("nothing decided");
    return { rows, decision: { ...decision, choice: { kind: "single" as const, tier } } };
  };
  const matrixOf = (rows: readonly Outcome[]) => {
    const itemIds = [...new Set(rows.map(({ itemId }) => itemId))].sort();
    const columns = ["haiku", "opus"].map((tier) => {
      const scores = itemIds.map((id) => rows.find((row) => row.itemId === id && row.tier === tier)?.score ?? 0);
      const meanScore = Float64Array.from(scores);
      const starts = Uint32Array.from({ length: itemIds.length + 1 }, (_, i) => i);
      const zeros = new Float64Array(itemIds.length);
      return {
        tier,
        starts,
        score: meanScore,
        meanScore,
        costUsd: null,
        signalCostUsd: null,
        latencyMs: null,
        harm: zeros,
        signals: new Map(),
        mostTrials: 1,
        isBinary: true,
      };
    });
    const units = Int32Array.from(itemIds, (_, i) => i);
    const base = { taskType: "essay", itemIds, units, unitCount: itemIds.length, unitClusters: [], reference: "opus" };
    return { ...base, columns, levels: new Map(), trials: 1 };
  };
  const changes = (rows: readonly Outcome[], flipped: readonly Outcome[] | null) =>
    (flipped ?? []).flatMap((row, at) =>
      row.score === rows[at]?.score ? [] : [`${row.itemId} ${row.tier} ${row.score}`],
    );

  it("is 1 % of the chosen tier's right answers, where the reference is right too", () => {
    const { rows, decision } = decisionOf("haiku");
    const flipped = worstFlips(rows, [{ matrix: matrixOf(rows), decision }]);
    expect(changes(rows, flipped)).toEqual(["i003 haiku 0", "i004 haiku 0", "i005 haiku 0"]);
    const mixed = rows.toReversed();
    expect(new Set(changes(mixed, worstFlips(mixed, [{ matrix: matrixOf(rows), decision }])))).toEqual(
      new Set(["i003 haiku 0", "i004 haiku 0", "i005 haiku 0"]),
    );
  });

  it("is as many of a tier's lost answers where it was not chosen, and none that a program failed too", () => {
    const { rows, decision } = decisionOf("opus");
    const failed: Score = { scorer: "facts", kind: "validator", version: "1", value: 0, reason: "" };
    const checked = rows.map((row) =>
      row.itemId === "i001" && row.tier === "haiku" ? { ...row, scores: [failed, ...row.scores] } : row,
    );
    const flipped = worstFlips(checked, [{ matrix: matrixOf(rows), decision }]);
    expect(changes(checked, flipped)).toEqual(["i000 haiku 1", "i002 haiku 1"]);
  });

  it("is of every step of a path what that step serves", () => {
    const tiers = ["haiku", "sonnet", "opus"];
    const judged = Array.from({ length: 200 }, (_, i) =>
      tiers.map((tier): Outcome => {
        const isSure = tier === "haiku" ? i < 50 : i < 100;
        return { ...outcome(i, tier, 1), signals: [{ name: "sure", value: isSure ? 1 : 0 }] };
      }),
    ).flat();
    const [matrix] = outcomeMatrices(judged, [seededRun(tiers, { taskTypes: ["essay"] })], "opus").matrices;
    const accept = { all: [{ signal: "sure", atLeast: 1 }] };
    const { decision } = decisionOf("opus");
    const steps = [
      { tier: "haiku", accept },
      { tier: "sonnet", accept },
      { tier: "opus", accept: "always" as const },
    ];
    if (matrix === undefined) throw new Error("no matrix");
    const flipped = worstFlips(judged, [{ matrix, decision: { ...decision, choice: { kind: "cascade", steps } } }]);
    // Sonnet is sure of i000 to i049 too, and never asked about them.
    expect(changes(judged, flipped)).toEqual(["i000 haiku 0", "i001 haiku 0", "i050 sonnet 0", "i051 sonnet 0"]);
  });

  it("is nothing where no judge scored", () => {
    const { rows, decision } = decisionOf("haiku");
    const unjudged = rows.map((row) => ({ ...row, scores: [] }));
    expect(worstFlips(unjudged, [{ matrix: matrixOf(rows), decision }])).toBeNull();
    expect(worstFlips(rows, [])).toBeNull();
  });
});
