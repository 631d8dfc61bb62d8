import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { z } from "zod";
import { EXIT, UsageError } from "../../core/errors.js";
import type { StoredAnswer } from "../../datasets/lint-answers.js";
import { loadDataset } from "../../datasets/load-dataset.js";
import type { EvalWithItems } from "../../runner/plan-run.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import type { Effects } from "../effects.js";
import { commonInput } from "../flag-values.js";
import { flagVariable } from "../flag-variables.js";
import { type LintedDataset, lintAlone, lintWithEval, storedAnswers } from "../lint-dataset.js";
import { lintGold } from "../lint-gold.js";
import { lintText } from "../lint-text.js";
import { loadEvals, loadProject, type Project } from "../load-project.js";
import { countText } from "../money-text.js";
import { dbPath, findRun } from "../stored-run.js";

const input = z.strictObject({
  db: commonInput.db,
  config: commonInput.config,
  json: commonInput.json,
  run: z.string().optional(),
  strict: z.boolean().default(false),
});
type DatasetsFlags = z.infer<typeof input>;

/** `datasets lint`: what is doubtful about datasets that are well formed. Makes no model calls. */
export const datasetsVerb = defineVerb({
  name: "datasets",
  summary: "look for duplicates, leaks, examples among the items, and doubtful labels",
  positionals: { shown: "lint [folder|eval…]", least: 1, most: 100 },
  flags: {
    run: { type: "string", value: "run", help: "also look at the answers of a stored run; latest: the newest" },
    strict: { type: "boolean", help: "exit 1 on warnings too" },
    ...sharedFlags("db", "config", "json"),
  },
  input,
  async run(flags, [action, ...names], effects) {
    if (action !== "lint")
      throw new UsageError(`unknown "datasets ${action}"; the one there is: datasets lint [folder|eval…]`);
    // A variable of the environment is for every verb.
    if (flags.db !== undefined && flags.run === undefined && effects.env[flagVariable("db")] === undefined)
      throw new UsageError("--db goes with --run: without it no stored answer is looked at");
    const project = await loadProject(effects.cwd, flags.config);
    const isFolder = (name: string): boolean => existsSync(resolve(effects.cwd, name));
    const folders = names.filter(isFolder);
    const wanted = names.filter((name) => !isFolder(name));
    if (flags.run !== undefined && folders.length > 0)
      throw new UsageError(`--run goes with evals, and ${folders[0]} is a folder or file: name its eval`);
    const datasets = await Promise.all(
      folders.map(async (name) => lintAlone(await loadDataset(resolve(effects.cwd, name), basename(resolve(name))))),
    );
    if (folders.length > 0)
      effects.note(`${folders.join(", ")}: without an eval, prompts are not looked at; name the eval for that`);
    const leftOut: string[] = [];
    const evals =
      names.length > 0 && wanted.length === 0 ? [] : await loadEvals(project, wanted, (line) => leftOut.push(line));
    for (const line of leftOut) effects.note(line);
    const linted = [...datasets, ...(await lintEvals(evals, flags, project, effects))];
    const exitCode = tell(linted, flags, effects);
    return leftOut.length > 0 ? EXIT.gateFailed : exitCode;
  },
});

async function lintEvals(
  evals: readonly EvalWithItems[],
  flags: DatasetsFlags,
  project: Project,
  effects: Effects,
): Promise<readonly LintedDataset[]> {
  const [tier] = project.tiers;
  if (tier === undefined) throw new UsageError("the configuration has no tier");
  const answers = await answersOf(evals, flags, project, effects);
  return await Promise.all(
    evals.map(async (one) => lintWithEval(one, tier, answers.get(one.evaluation.taskType) ?? [], await lintGold(one))),
  );
}

/** Task type → the answers of the run that is named, if one is. */
async function answersOf(
  evals: readonly EvalWithItems[],
  flags: DatasetsFlags,
  project: Project,
  effects: Effects,
): Promise<ReadonlyMap<string, readonly StoredAnswer[]>> {
  if (flags.run === undefined) return new Map();
  const { openStore } = await import("../../store/duckdb-store.js");
  await using store = await openStore(dbPath(flags, project, effects.cwd), { readOnly: true });
  const run = await findRun(store, flags.run);
  const known = evals.filter(({ evaluation }) => run.taskTypes.includes(evaluation.taskType));
  if (known.length === 0)
    throw new UsageError(`run "${run.runId}" has none of these evals; it has: ${run.taskTypes.join(", ")}`);
  const found = new Map<string, readonly StoredAnswer[]>();
  for (const one of known) {
    const { answers, changed } = await storedAnswers(store, run, one);
    const { taskType } = one.evaluation;
    if (changed > 0)
      effects.note(`${taskType}: ${countText(changed, "item")} changed since run ${run.runId}; those are left out`);
    found.set(taskType, answers);
  }
  return found;
}

function tell(datasets: readonly LintedDataset[], flags: DatasetsFlags, effects: Effects): number {
  const findings = datasets.flatMap((one) => one.findings);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  if (flags.json) effects.printJson({ datasets, errors, warnings }, 2);
  else effects.print(lintText(datasets, { errors, warnings }));
  return errors > 0 || (flags.strict && warnings > 0) ? EXIT.gateFailed : EXIT.ok;
}
