import { expect } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Store } from "../core/store.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { BenchmarkOptions, startRun } from "../runner/run-benchmark.js";
import { fixtureOptions, fixtureRun, MIDDLE } from "./benchmark-fixture.js";
import { type Script, scriptedClient } from "./scripted-client.js";

/** What one cell has come to after a part of its run, and what that part asked, as `role:draw`. */
export interface CellPart {
  readonly outcome: Outcome;
  readonly asked: readonly string[];
}

/**
 * Carries out one part of a run of one cell. The bill of its outcome must be that of its attempts.
 *
 * @param planned - as the run was begun
 * @param cells - as its evals are today
 */
export async function cellPart(
  act: typeof startRun,
  store: Store,
  { planned, cells = planned }: { readonly planned: readonly PlannedCell[]; readonly cells?: readonly PlannedCell[] },
  script: Script,
  change: Partial<BenchmarkOptions>,
): Promise<CellPart> {
  const client = scriptedClient(script);
  await act(fixtureRun(planned), cells, fixtureOptions(store, client, { judge: MIDDLE, concurrency: 1, ...change }));
  const [outcome] = await store.outcomes();
  if (outcome === undefined) throw new Error("the cell has no outcome");
  const charged = (await store.attempts("run-1")).reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0);
  expect(outcome.chargedNanoUsd).toBe(charged);
  return { outcome, asked: client.calls.map(({ role, draw }) => `${role}:${draw}`) };
}
