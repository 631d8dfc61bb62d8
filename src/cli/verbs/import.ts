import { basename, resolve } from "node:path";
import { z } from "zod";
import { DataError, EXIT, UsageError } from "../../core/errors.js";
import type { Run } from "../../core/run.js";
import { ROW_FILE_PATTERN, readRows } from "../../datasets/read-rows.js";
import type { SourceRow } from "../../interop/outcome-row.js";
import { type ImportedRun, outcomesFromRows } from "../../interop/outcomes-from-rows.js";
import { tierPair, withAgreement } from "../../interop/tier-agreement.js";
import { openPriceBook } from "../../models/price-book.js";
import { pricing } from "../../models/pricing.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import type { Effects } from "../effects.js";
import { commonInput, nameList, withFound } from "../flag-values.js";
import { loadProject } from "../load-project.js";
import { countText, namesText, usdText } from "../money-text.js";
import { dbPath } from "../stored-run.js";
import { textTable } from "../text-table.js";
import { toolVersion } from "../tool-version.js";

/** Rows that are stored between two looks at the rest of the world. */
const BATCH = 2000;

/** `import`: outcome tables measured elsewhere → runs in the results database. */
export const importVerb = defineVerb({
  name: "import",
  summary: "take in outcomes that were measured elsewhere",
  positionals: { shown: "<file…>", least: 1, most: 1000 },
  flags: {
    format: {
      type: "string",
      value: "name",
      help: "outcomes: one row per item × tier × trial (.csv, .jsonl, either gzipped, or .parquet)",
    },
    tiers: { type: "string", value: "a,b,c", help: "all tiers, cheapest first (needed where the rows have no costs)" },
    agreement: {
      type: "string",
      value: "a+b",
      help: "give answers of tier b a signal: does a, asked as well, agree? (a+b,a+c for several)",
    },
    name: { type: "string", value: "run", help: "name of the run (default: from the first file's name)" },
    ...sharedFlags("db", "config", "json", "quiet"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    quiet: commonInput.quiet,
    format: z.literal("outcomes", withFound("give --format outcomes, the one format of this version")),
    tiers: nameList.optional(),
    agreement: nameList.default([]),
    name: z
      .string()
      .regex(/^(?!latest$)[A-Za-z0-9._-]{1,128}$/, withFound("use 1 to 128 of A-Z a-z 0-9 . _ -, and not latest"))
      .optional(),
  }),
  async run(flags, files, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const pairs = flags.agreement.map(tierPair);
    const runName = flags.name ?? runNameFrom(files[0] ?? "");
    const book = openPriceBook(project.config.priceBook);
    const prices = pricing(book);
    const found = await outcomesFromRows(allRows(files, effects.cwd), {
      runName,
      importedAt: new Date(effects.nowMs()).toISOString(),
      toolVersion: toolVersion(),
      priceNanoUsd: (model, usage) => prices.costNanoUsd(model, usage, effects.nowMs()),
    });
    const imported = withAgreement(found, pairs).map((one) => ({ ...one, run: inPriceOrder(one.run, flags.tiers) }));
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd));
    const known = new Set((await store.runs()).map((run) => run.runId));
    const repeated = imported.find(({ run }) => known.has(run.runId));
    if (repeated !== undefined)
      throw new UsageError(`run "${repeated.run.runId}" is already in the database; name this import with --name`);
    for (const { run, outcomes } of imported) {
      const cells = outcomes.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
        key,
        itemId,
        taskType,
        tier,
        trial,
      }));
      await store.createRun(run, cells, []);
      for (let from = 0; from < outcomes.length; from += BATCH) {
        await Promise.all(outcomes.slice(from, from + BATCH).map((outcome) => store.record(outcome, [])));
      }
    }
    tellTotals(imported, flags, effects);
    if (flags.tiers === undefined && imported.some(({ outcomes }) => outcomes.some((one) => one.costNanoUsd === null)))
      effects.note(
        "some rows have no cost: the order of the tiers stands for their price; give it with --tiers, cheapest first",
      );
    return EXIT.ok;
  },
});

