import { resolve } from "node:path";
import { z } from "zod";
import { BACKTEST_RESAMPLES, backtest } from "../../calibrate/backtest.js";
import { tablePolicy } from "../../calibrate/conclude.js";
import { outcomeMatrices } from "../../calibrate/outcome-matrix.js";
import { inPriceOrder } from "../../calibrate/price-order.js";
import { roundNumbers } from "../../calibrate/round-numbers.js";
import { EXIT } from "../../core/errors.js";
import type { Policy } from "../../core/policy.js";
import type { RoutingTable } from "../../core/routing-table.js";
import { backtestText } from "../backtest-text.js";
import { calibrateRuns } from "../calibration-session.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import {
  anyInteger,
  commonInput,
  confidenceLevel,
  foldCount,
  openFraction,
  positiveInteger,
  positiveNumber,
} from "../flag-values.js";
import { loadProject } from "../load-project.js";
import { openTable } from "../open-table.js";
import { refuseAdaptive } from "../refuse-adaptive.js";
import { dbPath, findRuns } from "../stored-run.js";

/** `backtest`: what policies would have done on stored outcomes, cross-fitted. Makes no model calls. */
export const backtestVerb = defineVerb({
  name: "backtest",
  summary: "replay policies on stored outcomes, cross-fitted",
  positionals: { shown: "[run…]", least: 0, most: 100 },
  flags: {
    folds: { type: "string", value: "n", help: "parts, of which one is held out in turn (default 5)" },
    repeats: { type: "string", value: "n", help: "fresh divisions into folds, averaged (default 20)" },
    seed: { type: "string", value: "n", help: "of folds, splits and the bootstrap (default 1)" },
    resamples: { type: "string", value: "n", help: "of the bootstrap behind the intervals (default 1000)" },
    table: { type: "string", value: "file", help: "replay this routing table too, as it is" },
    reference: { type: "string", value: "tier", help: "the tier we must not be worse than" },
    margin: { type: "string", value: "x", help: "largest acceptable loss of quality, a fraction (default 0.03)" },
    harm: { type: "string", value: "x", help: "largest acceptable share of lost right answers (default 0.02)" },
    confidence: { type: "string", value: "x", help: "confidence level of every promise (default 0.95)" },
    "tasks-per-day": { type: "string", value: "n", help: "to say whether the saving matters" },
    "allow-missing": { type: "boolean", help: "go on although cells are missing" },
    ...sharedFlags("db", "config", "json", "quiet"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    quiet: commonInput.quiet,
    folds: foldCount.default(5),
    repeats: positiveInteger.default(20),
    seed: anyInteger.optional(),
    resamples: positiveInteger.default(BACKTEST_RESAMPLES),
    table: z.string().optional(),
    reference: z.string().optional(),
    margin: openFraction.optional(),
    harm: openFraction.optional(),
    confidence: confidenceLevel.optional(),
    "tasks-per-day": positiveNumber.optional(),
    "allow-missing": z.boolean().optional(),
  }),
  async run(flags, names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd), { readOnly: true });
    const runs = await findRuns(store, names);
    refuseAdaptive(runs, "backtest");
    const { reference, margin, harm, confidence, seed, folds, repeats, resamples } = flags;
    const wishes = {
      reference,
      margin,
      harm,
      confidence,
      seed,
      allowMissing: flags["allow-missing"],
      tasksPerDay: flags["tasks-per-day"],
    };
    const { calibration, outcomes } = await calibrateRuns(store, runs, project, wishes);
    const { options, tierOrder, simulated, whole, taskTypes } = calibration;
    const { matrices } = outcomeMatrices(outcomes, runs, options.reference);
    const ordered = matrices.map((matrix) => inPriceOrder(matrix, tierOrder));
    const setting = { ...options, tiers: tierOrder };
    const given = flags.table === undefined ? undefined : openTable(resolve(effects.cwd, flags.table), flags.table);
    const result = backtest(ordered, {
      ...setting,
      folds,
      repeats,
      resamples,
      ...(given === undefined ? {} : { given: { name: `table ${given.tableId}`, policy: policyOfTable(given) } }),
    });
    const { advice, reason, certificate, itemsStillNeeded } = whole;
    const policy = tablePolicy(taskTypes, options.reference);
    const choice = { policy, certificate, reason, itemsStillNeeded };
    if (flags.json) effects.printJson(roundNumbers({ simulated, ...result, choice, advice }));
    else effects.print(backtestText(result, { simulated, reason, advice, isShort: flags.quiet }));
    return EXIT.ok;
  },
});

/** A routing table as a policy: error fallbacks and constraints have no part in stored outcomes. */
function policyOfTable({ routes, defaults }: RoutingTable): Policy {
  const policies = Object.entries(routes).map(([taskType, { plan }]): [string, Policy] => [
    taskType,
    { kind: "cascade", steps: plan.map(({ tier, accept }) => ({ tier, accept })) },
  ]);
  return { kind: "table", routes: Object.fromEntries(policies), otherwise: defaults.referenceTier };
}
