import { expect, test } from "vitest";
import { CASCADE_WORLDS, type CascadeWorld, drawCascadeWorld } from "../testing/benchmark-worlds.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { fitCertSplit, unitsWhere } from "./item-subset.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { replay } from "./replay.js";

const clustered = drawCascadeWorld(CASCADE_WORLDS[4] as CascadeWorld, 400, 1);

test("fit and certification share no cluster and miss no item", () => {
  const { fit, cert } = fitCertSplit(clustered, { share: 0.4, seed: 7 });
  expect(fit.unitCount).toBe(20);
  expect(cert.unitCount).toBe(30);
  expect([...fit.itemIds, ...cert.itemIds].sort()).toEqual([...clustered.itemIds].sort());
  const clusterOf = (id: string) => Math.floor(Number(id.slice(-7)) / 8);
  const learnt = new Set(fit.itemIds.map(clusterOf));
  expect(cert.itemIds.some((id) => learnt.has(clusterOf(id)))).toBe(false);
});

test("the split follows the seed and the names, not the answers", () => {
  const one = fitCertSplit(clustered, { share: 0.4, seed: 7 }).fit.itemIds;
  const otherAnswers = drawCascadeWorld(CASCADE_WORLDS[4] as CascadeWorld, 400, 99);
  expect(fitCertSplit(otherAnswers, { share: 0.4, seed: 7 }).fit.itemIds).toEqual(one);
  expect(fitCertSplit(clustered, { share: 0.4, seed: 8 }).fit.itemIds).not.toEqual(one);
});

test("a part carries its own rows", () => {
  const part = unitsWhere(clustered, (unit) => unit % 2 === 1);
  const policy = { kind: "single", tier: "haiku" } as const;
  const whole = replay(policy, clustered);
  const items = [...clustered.units.keys()].filter((i) => (clustered.units[i] ?? 0) % 2 === 1);
  const own = replay(policy, part);
  expect([...own.harm]).toEqual(items.map((i) => whole.harm[i]));
  expect([...(own.costUsd ?? [])]).toEqual(items.map((i) => whole.costUsd?.[i]));
  expect([...(part.columns[0]?.signals.get("confidence")?.readings ?? [])]).toEqual(
    items.map((i) => clustered.columns[0]?.signals.get("confidence")?.readings[i]),
  );
  expect(part.unitCount).toBe(25);
});

test("refuses what cannot be divided", () => {
  expect(() => fitCertSplit(clustered, { share: 1, seed: 1 })).toThrow(RangeError);
  expect(() =>
    fitCertSplit(
      unitsWhere(clustered, (unit) => unit === 0),
      { share: 0.4, seed: 1 },
    ),
  ).toThrow(RangeError);
});

/** Item → scores of its trials on haiku; opus answers once. */
function repeated(scores: { readonly [itemId: string]: readonly number[] }) {
  const rows = Object.entries(scores).flatMap(([itemId, trials], item) => [
    ...trials.map((score, trial) =>
      seededOutcome({
        itemId,
        trial,
        tier: "haiku",
        score,
        costUsd: item + trial / 10,
        signalCostUsd: trial / 100,
        latencyMs: trial === 1 ? 7 : 5,
        cluster: itemId.slice(0, 1),
        signals: trial === 0 ? [{ name: "sure", value: 0.25 + item }] : [],
      }),
    ),
    seededOutcome({ itemId, tier: "opus", score: 1, cluster: itemId.slice(0, 1) }),
  ]);
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return matrix;
}

test("a part keeps all trials of its items, and numbers its units anew", () => {
  const whole = repeated({ a1: [1, 0], b1: [0, 1, 1], c1: [1], a2: [0, 0] });
  expect(whole.itemIds).toEqual(["a1", "a2", "b1", "c1"]);
  const part = unitsWhere(whole, (unit) => unit > 0);
  expect(part).toMatchObject({ itemIds: ["b1", "c1"], unitCount: 2, trials: 3, taskType: "triage" });
  expect([...part.units]).toEqual([0, 1]);
  const [haiku, opus] = part.columns;
  expect([...(haiku?.starts ?? [])]).toEqual([0, 3, 4]);
  expect([...(haiku?.score ?? [])]).toEqual([0, 1, 1, 1]);
  expect([...(haiku?.meanScore ?? [])]).toEqual([2 / 3, 1]);
  expect([...(haiku?.harm ?? [])]).toEqual([1, 0, 0, 0]);
  expect(haiku?.costUsd?.[3]).toBeCloseTo(2, 9);
  expect(haiku?.signalCostUsd?.[2]).toBeCloseTo(0.02, 9);
  expect([...(haiku?.latencyMs ?? [])]).toEqual([5, 7, 5, 5]);
  expect([...(haiku?.signals.get("sure")?.readings ?? [])]).toEqual([1.25, 0, 0, 2.25]);
  expect([...(haiku?.signals.get("sure")?.isMissing ?? [])]).toEqual([0, 1, 1, 0]);
  expect([haiku?.mostTrials, opus?.mostTrials]).toEqual([3, 1]);
  const pair = unitsWhere(whole, (unit) => unit === 0);
  expect(pair).toMatchObject({ itemIds: ["a1", "a2"], unitCount: 1, trials: 2 });
  expect([...pair.units]).toEqual([0, 0]);
});

test("what is not known stays unknown", () => {
  const whole = repeated({ a1: [1], b1: [0] });
  const unknown = {
    ...whole,
    columns: whole.columns.map((one) => ({ ...one, costUsd: null, latencyMs: null, signalCostUsd: null })),
  };
  expect(unitsWhere(unknown, () => true).columns[0]).toMatchObject({
    costUsd: null,
    latencyMs: null,
    signalCostUsd: null,
  });
});

test("either part gets one unit at least; the share is rounded to the nearest", () => {
  const whole = repeated({ a1: [1], b1: [1], c1: [1], d1: [1] });
  const sizes = (share: number) => {
    const { fit, cert } = fitCertSplit(whole, { share, seed: 1 });
    return [fit.unitCount, cert.unitCount];
  };
  expect([sizes(0.01), sizes(0.4), sizes(0.6), sizes(0.99)]).toEqual([
    [1, 3],
    [2, 2],
    [2, 2],
    [3, 1],
  ]);
  const two = repeated({ a1: [1], b1: [1] });
  expect(fitCertSplit(two, { share: 0.5, seed: 1 }).fit.unitCount).toBe(1);
  const refused = (share: number) => () => fitCertSplit(whole, { share, seed: 1 });
  expect(refused(0)).toThrow("share not in (0, 1): 0");
  expect(refused(1)).toThrow("share not in (0, 1): 1");
  expect(refused(Number.NaN)).toThrow("share not in (0, 1): NaN");
  expect(() => fitCertSplit(repeated({ a1: [1] }), { share: 0.5, seed: 1 })).toThrow("1 units cannot be divided");
  // Another task type is divided by other chances.
  const names = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`${String.fromCharCode(97 + i)}1`, [1]]));
  const many = repeated(names);
  const fitOf = (taskType: string) => fitCertSplit({ ...many, taskType }, { share: 0.5, seed: 1 }).fit.itemIds;
  expect(fitOf("other")).not.toEqual(fitOf("triage"));
});
