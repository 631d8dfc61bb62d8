import { resolve } from "node:path";
import { z } from "zod";
import type { PointwiseAgreement } from "../../calibrate/judge-pointwise.js";
import type { PointwiseOptions, PointwiseVerdict } from "../../calibrate/judge-verdict.js";
import { DataError, EXIT, UsageError } from "../../core/errors.js";
import { readRows } from "../../datasets/read-rows.js";
import { judgedAnswers, labelledOutcomes } from "../../interop/judge-scores.js";
import { judgeVerdicts, type PointwiseRow } from "../../interop/judge-verdicts.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import type { Effects } from "../effects.js";
import { anyInteger, commonInput, confidenceLevel, fraction } from "../flag-values.js";
import { pairwiseText, pointwiseText } from "../judge-text.js";
import { loadProject } from "../load-project.js";
import { dbPath, findRun } from "../stored-run.js";

/** Of the bootstrap: enough for two digits of an interval's ends. */
const RESAMPLES = 1000;

const input = z.strictObject({
  db: commonInput.db,
  config: commonInput.config,
  json: commonInput.json,
  subset: z.string().optional(),
  prompting: z.string().optional(),
  "pass-at": fraction.refine((value) => value > 0, "give a fraction above 0, such as 0.5").optional(),
  alternative: z.enum(["two-sided", "less", "greater"], "give two-sided, less or greater").default("two-sided"),
  confidence: confidenceLevel.optional(),
  seed: anyInteger.optional(),
});

/** `judge agreement`: how far a judge agrees with people, and qualities corrected for its errors. Makes no model calls. */
export const judgeVerb = defineVerb({
  name: "judge",
  summary: "hold a judge's verdicts against human labels",
  positionals: { shown: "agreement <file> [run]", least: 2, most: 3 },
  flags: {
    subset: { type: "string", value: "name", help: "only rows of this subset, or of those below it (name/…)" },
    prompting: { type: "string", value: "name", help: "only verdicts that were asked for in this way" },
    "pass-at": { type: "string", value: "x", help: "single answers: scores from here on are a pass (default 0.5)" },
    alternative: {
      type: "string",
      value: "side",
      help: "of the PPI++ intervals: two-sided (default), less or greater",
    },
    confidence: { type: "string", value: "x", help: "confidence level of the intervals (default 0.95)" },
    seed: { type: "string", value: "n", help: "of the bootstrap (default 1)" },
    ...sharedFlags("db", "config", "json"),
  },
  input,
  async run(flags, [action = "", file = "", runName], effects) {
    if (action !== "agreement")
      throw new UsageError(`unknown "judge ${action}"; the one there is: judge agreement <file>`);
    const project = await loadProject(effects.cwd, flags.config);
    const filter = { subset: flags.subset ?? null, prompting: flags.prompting ?? null };
    const found = await judgeVerdicts(readRows(resolve(effects.cwd, file)), filter);
    const options: PointwiseOptions = {
      confidence: flags.confidence ?? project.config.confidence,
      seed: flags.seed ?? project.config.seed,
      resamples: RESAMPLES,
      passAt: flags["pass-at"] ?? 0.5,
      alternative: flags.alternative,
    };
    if (found.form === "pairwise") {
      if (runName !== undefined) throw new UsageError(`${file} holds pairs of answers; a run goes with single answers`);
      const { pairwiseAgreement } = await import("../../calibrate/judge-pairwise.js");
      const judges = pairwiseAgreement(found.rows, options);
      if (judges.length === 0) throw new DataError("no verdict could be read", { file });
      if (flags.json) effects.printJson({ form: found.form, judges });
      else effects.print(pairwiseText(judges));
      return EXIT.ok;
    }
    const path = dbPath(flags, project, effects.cwd);
    const verdicts = runName === undefined ? judgedAnswers(found.rows) : await withRun(found.rows, runName, path);
    tellPointwise(await pointwise(verdicts, options, file), flags.json, effects);
    return EXIT.ok;
  },
});

/** The labels of a file beside the judge scores of a stored run. */
async function withRun(
  rows: readonly PointwiseRow[],
  name: string,
  path: string,
): Promise<readonly PointwiseVerdict[]> {
  const { openStore } = await import("../../store/duckdb-store.js");
  await using store = await openStore(path, { readOnly: true });
  const { runId } = await findRun(store, name);
  return labelledOutcomes(rows, await store.outcomes({ runIds: [runId] }));
}

async function pointwise(
  verdicts: readonly PointwiseVerdict[],
  options: PointwiseOptions,
  file: string,
): Promise<readonly PointwiseAgreement[]> {
  const { pointwiseAgreement } = await import("../../calibrate/judge-pointwise.js");
  const judges = pointwiseAgreement(verdicts, options);
  if (judges.length === 0) throw new DataError("no answer has a human label", { file, field: "human" });
  return judges;
}

function tellPointwise(judges: readonly PointwiseAgreement[], asJson: boolean, effects: Effects): void {
  if (asJson) effects.printJson({ form: "pointwise", judges });
  else effects.print(pointwiseText(judges));
}
