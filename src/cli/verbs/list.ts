import { relative, resolve } from "node:path";
import { z } from "zod";
import { EXIT, UsageError } from "../../core/errors.js";
import type { Run } from "../../core/run.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import type { Effects } from "../effects.js";
import { commonInput } from "../flag-values.js";
import { loadProject, type Project } from "../load-project.js";
import { dbPath, findRun } from "../stored-run.js";
import { textTable } from "../text-table.js";

/** `list`: the runs of the results database. */
export const listVerb = defineVerb({
  name: "list",
  summary: "what is in the results database",
  flags: {
    costs: {
      type: "string",
      value: "run",
      bare: "latest",
      help: "what a run was charged, from every call: list price, batches, cache, failures, judge",
    },
    "accept-loss": { type: "boolean", help: "first keep what is left of results of which a part is damaged or gone" },
    parquet: { type: "string", value: "folder", help: "also write outcomes, attempts, runs and items as Parquet" },
    ...sharedFlags("db", "config", "json"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    costs: z.string().optional(),
    "accept-loss": z.boolean().default(false),
    parquet: z.string().optional(),
  }),
  async run(flags, _names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const path = dbPath(flags, project, effects.cwd);
    if (flags.costs !== undefined && flags.parquet !== undefined)
      throw new UsageError("--costs does not go with --parquet: give one of them");
    if (flags["accept-loss"]) await acceptLoss(path, effects);
    if (flags.costs !== undefined) return await showCosts(flags.costs, path, project, flags.json, effects);
    const runs = await storedRuns(path);
    if (flags.parquet !== undefined) {
      const { exportParquet } = await import("../../store/parquet.js");
      const files = await exportParquet(path, resolve(effects.cwd, flags.parquet));
      for (const file of files) effects.note(`wrote ${relative(effects.cwd, file)}`);
    }
    if (flags.json) {
      effects.printJson(runs, 2);
      return EXIT.ok;
    }
    const rows = runs.map((run) => [
      run.runId,
      run.simulated ? "simulated" : run.origin,
      run.status,
      run.createdAt.slice(0, 16).replace("T", " "),
      String(run.plannedCells),
      run.tiers.map((tier) => tier.id).join(" "),
      run.taskTypes.length > 4 ? `${run.taskTypes.length} task types` : run.taskTypes.join(" "),
    ]);
    effects.print(textTable(["run", "origin", "status", "created (UTC)", "cells", "tiers", "task types"], rows));
    return EXIT.ok;
  },
});

async function showCosts(
  name: string,
  path: string,
  { config }: Project,
  asJson: boolean,
  effects: Effects,
): Promise<number> {
  const [{ openStore }, { storedCosts }, { costsJson, costsText }, { openPriceBook }, { pricing }] = await Promise.all([
    import("../../store/duckdb-store.js"),
    import("../stored-costs.js"),
    import("../costs-text.js"),
    import("../../models/price-book.js"),
    import("../../models/pricing.js"),
  ]);
  await using store = await openStore(path, { readOnly: true });
  const run = await findRun(store, name);
  const costs = await storedCosts(store, run, pricing(openPriceBook(config.priceBook)));
  if (asJson) effects.printJson(costsJson(run, costs), 2);
  else effects.print(costsText(run, costs));
  return EXIT.ok;
}

/** Opens it once with what is left, which from then on is all there is. */
async function acceptLoss(path: string, effects: Effects): Promise<void> {
  const { openStore } = await import("../../store/duckdb-store.js");
  const losses: string[] = [];
  await using _ = await openStore(path, { readOnly: true, acceptLoss: (loss) => losses.push(loss) });
  const [loss = "nothing was missing"] = losses;
  effects.note(`${path}: ${loss}${losses.length === 0 ? "" : "; what is left counts as complete now"}`);
}

async function storedRuns(path: string): Promise<readonly Run[]> {
  const { openStore } = await import("../../store/duckdb-store.js");
  await using store = await openStore(path, { readOnly: true });
  return await store.runs();
}
