import type { Calibration, PolicyEvaluation, TaskTypeDecision, WholeTable } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { planText } from "../core/policy.js";
import { percentText, pointsText, usdText } from "./money-text.js";
import { slicesText } from "./slices-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

/** What a calibration found, for a terminal. */
export function calibrationText(calibration: Calibration): string {
  const { options, policies, warnings, whole } = calibration;
  const level = percentText(options.confidence).replace(".0 ", " ");
  return [
    ...(calibration.simulated ? ["SIMULATED responses: this says nothing about real models.", ""] : []),
    wrapText(whole.reason, ""),
    "",
    decisions(calibration),
    "",
    textTable(
      ["policy", "quality", `${level} interval`, "points vs ref.", "cost / item", "saving"],
      policies.map((policy) => policyRow(policy)),
    ),
    ...costSpread(calibration),
    ...slicesText(calibration),
    "",
    wrapText(
      `The reference is ${options.reference}. In this list the table and the oracle are judged on the rows they were chosen on; figures called cross-fitted and certificates are not (see docs/methods.md).`,
      "",
    ),
    ...whole.advice.map(({ text }) => wrapText(`advice: ${text}`, "")),
    ...warnings.map((warning) => wrapText(`warning: ${warning}`, "")),
  ].join("\n");
}

/** One row for each task type; below it the reason, where no certificate, of its own or of the whole, says enough. */
function decisions({ taskTypes, whole, options }: Calibration): string {
  const rows = taskTypes.map(({ taskType, items, status, choice }) => [
    taskType,
    String(items),
    status,
    planText(choice),
  ]);
  const [header = "", ...lines] = textTable(["task type", "items", "status", "send to"], rows).split("\n");
  const withReasons = lines.flatMap((line, index) => {
    const decision = taskTypes[index];
    return decision === undefined || isExplained(decision, whole)
      ? [line]
      : [line, wrapText(decision.reason, "    "), ...beliefs(decision, options)];
  });
  const isCovered = taskTypes.some((decision) => decision.status === "estimated" && isExplained(decision, whole));
  return [
    header,
    ...withReasons,
    ...(isCovered ? ["estimated: its own items do not decide; promised as part of the whole."] : []),
  ].join("\n");
}

/** Of undecided pairs how likely they are within the margin: for people who must decide with few items. */
function beliefs({ comparisons }: TaskTypeDecision, { margin }: Calibration["options"]): readonly string[] {
  const known = comparisons.flatMap(({ tier, posterior }) =>
    posterior === null ? [] : [`${tier} ${percentText(posterior)}`],
  );
  if (known.length === 0) return [];
  const points = Number((100 * margin).toFixed(1));
  return [
    wrapText(
      `Probability of losing less than ${points} points, given these items and a Dirichlet(½) prior: ${known.join(", ")}. Information, not a promise.`,
      "    ",
    ),
  ];
}

/** Costs have long tails: what most answers cost, and what the dear ones do. */
function costSpread({ overall }: Calibration): readonly string[] {
  const known = overall.flatMap(({ tier, costQuantilesUsd }) =>
    costQuantilesUsd === null ? [] : [`${tier} ${usdText(costQuantilesUsd.p50)} and ${usdText(costQuantilesUsd.p95)}`],
  );
  return known.length === 0
    ? []
    : [wrapText(`One answer costs (median and 95th percentile): ${known.join("; ")}.`, "")];
}

function isExplained({ status, choice, comparisons, judges }: TaskTypeDecision, { certificate }: WholeTable): boolean {
  if (status === "certified") return true;
  if (judges?.some(({ doubt }) => doubt !== null)) return false;
  const verdict = comparisons.find(({ tier }) => choice.kind === "single" && tier === choice.tier)?.verdict;
  return status === "estimated" && certificate !== null && verdict !== "inferior";
}

function policyRow({ name, quality, qualityVsReference, costUsd, costRatio }: PolicyEvaluation): readonly string[] {
  return [
    name,
    quality.v.toFixed(4),
    interval(quality),
    pointsText(qualityVsReference.v),
    usdText(costUsd?.v ?? null),
    costRatio === null ? "unknown" : percentText(1 - costRatio.v),
  ];
}

function interval({ ci: [lo, hi] }: Estimate): string {
  return `${lo.toFixed(4)} to ${hi.toFixed(4)}`;
}
