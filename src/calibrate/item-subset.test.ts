import { expect, test } from "vitest";
import { CASCADE_WORLDS, type CascadeWorld, drawCascadeWorld } from "../testing/benchmark-worlds.js";
import { fitCertSplit, unitsWhere } from "./item-subset.js";
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
