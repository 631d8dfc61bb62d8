import { expect, it } from "vitest";
import { seededRandom } from "../simulator/seeded-random.js";
import { CRASH_POINTS } from "../store/store-hooks.js";
import { crashCampaign } from "./crash-campaign.js";
import { CALL_CRASH_POINTS } from "./crash-child.js";

const SEED = 20261127;

it("a run killed 20 times at random loses nothing it was paid for, and ends as one that nobody killed", async () => {
  const random = seededRandom("crashes", SEED);
  const found = await crashCampaign({ items: 80, concurrency: 6, randomKills: 20, random });
  expect(found.broken).toEqual([]);
  expect(found.kills).toBeGreaterThanOrEqual(10);
  expect(found.paidTwice).toBeLessThanOrEqual(3 * 6 * found.kills);
}, 300_000);

it("a run killed at every named point keeps its promises too", async () => {
  const points = [...CALL_CRASH_POINTS, ...CRASH_POINTS].map((point, index) => ({ point, nth: 1 + (index % 3) }));
  const random = seededRandom("crash points", SEED);
  const found = await crashCampaign({ items: 60, concurrency: 4, points, random });
  expect(found.broken).toEqual([]);
  expect(found.kills).toBeGreaterThanOrEqual(10);
}, 300_000);
