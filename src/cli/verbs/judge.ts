import { resolve } from "node:path";
import { z } from "zod";
import type { PointwiseOptions } from "../../calibrate/judge-verdict.js";
import { UsageError } from "../../core/errors.js";
import { ROW_FILE_PATTERN } from "../../datasets/read-rows.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { anyInteger, commonInput, confidenceLevel, fraction, positiveInteger, withFound } from "../flag-values.js";
import { fileAgreement } from "../judge-agreement.js";
import { labelAnswers } from "../judge-label.js";
import { labelAgreement } from "../label-agreement.js";
import { loadDefinitions, loadProject } from "../load-project.js";
import { dbPath } from "../stored-run.js";

/** Of the bootstrap: enough for two digits of an interval's ends. */
const RESAMPLES = 1000;

const input = z.strictObject({
  db: commonInput.db,
  config: commonInput.config,
  json: commonInput.json,
  subset: z.string().optional(),
  prompting: z.string().optional(),
  "pass-at": fraction.refine((value) => value > 0, withFound("give a fraction above 0, such as 0.5")).optional(),
  alternative: z.enum(["two-sided", "less", "greater"], withFound("give two-sided, less or greater")).optional(),
  confidence: confidenceLevel.optional(),
  seed: anyInteger.optional(),
  annotator: z.string().optional(),
  export: z.string().optional(),
  import: z.string().optional(),
  limit: positiveInteger.optional(),
});
type JudgeFlags = z.infer<typeof input>;

const AGREEMENT_ONLY = ["subset", "prompting", "pass-at", "alternative", "confidence", "json"] as const;
const LABEL_ONLY = ["annotator", "export", "import", "limit"] as const;

/**
 * `judge agreement`: how far a judge agrees with people, and qualities corrected for its errors. `judge label`: what
 * people say. Makes no model calls.
 */
export const judgeVerb = defineVerb({
  name: "judge",
  summary: "hold a judge's verdicts against human labels, and collect them",
  positionals: { shown: "label <eval> [run] | agreement <eval> | agreement <file> [run]", least: 1, most: 3 },
  flags: {
    annotator: { type: "string", value: "name", help: "label: who labels" },
    export: { type: "string", value: "file.csv", help: "label: write the blinded answers for a spreadsheet" },
    import: { type: "string", value: "file.csv", help: "label: take in a sheet that was filled" },
    limit: { type: "string", short: "n", value: "n", help: "label: at most n answers, drawn by the seed" },
    subset: { type: "string", value: "name", help: "only rows of this subset, or of those below it (name/…)" },
    prompting: { type: "string", value: "name", help: "only verdicts that were asked for in this way" },
    "pass-at": {
      type: "string",
      value: "x",
      help: "a score is a pass from here on (default 0.5; of labels 1, or as the judge says)",
    },
    alternative: {
      type: "string",
      value: "side",
      help: "of the PPI++ intervals: two-sided (default), less or greater",
    },
    confidence: { type: "string", value: "x", help: "confidence level of the intervals (default 0.95)" },
    seed: { type: "string", value: "n", help: "of the bootstrap, or of the order of answers (default 1)" },
    ...sharedFlags("db", "config", "json"),
  },
  input,
  async run(flags, [action = "", name = "", run], effects) {
    const isLabel = action === "label";
    if (!isLabel && action !== "agreement")
      throw new UsageError(`unknown "judge ${action}"; there are: judge agreement <eval or file>, judge label <eval>`);
    const wanted = isLabel ? "<eval>" : "<eval or file>";
    if (name === "") throw new UsageError(`${wanted} is missing (usage: tierbench judge ${action} ${wanted} [run])`);
    refuseStrangers(flags, isLabel);
    const project = await loadProject(effects.cwd, flags.config);
    const db = dbPath(flags, project, effects.cwd);
    const seed = flags.seed ?? project.config.seed;
    if (isLabel) {
      const { annotator, export: exportTo, import: importFrom, limit } = flags;
      const wish = { taskType: name, run: run ?? "latest", db, annotator, exportTo, importFrom, limit, seed };
      return await labelAnswers(wish, project, effects);
    }
    const asJson = flags.json;
    const options = (passAt: number): PointwiseOptions => ({
      confidence: flags.confidence ?? project.config.confidence,
      seed,
      resamples: RESAMPLES,
      passAt: flags["pass-at"] ?? passAt,
      alternative: flags.alternative ?? "two-sided",
    });
    const evaluation = ROW_FILE_PATTERN.test(name)
      ? undefined
      : (await loadDefinitions(project)).find(({ taskType }) => taskType === name);
    if (evaluation !== undefined) {
      const wish = { evaluation, run, db, options: options(1), passAt: flags["pass-at"], asJson };
      return await labelAgreement(wish, project, effects);
    }
    if (/^[^./\\]+$/.test(name)) throw new UsageError(`"${name}" is neither an eval nor a file of labels`);
    const filter = { subset: flags.subset ?? null, prompting: flags.prompting ?? null };
    const file = resolve(effects.cwd, name);
    return await fileAgreement({ file, shown: name, run, db, filter, options: options(0.5), asJson }, effects);
  },
});

/** A flag of the other action would be ignored in silence. */
function refuseStrangers(flags: JudgeFlags, isLabel: boolean): void {
  const others = isLabel ? AGREEMENT_ONLY : LABEL_ONLY;
  const stranger = others.find((name) => flags[name] !== undefined && flags[name] !== false);
  if (stranger !== undefined) throw new UsageError(`--${stranger} goes with: judge ${isLabel ? "agreement" : "label"}`);
}
