import type { Calibration, PolicyEvaluation, TaskTypeDecision } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { percentText, pointsText, usdText } from "./money-text.js";
import { planText } from "./plan-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

/** What a calibration found, for a terminal. */
export function calibrationText(calibration: Calibration): string {
  const { options, taskTypes, policies, warnings } = calibration;
  const level = percentText(options.confidence).replace(".0 ", " ");
  return [
    ...(calibration.simulated ? ["SIMULATED responses: this says nothing about real models.", ""] : []),
    decisions(taskTypes),
    "",
    textTable(
      ["policy", "quality", `${level} interval`, "points vs ref.", "cost / item", "saving"],
      policies.map((policy) => policyRow(policy)),
    ),
    "",
    wrapText(
      `The reference is ${options.reference}. The table and the oracle are judged on the rows they were chosen on; a certificate is not (see docs/methods.md).`,
      "",
    ),
    ...warnings.map((warning) => wrapText(`warning: ${warning}`, "")),
  ].join("\n");
}

/** One row for each task type; below it the reason, where there is no certificate that says enough. */
function decisions(taskTypes: readonly TaskTypeDecision[]): string {
  const rows = taskTypes.map(({ taskType, items, status, choice }) => [
    taskType,
    String(items),
    status,
    planText(choice),
  ]);
  const [header = "", ...lines] = textTable(["task type", "items", "status", "send to"], rows).split("\n");
  const withReasons = lines.flatMap((line, index) => {
    const decision = taskTypes[index];
    return decision === undefined || decision.status === "certified"
      ? [line]
      : [line, wrapText(decision.reason, "    ")];
  });
  return [header, ...withReasons].join("\n");
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
