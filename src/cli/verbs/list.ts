import { relative, resolve } from "node:path";
import { z } from "zod";
import { EXIT } from "../../core/errors.js";
import type { Run } from "../../core/run.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { commonInput } from "../flag-values.js";
import { loadProject } from "../load-project.js";
import { dbPath } from "../stored-run.js";
import { textTable } from "../text-table.js";

/** `list`: the runs of the results database. */
export const listVerb = defineVerb({
  name: "list",
  summary: "what is in the results database",
  flags: {
    parquet: { type: "string", value: "folder", help: "also write outcomes, attempts, runs and items as Parquet" },
    ...sharedFlags("db", "config", "json"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    parquet: z.string().optional(),
  }),
  async run(flags, _names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const path = dbPath(flags, project, effects.cwd);
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

async function storedRuns(path: string): Promise<readonly Run[]> {
  const { openStore } = await import("../../store/duckdb-store.js");
  await using store = await openStore(path, { readOnly: true });
  return await store.runs();
}
