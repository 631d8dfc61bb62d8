import { relative, resolve } from "node:path";
import { z } from "zod";
import { type Objective, ObjectiveSchema } from "../../core/calibration.js";
import { EXIT, UsageError } from "../../core/errors.js";
import type { RoutingTable } from "../../core/routing-table.js";
import type { Store } from "../../core/store.js";
import { openPriceBook } from "../../models/price-book.js";
import { pricing } from "../../models/pricing.js";
import { cacheRowsOf } from "../cache-rows.js";
import { type CalibratedRuns, calibrateRuns } from "../calibration-session.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { commonInput } from "../flag-values.js";
import { loadProject, type Project } from "../load-project.js";
import { openTable } from "../open-table.js";
import { printedPlace } from "../printed-place.js";
import { dbPath, findRuns } from "../stored-run.js";
import { toolVersion } from "../tool-version.js";
import { writeFileWhole } from "../write-file.js";
import { CALIBRATION_FLAGS, calibrationInput, wishesOf } from "./calibrate.js";

/** `report`: one HTML file that explains a routing table. */
export const reportVerb = defineVerb({
  name: "report",
  summary: "write one self-contained HTML report",
  positionals: { shown: "[run…]", least: 0, most: 100 },
  flags: {
    table: {
      type: "string",
      value: "file",
      help: "explain this table, by the options it was made with (default: calibrate)",
    },
    out: { type: "string", value: "file", help: "where the report goes (default reports/<run>.html)" },
    ...CALIBRATION_FLAGS,
    ...sharedFlags("db", "config", "json"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    ...calibrationInput,
    table: z.string().optional(),
    out: z.string().optional(),
  }),
  async run(flags, names, effects) {
    if (flags.table !== undefined) refuseOwnOptions(flags, names);
    const project = await loadProject(effects.cwd, flags.config);
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd), { readOnly: true });
    const wishes = { ...wishesOf(flags), place: printedPlace(flags) };
    const calibrated =
      flags.table === undefined
        ? await calibrateRuns(store, await findRuns(store, names), project, wishes)
        : await recalibrate(openTable(resolve(effects.cwd, flags.table), flags.table), store, project);
    const { renderReport } = await import("../../report/render-report.js");
    const runIds = calibrated.runs.map((run) => run.runId);
    const prices = pricing(openPriceBook(project.config.priceBook));
    const caching = await cacheRowsOf(calibrated.runs, store, prices);
    const items = await store.items(runIds);
    const html = renderReport({ ...calibrated, items, caching, toolVersion: toolVersion() });
    const out = resolve(effects.cwd, flags.out ?? `reports/${runIds.at(-1)}.html`);
    writeFileWhole(out, html);
    if (flags.json) effects.printJson({ report: out, runIds, tableId: calibrated.table.tableId });
    else
      effects.print(
        `${relative(effects.cwd, out)}: report on ${calibrated.table.tableId} (${Math.round(html.length / 1024)} KB)`,
      );
    return EXIT.ok;
  },
});

/** A table has its runs and options in it; others beside them would be dropped. */
function refuseOwnOptions(
  flags: { readonly [name in keyof typeof CALIBRATION_FLAGS]?: unknown },
  names: readonly string[],
): void {
  if (names.length > 0) throw new UsageError("--table names its own runs; name none");
  const given = Object.keys(CALIBRATION_FLAGS).find((flag) => flags[flag] !== undefined);
  if (given !== undefined) throw new UsageError(`--${given} does not go with --table, which has its own options`);
}

/** @throws UsageError where the table was made for an objective that this version does not know */
function objectiveIn({ tableId, policy }: RoutingTable): Objective {
  const said = ObjectiveSchema.safeParse(policy["objective"] ?? { kind: "cost" });
  if (said.success) return said.data;
  throw new UsageError(`table ${tableId} was made for an objective that this version does not know`);
}

/**
 * The calibration that a table came from, made again from the stored runs.
 * @throws UsageError if the runs now give another table: then the report would not explain the one that was given
 */
async function recalibrate(table: RoutingTable, store: Store, project: Project): Promise<CalibratedRuns> {
  const runs = await findRuns(store, table.provenance.runIds);
  const { margin, harm, confidence } = table.policy;
  const minItems = table.totals["minItems"];
  const calibrated = await calibrateRuns(store, runs, project, {
    reference: table.defaults.referenceTier,
    margin,
    harm,
    confidence,
    seed: table.provenance.seed,
    allowMissing: table.provenance["allowMissing"] === true,
    ...(typeof minItems === "number" ? { minItems } : {}),
    objective: objectiveIn(table),
    asOf: table.provenance.createdAt,
  });
  if (calibrated.table.checksum.value === table.checksum.value) return calibrated;
  throw new UsageError(
    `the stored runs no longer give table ${table.tableId} (now ${calibrated.table.tableId}): scores, prices, traffic or options have changed; calibrate again, or report on the runs without --table`,
  );
}
