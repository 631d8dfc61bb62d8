import { z } from "zod";
import { USUAL_POWER } from "../../calibrate/spending-items.js";
import { spendingPlan } from "../../calibrate/spending-plan.js";
import { EXIT } from "../../core/errors.js";
import { calibrateRuns } from "../calibration-session.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { commonInput, positiveNumber } from "../flag-values.js";
import { loadProject } from "../load-project.js";
import { planLine, planLines } from "../plan-lines.js";
import { printedPlace } from "../printed-place.js";
import { dbPath, findRuns } from "../stored-run.js";
import { CALIBRATION_FLAGS, calibrationInput, wishesOf } from "./calibrate.js";

const POWER_RULE = "give a fraction from 0.5 to 0.99, such as 0.8";

const power = z.string().transform((text, context) => {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= 0.5 && value <= 0.99) return value;
  context.addIssue({ code: "custom", message: `${POWER_RULE}, found "${text}"` });
  return z.NEVER;
});

/** `plan`: what it takes to decide what is undecided, and which to spend on first. Makes no model calls. */
export const planVerb = defineVerb({
  name: "plan",
  summary: "say how many more items and dollars would decide what is undecided",
  positionals: { shown: "[run…]", least: 0, most: 100 },
  flags: {
    ...CALIBRATION_FLAGS,
    power: { type: "string", value: "x", help: `probability to decide, 0.5 to 0.99 (default ${USUAL_POWER})` },
    "tasks-per-day": { type: "string", value: "n", help: "requests of all task types: gives the payback in days" },
    ...sharedFlags("db", "config", "json", "quiet"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    quiet: commonInput.quiet,
    ...calibrationInput,
    power: power.default(USUAL_POWER),
    "tasks-per-day": positiveNumber.optional(),
  }),
  async run(flags, names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd), { readOnly: true });
    const runs = await findRuns(store, names);
    const { calibration } = await calibrateRuns(store, runs, project, {
      ...wishesOf(flags),
      place: printedPlace(flags),
    });
    const plan = spendingPlan(calibration, { power: flags.power, tasksPerDay: flags["tasks-per-day"] ?? null });
    if (flags.json) effects.printJson(plan);
    else effects.print(flags.quiet ? planLine(plan) : planLines(plan));
    return EXIT.ok;
  },
});
