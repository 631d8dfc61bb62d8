import { relative, resolve } from "node:path";
import { z } from "zod";
import { EXIT } from "../../core/errors.js";
import { tableText } from "../../core/table-file.js";
import { type CalibrationWishes, calibrateRuns } from "../calibration-session.js";
import { calibrationText } from "../calibration-text.js";
import { defineVerb, type Flags, sharedFlags } from "../define-verb.js";
import {
  anyInteger,
  commonInput,
  confidenceLevel,
  failureCost,
  openFraction,
  positiveInteger,
  positiveNumber,
  withFound,
} from "../flag-values.js";
import { loadProject } from "../load-project.js";
import { countText } from "../money-text.js";
import { printedPlace } from "../printed-place.js";
import { dbPath, findRuns } from "../stored-run.js";
import { writeFileWhole } from "../write-file.js";

/** What `calibrate` and `report` both let the user say. */
export const CALIBRATION_FLAGS: Flags = {
  reference: { type: "string", value: "tier", help: "the tier we must not be worse than" },
  margin: { type: "string", value: "x", help: "largest acceptable loss of quality, a fraction (default 0.03)" },
  harm: { type: "string", value: "x", help: "largest acceptable share of lost right answers (default 0.02)" },
  confidence: { type: "string", value: "x", help: "confidence level of every promise (default 0.95)" },
  seed: { type: "string", value: "n", help: "of the bootstrap (default 1)" },
  "min-items": { type: "string", value: "n", help: "fewer items decide nothing (default 30)" },
  "max-cost-usd": {
    type: "string",
    value: "usd",
    help: "best quality at this mean cost per item, instead of the lowest cost",
  },
  "failure-cost-usd": {
    type: "string",
    value: "usd",
    help: 'lowest cost with errors: what a wrong answer costs; or "evals"',
  },
  "tasks-per-day": { type: "string", value: "n", help: "requests of all task types: says whether the saving matters" },
  "allow-missing": { type: "boolean", help: "calibrate although cells are missing; stamped into the table" },
  "as-of": {
    type: "string",
    value: "time",
    help: "ISO time from which the table counts (default: when the run finished)",
  },
};

export const calibrationInput = {
  reference: z.string().optional(),
  margin: openFraction.optional(),
  harm: openFraction.optional(),
  confidence: confidenceLevel.optional(),
  seed: anyInteger.optional(),
  "min-items": positiveInteger.optional(),
  "max-cost-usd": positiveNumber.optional(),
  "failure-cost-usd": failureCost.optional(),
  "tasks-per-day": positiveNumber.optional(),
  "allow-missing": z.boolean().optional(),
  "as-of": z.iso.datetime(withFound("give an ISO time such as 2026-10-31T00:00:00Z")).optional(),
};

type CalibrationFlags = z.infer<z.ZodObject<typeof calibrationInput>>;

/** What the flags ask of a calibration. */
export function wishesOf(flags: CalibrationFlags): CalibrationWishes {
  const { reference, margin, harm, confidence, seed } = flags;
  const named = {
    minItems: flags["min-items"],
    allowMissing: flags["allow-missing"],
    asOf: flags["as-of"],
    maxCostUsd: flags["max-cost-usd"],
    failureCostUsd: flags["failure-cost-usd"],
    tasksPerDay: flags["tasks-per-day"],
  };
  return { reference, margin, harm, confidence, seed, ...named };
}

/** `calibrate`: outcomes → routing-table.json. Makes no model calls. */
export const calibrateVerb = defineVerb({
  name: "calibrate",
  summary: "derive routing-table.json from stored outcomes",
  positionals: { shown: "[run…]", least: 0, most: 100 },
  flags: {
    ...CALIBRATION_FLAGS,
    out: { type: "string", value: "file", help: "where the table goes (default routing-table.json)" },
    ...sharedFlags("db", "config", "json", "quiet"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    quiet: commonInput.quiet,
    ...calibrationInput,
    out: z.string().default("routing-table.json"),
  }),
  async run(flags, names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd), { readOnly: true });
    const runs = await findRuns(store, names);
    const { calibration, table } = await calibrateRuns(store, runs, project, {
      ...wishesOf(flags),
      place: printedPlace(flags),
    });
    const out = resolve(effects.cwd, flags.out);
    writeFileWhole(out, tableText(table));
    if (flags.json) effects.printJson(calibration);
    else if (!flags.quiet) effects.print(calibrationText(calibration));
    if (!flags.json)
      effects.print(
        `${relative(effects.cwd, out)}: ${table.tableId}, ${countText(calibration.taskTypes.length, "route")}, valid until ${table.validity.expiresAt.slice(0, 10)}`,
      );
    return EXIT.ok;
  },
});
