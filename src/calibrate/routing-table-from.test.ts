import { expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import type { Price } from "../core/price.js";
import type { Run } from "../core/run.js";
import { readTable, tableText } from "../core/table-file.js";
import { binomialCdf } from "../stats/binomial.js";
import { PLANTED_SIGNAL, plantedOutcomes } from "../testing/planted-world.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { routingTable } from "./routing-table-from.js";

const TIERS = ["haiku", "sonnet", "opus"];
const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.03 };
const PRICE: Price = {
  effectiveFrom: "2026-10-07",
  currency: "USD",
  perMTok: { in: 0.1, out: 0.5, cacheWrite5m: null, cacheWrite1h: null, cacheRead: null },
  batchMultiplier: 0.5,
  source: "price list",
  retrievedAt: "2026-10-10",
};

function tableOf(rows: readonly Outcome[], { run = seededRun(TIERS), asOf }: { run?: Run; asOf?: string } = {}) {
  const calibration = calibrate(rows, [run], OPTIONS, { resamples: 200 });
  const inputs = {
    calibration,
    runs: [run],
    tiers: run.tiers,
    prices: { "claude-haiku": [PRICE] },
    toolVersion: "0.1.0",
  };
  return routingTable({ ...inputs, ...(asOf === undefined ? {} : { asOf }) });
}

const ladder = (items: number) =>
  plantedOutcomes(
    {
      taskType: "ladder",
      abilities: { haiku: 1.2, sonnet: 2.4, opus: 3.2 },
      difficulty: { mean: 0, sd: 1.6 },
      signalStrength: 3,
    },
    items,
    1,
  );

test("a cascade: plan, signal, and a guarantee that anyone can compute again", () => {
  const table = tableOf(ladder(600));
  const route = table.routes["ladder"];
  const plan = route?.plan ?? [];
  expect(plan[0]?.accept).toMatchObject({ all: [{ signal: PLANTED_SIGNAL }] });
  expect(plan.at(-1)).toMatchObject({ tier: "opus", accept: "always" });
  expect(table.requires).toEqual(["cascade.v1"]);
  expect(table.signals).toEqual({ [PLANTED_SIGNAL]: { kind: "imported", version: "imported", onMissing: "lowest" } });
  const { guarantee } = route ?? {};
  expect(guarantee).toMatchObject({ type: "harm-rate", epsilon: 0.03, delta: 0.05, n: 600 });
  const again = binomialCdf(guarantee?.k ?? 600, guarantee?.n ?? 600, guarantee?.epsilon ?? 0);
  expect(guarantee?.pValue).toBeCloseTo(again, 11);
  // Half of δ for cascades, three paths through the tiers.
  expect(guarantee?.["testLevel"]).toBeCloseTo(0.05 / 6, 12);
  expect(again).toBeLessThanOrEqual(0.05 / 6);
  expect(route?.monitor.onAlarm).toBe("demote");
  expect(route?.monitor.escalationP0Upper).toBeGreaterThan(route?.expected.escalation.v ?? 1);
  expect(table.provenance.simulated).toBe(true);
});

test("a single tier: non-inferiority, what lost and why, dearer tiers on errors", () => {
  const line = (wrong: number) => "0".repeat(wrong) + "1".repeat(400 - wrong);
  const rows = outcomesFromStrings({ haiku: line(80), sonnet: line(4), opus: line(4) }, (_, tier) => ({
    costUsd: { haiku: 0.001, sonnet: 0.01, opus: 0.04 }[tier] ?? 0,
  }));
  const table = tableOf(rows);
  const route = table.routes["triage"];
  expect(route).toMatchObject({
    plan: [{ tier: "sonnet", accept: "always", carry: "none" }],
    errorFallback: ["opus", "haiku"],
    guarantee: { type: "non-inferiority", epsilon: 0.05, method: "tango-holm" },
    expected: { n: 400, quality: { v: 0.99 }, costUsd: { v: 0.01 }, latencyP50Ms: 1000 },
    monitor: { escalationP0Upper: 0, onAlarm: "alarm" },
    status: "certified",
  });
  expect(route?.alternatives).toEqual([
    { tier: "haiku", quality: 0.8, costUsd: 0.001, reason: expect.stringMatching(/^inferior: −19\.0 points/) },
    { tier: "opus", quality: 0.99, costUsd: 0.04, reason: "reference: not cheaper" },
  ]);
  expect(table.tiers.map(({ id, rank, prices }) => [id, rank, prices.length])).toEqual([
    ["haiku", 0, 1],
    ["sonnet", 1, 0],
    ["opus", 2, 0],
  ]);
  expect(table.requires).toEqual([]);
});

test("nothing certified carries no guarantee", () => {
  const answers = { haiku: "00".padEnd(40, "1"), opus: "1".repeat(40) };
  const rows = outcomesFromStrings(answers, (_, tier) => ({ costUsd: tier === "opus" ? 0.04 : 0.001 }));
  const table = tableOf(rows);
  expect(table.routes["triage"]).toMatchObject({
    status: "insufficient-data",
    guarantee: null,
    plan: [{ tier: "opus" }],
    itemsStillNeeded: 84,
  });
});

test("no clock: dates come from the run, or from asOf", () => {
  const rows = outcomesFromStrings({ haiku: "1".repeat(40), opus: "1".repeat(40) });
  const table = tableOf(rows);
  expect(table.provenance.createdAt).toBe("2026-10-31T09:30:00.000Z");
  expect(table.validity).toMatchObject({
    staleAfter: "2027-01-01T09:30:00.000Z",
    expiresAt: "2027-01-31T09:30:00.000Z",
  });
  expect(table.tableId).toMatch(/^rt_2026-10-31_[0-9a-f]{4}$/);
  expect(tableOf(rows, { asOf: "2026-11-05T00:00:00Z" }).validity.notBefore).toBe("2026-11-05T00:00:00.000Z");
  expect(() => tableOf(rows, { run: seededRun(TIERS, { finishedAt: null }) })).toThrow("has not finished");
});

test("equal inputs give equal bytes, in any order of rows, and the text reads back", () => {
  const rows = ladder(200);
  const text = tableText(tableOf(rows));
  expect(tableText(tableOf(rows.slice().reverse()))).toBe(text);
  expect(readTable(text, "routing-table.json").tableId).toBe(tableOf(rows).tableId);
  // No fraction but an observed threshold has more than 12 significant digits.
  expect(text.replaceAll(/"atLeast": .*/g, "").match(/\d\.\d*[1-9]\d{13,}/g)).toBeNull();
});

test("levels of a defined signal come from the run", () => {
  const levels = ["low", "high"];
  const rows = outcomesFromStrings(
    { haiku: "0".repeat(60) + "1".repeat(340), opus: "1".repeat(400) },
    (itemId, tier) => ({
      costUsd: tier === "opus" ? 0.04 : 0.001,
      signals:
        tier === "opus"
          ? []
          : Number(itemId.slice(-4)) < 60
            ? [{ name: "sr", value: 0, level: "low" }]
            : [{ name: "sr", value: 1, level: "high" }],
    }),
  );
  const signals = [
    { name: "sr", taskType: "triage", kind: "self-report" as const, levels, version: "2", extraCalls: 0 },
  ];
  const table = tableOf(rows, { run: seededRun(["haiku", "opus"], { signals }) });
  expect(table.signals["sr"]).toEqual({ kind: "self-report", levels, version: "2", onMissing: "lowest" });
  expect(table.routes["triage"]?.plan[0]?.accept).toEqual({ all: [{ signal: "sr", atLeast: "high" }] });
});
