import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryStore } from "../store/memory-store.js";
import { fixtureEval, fixtureItems, fixtureOptions, fixturePlan, fixtureRun } from "../testing/benchmark-fixture.js";
import { scriptedClient } from "../testing/scripted-client.js";
import { type PlannedCell, planRun } from "./plan-run.js";
import { resumeRun, startRun } from "./run-benchmark.js";
import { ownCells, shardOf } from "./shard.js";

const SEED = 408;
const keysOf = (plan: readonly PlannedCell[]) => plan.map(({ cell }) => cell.key);

/** A plan over items of which some share a cluster. */
function clusteredPlan(clusters: readonly (number | null)[], trials: number): readonly PlannedCell[] {
  const items = fixtureItems(clusters.length).map((item, index) => {
    const cluster = clusters[index] ?? null;
    return cluster === null ? item : { ...item, cluster: `document-${cluster}` };
  });
  const dataset = { manifest: { name: "triage", version: "1" }, taskType: "triage", items, sha256: "0".repeat(64) };
  const tiers = fixturePlan(1).map(({ tier }) => tier);
  return planRun([{ evaluation: fixtureEval(), dataset }], { tiers, trials, limit: null, judge: null });
}

describe("shards", () => {
  it(`are disjoint, make up the plan in its order, and cut through no item and no cluster (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.nat(6)), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        (clusters, of, trials) => {
          const plan = clusteredPlan(clusters, trials);
          const shards = Array.from({ length: of }, (_, index) => ownCells(plan, { index: index + 1, of }));
          const keys = shards.flatMap(keysOf);
          expect(keys.length).toBe(plan.length);
          expect(new Set(keys)).toEqual(new Set(keysOf(plan)));
          const homes = new Map<string, number>();
          shards.forEach((shard, index) => {
            const inOrder = plan.filter((planned) => shard.includes(planned));
            expect(keysOf(shard)).toEqual(keysOf(inOrder));
            for (const { item } of shard) {
              const unit = item.cluster ?? `item ${item.id}`;
              expect(homes.get(unit) ?? index).toBe(index);
              homes.set(unit, index);
            }
          });
        },
      ),
      { seed: SEED, numRuns: 60 },
    );
  });

  it("are about equally large", () => {
    const sizes = [0, 0, 0, 0];
    for (const item of fixtureItems(4000)) sizes[shardOf(item, 4) - 1] = (sizes[shardOf(item, 4) - 1] ?? 0) + 1;
    // Four standard deviations of a binomial share.
    for (const size of sizes) expect(Math.abs(size - 1000)).toBeLessThan(110);
  });

  it("of other task types are drawn independently", () => {
    const places = ["triage", "billing"].map((taskType) => fixtureItems(64, taskType).map((item) => shardOf(item, 4)));
    expect(places[0]).not.toEqual(places[1]);
  });
});

describe("a run of a shard", () => {
  it("keeps the whole plan, asks its own cells only, and is finished when they are done", async () => {
    const plan = fixturePlan(12);
    const shard = { index: 2, of: 3 };
    const own = ownCells(plan, shard);
    const run = fixtureRun(plan, { shard, plannedCells: own.length });
    const store = memoryStore();
    const client = scriptedClient();
    const result = await startRun(run, plan, fixtureOptions(store, client));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(plan.length);
    expect(client.calls.length).toBe(own.length);
    expect(result).toMatchObject({ planned: own.length, scored: own.length, missing: 0, run: { status: "finished" } });
    expect((await store.plan(run.runId)).length).toBe(plan.length);
    const outcomes = await store.outcomes();
    expect(new Set(outcomes.map(({ cellKey }) => cellKey))).toEqual(new Set(keysOf(own)));

    const again = await resumeRun(run, plan, fixtureOptions(store, client));
    expect([client.calls.length, again.missing]).toEqual([own.length, 0]);
  });
});