/** @throws UsageError unless the names are those of the run's tiers */
function inPriceOrder(run: Run, names: readonly string[] | undefined): Run {
  if (names === undefined) return run;
  const tiers = names.flatMap((name) => run.tiers.filter((tier) => tier.id === name));
  if (tiers.length === run.tiers.length && new Set(names).size === names.length && names.length === tiers.length)
    return { ...run, tiers };
  const known = run.tiers.map((tier) => tier.id).join(", ");
  throw new UsageError(`--tiers: name every tier of run "${run.runId}" once, cheapest first: ${known}`);
}

/** @throws DataError where a file is of no kind that can be read, or there is no row in any */
async function* allRows(files: readonly string[], cwd: string): AsyncGenerator<SourceRow> {
  const stranger = files.find((file) => !file.endsWith(".parquet") && !ROW_FILE_PATTERN.test(file));
  if (stranger !== undefined)
    throw new DataError("unknown kind of file; use .csv or .jsonl, either may be gzipped, or .parquet", {
      file: resolve(cwd, stranger),
    });
  let hasRows = false;
  for (const file of files) {
    const path = resolve(cwd, file);
    for await (const row of file.endsWith(".parquet") ? parquetRows(path) : readRows(path)) {
      hasRows = true;
      yield row;
    }
  }
  if (!hasRows)
    throw new DataError("no rows to import; each is the outcome of one item on one tier (docs/outcome-tables.md)", {
      file: namesText(files),
    });
}

async function* parquetRows(file: string): AsyncGenerator<SourceRow> {
  const { readParquetOutcomes } = await import("../../store/parquet.js");
  let line = 0;
  for await (const fields of readParquetOutcomes(file)) {
    line += 1;
    yield { file, line, fields };
  }
}

function runNameFrom(file: string): string {
  const name = basename(file)
    .replace(/\.(csv|jsonl|ndjson|parquet)(\.gz)?$/, "")
    .replace(/[^A-Za-z0-9._-]/g, "_");
  if (name === "" || name === "latest")
    throw new DataError("no name for the run can be made from the file's; give one with --name", { file });
  return name;
}

interface TierTotals {
  rows: number;
  scored: number;
  score: number;
  costNanoUsd: number | null;
}

function tellTotals(
  imported: readonly ImportedRun[],
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
  effects: Effects,
): void {
  const runs = imported.map(({ run, outcomes }) => {
    const totals = new Map<string, TierTotals>();
    for (const { tier, score, costNanoUsd, signalCostNanoUsd } of outcomes) {
      const total = totals.get(tier) ?? { rows: 0, scored: 0, score: 0, costNanoUsd: 0 };
      total.rows += 1;
      if (score !== null) {
        total.scored += 1;
        total.score += score;
      }
      total.costNanoUsd =
        total.costNanoUsd === null || costNanoUsd === null
          ? null
          : total.costNanoUsd + costNanoUsd - (signalCostNanoUsd ?? 0);
      totals.set(tier, total);
    }
    const tiers = [...totals].map(([tier, { rows, scored, score, costNanoUsd }]) => ({
      tier,
      rows,
      scored,
      quality: scored === 0 ? null : score / scored,
      costUsd: costNanoUsd === null ? null : costNanoUsd / rows / 1e9,
    }));
    tiers.sort((a, b) => (a.costUsd ?? 0) - (b.costUsd ?? 0));
    return { runId: run.runId, taskTypes: run.taskTypes.length, tiers };
  });
  if (json) {
    effects.printJson(runs);
    return;
  }
  for (const { runId, taskTypes, tiers } of runs) {
    const rows = tiers.map(({ tier, rows: count, scored, quality, costUsd }) => [
      tier,
      String(count),
      String(count - scored),
      quality === null ? "–" : quality.toFixed(4),
      usdText(costUsd),
    ]);
    effects.print(`run ${runId}: ${countText(taskTypes, "task type")}, ${countText(sum(tiers), "row")}`);
    if (quiet) continue;
    effects.print(textTable(["tier", "rows", "errored", "mean score", "mean cost"], rows));
  }
  if (!quiet)
    effects.print(`next: npx tierbench calibrate ${runs.map((run) => run.runId).join(" ")} --reference <tier>`);
}

function sum(tiers: readonly { readonly rows: number }[]): number {
  return tiers.reduce((total, { rows }) => total + rows, 0);
}
