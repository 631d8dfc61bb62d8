import type { CriteriaAgreement } from "../calibrate/judge-criteria.js";
import type { PairwiseAgreement } from "../calibrate/judge-pairwise.js";
import type { PointwiseAgreement } from "../calibrate/judge-pointwise.js";
import type { PointwiseOptions, PointwiseVerdict } from "../calibrate/judge-verdict.js";
import type { VoteSpread } from "../calibrate/judge-votes.js";
import { DataError, EXIT, UsageError } from "../core/errors.js";
import { readRows } from "../datasets/read-rows.js";
import { judgedAnswers, labelledOutcomes } from "../interop/judge-scores.js";
import { judgeVerdicts, type PointwiseRow, type VerdictFilter } from "../interop/judge-verdicts.js";
import type { Effects } from "./effects.js";
import { criteriaText, pairwiseText, pointwiseText } from "./judge-text.js";
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
  const { pointwiseAgreement } = await import("../calibrate/judge-pointwise.js");
  const judges = pointwiseAgreement(verdicts, options);
  if (judges.length === 0) throw new DataError("no answer has a human label", { file: shown, field: "human" });
  tellAgreement({ judges }, asJson, effects);
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

/** What is known of the judges of single answers. */
export interface AgreementFound {
  readonly judges: readonly PointwiseAgreement[];
  readonly criteria?: readonly CriteriaAgreement[];
  /** How votes split, where verdicts rest on several. */
  readonly votes?: readonly VoteSpread[];
  /** What became of comparisons in both orders. */
  readonly orders?: readonly PairwiseAgreement[];
}

/** Says it; what there is nothing of is left out. */
export function tellAgreement(found: AgreementFound, asJson: boolean, effects: Effects): void {
  const { judges, criteria = [], votes = [], orders = [] } = found;
  const further = Object.entries({ criteria, votes, orders }).filter(([, list]) => list.length > 0);
  if (asJson) {
    effects.printJson({ form: "pointwise", judges, ...Object.fromEntries(further) });
    return;
  }
  const comparisons = orders.length === 0 ? [] : [`Both orders, answer and reference:\n\n${pairwiseText(orders)}`];
  effects.print(
    [pointwiseText(judges), ...criteria.map(criteriaText), ...votes.map(votesText), ...comparisons].join("\n\n"),
  );
}
