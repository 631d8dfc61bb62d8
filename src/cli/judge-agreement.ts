import type { PointwiseAgreement } from "../calibrate/judge-pointwise.js";
import type { PointwiseOptions, PointwiseVerdict } from "../calibrate/judge-verdict.js";
import type { VoteSpread } from "../calibrate/judge-votes.js";
import { DataError, EXIT, UsageError } from "../core/errors.js";
import { readRows } from "../datasets/read-rows.js";
import { judgedAnswers, labelledOutcomes } from "../interop/judge-scores.js";
import { judgeVerdicts, type PointwiseRow, type VerdictFilter } from "../interop/judge-verdicts.js";
import type { Effects } from "./effects.js";
import { pairwiseText, pointwiseText } from "./judge-text.js";
import { findRun } from "./stored-run.js";
import { votesText } from "./votes-text.js";

/** What is asked of a judge's verdicts. */
export interface AgreementWish {
  /** Whole path. */
  readonly file: string;
  /** As the user named it. */
  readonly shown: string;
  /** The run that has the judge's scores; absent: the file has them. */
  readonly run: string | undefined;
  readonly db: string;
  readonly filter: VerdictFilter;
  readonly options: PointwiseOptions;
  readonly asJson: boolean;
}

/** `judge agreement <file>`: verdicts of a file, or of a run, against the human labels of the file. */
export async function fileAgreement(wish: AgreementWish, effects: Effects): Promise<number> {
  const { file, shown, run, db, filter, options, asJson } = wish;
  const found = await judgeVerdicts(readRows(file), filter);
  if (found.form === "pairwise") {
    if (run !== undefined) throw new UsageError(`${shown} holds pairs of answers; a run goes with single answers`);
    const { pairwiseAgreement } = await import("../calibrate/judge-pairwise.js");
    const judges = pairwiseAgreement(found.rows, options);
    if (judges.length === 0) throw new DataError("no verdict could be read", { file: shown });
    if (asJson) effects.printJson({ form: found.form, judges });
    else effects.print(pairwiseText(judges));
    return EXIT.ok;
  }
  const verdicts = run === undefined ? judgedAnswers(found.rows) : await withRun(found.rows, run, db);
  tellPointwise(await pointwise(verdicts, options, shown), asJson, effects);
  return EXIT.ok;
}

/** The labels of a file beside the judge scores of a stored run. */
async function withRun(
  rows: readonly PointwiseRow[],
  name: string,
  path: string,
): Promise<readonly PointwiseVerdict[]> {
  const { openStore } = await import("../store/duckdb-store.js");
  await using store = await openStore(path, { readOnly: true });
  const { runId } = await findRun(store, name);
  return labelledOutcomes(rows, await store.outcomes({ runIds: [runId] }));
}

/** @throws DataError where no answer has a human label */
export async function pointwise(
  verdicts: readonly PointwiseVerdict[],
  options: PointwiseOptions,
  file: string,
): Promise<readonly PointwiseAgreement[]> {
  const { pointwiseAgreement } = await import("../calibrate/judge-pointwise.js");
  const judges = pointwiseAgreement(verdicts, options);
  if (judges.length === 0) throw new DataError("no answer has a human label", { file, field: "human" });
  return judges;
}

/** Says it, and how votes split where verdicts rest on several. */
export function tellPointwise(
  judges: readonly PointwiseAgreement[],
  asJson: boolean,
  effects: Effects,
  votes: readonly VoteSpread[] = [],
): void {
  if (asJson) effects.printJson({ form: "pointwise", judges, ...(votes.length === 0 ? {} : { votes }) });
  else effects.print([pointwiseText(judges), ...votes.map(votesText)].join("\n\n"));
}
