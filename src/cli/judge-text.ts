import type { AgreementCoefficients } from "../calibrate/judge-coefficients.js";
import type { CorrectedValue } from "../calibrate/judge-correction.js";
import type { CriteriaAgreement } from "../calibrate/judge-criteria.js";
import type { PairwiseAgreement } from "../calibrate/judge-pairwise.js";
import type { PointwiseAgreement, TierJudgement } from "../calibrate/judge-pointwise.js";
import type { Estimate } from "../core/estimate.js";
import { countText } from "./money-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

/** Labels of one tier below which corrected qualities are shaky. */
const ENOUGH_LABELS = 100;

/** Agreement on pairs of answers, for a terminal. */
export function pairwiseText(judges: readonly PairwiseAgreement[]): string {
  const rows = judges.flatMap((one) => [
    [
      nameOf(one),
      String(one.items),
      numberText(one.accuracy),
      numberText(one.original?.kappa ?? null),
      numberText(one.original?.ac1 ?? null),
      numberText(one.original?.alpha ?? null),
      numberText(one.firstShown),
      numberText(one.positionFlips),
    ],
    [
      "",
      "",
      rangeText(one.accuracy),
      rangeText(one.original?.kappa ?? null),
      rangeText(one.original?.ac1 ?? null),
      rangeText(one.original?.alpha ?? null),
      rangeText(one.firstShown),
      rangeText(one.positionFlips),
    ],
  ]);
  const unread = judges.filter(({ unread }) => unread.original + unread.swapped > 0);
  return [
    textTable(["judge", "items", "accuracy", "kappa", "AC1", "alpha", "first shown", "order flips"], rows),
    "",
    wrapText(
      "Accuracy and first shown (0.5 is even-handed) are over both orders; kappa, AC1 and alpha over the original order, one verdict per item.",
      "",
    ),
    ...unread.map((one) =>
      wrapText(
        `${nameOf(one)}: ${countText(one.unread.original + one.unread.swapped, "verdict")} could not be read and count nowhere.`,
        "",
      ),
    ),
  ].join("\n");
}

/** Agreement on single answers, for a terminal. */
export function pointwiseText(judges: readonly PointwiseAgreement[]): string {
  return judges.map(judgeText).join("\n\n");
}

function judgeText(judge: PointwiseAgreement): string {
  const { tiers, differences, lengthSlope, agreement } = judge;
  const corrected = tiers.some(({ unlabelled }) => unlabelled > 0);
  const few = tiers.filter(({ labelled }) => labelled < ENOUGH_LABELS).map(({ tier }) => tier);
  const shown = differences.filter(({ ppi }) => ppi !== null);
  return [
    `judge ${nameOf(judge)}: ${countText(judge.labelled, "labelled answer")}, ${judge.unlabelled} without a label`,
    agreementLine(agreement),
    "",
    tierTable(tiers),
    ...(corrected ? ["", qualityTable(tiers)] : []),
    ...(shown.length === 0
      ? []
      : [
          "",
          textTable(
            ["PPI++ difference", "value", "interval", "p"],
            shown.map(({ first, second, ppi }) => [
              `${first} − ${second}`,
              ppi === null ? "–" : ppi.v.toFixed(3),
              boundsText(ppi),
              ppi === null ? "–" : ppi.pValue.toFixed(4),
            ]),
          ),
        ]),
    "",
    lengthSlope === null
      ? "Length slope: not known (needs lengths that differ)."
      : `Length slope: ${numberText(lengthSlope.perDoubling)} per doubling (${rangeText(lengthSlope.perDoubling)}), ${countText(lengthSlope.answers, "answer")}.`,
    ...(few.length === 0
      ? []
      : [wrapText(`Fewer than ${ENOUGH_LABELS} labels on ${few.join(", ")}: intervals may be too narrow there.`, "")]),
  ].join("\n");
}

/** Agreement criterion by criterion, for a terminal. */
export function criteriaText({ judge, model, rubric, criteria }: CriteriaAgreement): string {
  const cells = criteria.flatMap(({ criterion, labelled, agreement, sensitivity, specificity }) => {
    const estimates = [agreement.kappa, sensitivity, specificity, agreement.ac1, agreement.accuracy];
    return [
      [criterion, String(labelled), ...estimates.map(numberText)],
      ["", "", ...estimates.map(rangeText)],
    ];
  });
  return [
    `criteria of ${judge} (${model}) rubric ${rubric.slice(0, 8)}, all tiers together`,
    "",
    textTable(["criterion", "labels", "kappa", "sensitivity", "specificity", "AC1", "accuracy"], cells),
  ].join("\n");
}

function agreementLine({ accuracy, kappa, ac1, alpha }: AgreementCoefficients): string {
  const parts = [
    ["accuracy", accuracy],
    ["kappa", kappa],
    ["AC1", ac1],
    ["alpha", alpha],
  ] as const;
  const shown = parts.map(([name, one]) => `${name} ${numberText(one)} (${rangeText(one)})`);
  return wrapText(`${shown.join(", ")}.`, "");
}

function tierTable(tiers: readonly TierJudgement[]): string {
  const cells = tiers.flatMap(({ tier, labelled, agreement, sensitivity, specificity, bias, selfPreference }) => {
    const estimates = [agreement.kappa, sensitivity, specificity, bias, selfPreference, agreement.ac1];
    return [
      [tier, String(labelled), ...estimates.map(numberText)],
      ["", "", ...estimates.map(rangeText)],
    ];
  });
  return textTable(
    ["tier", "labels", "kappa", "sensitivity", "specificity", "judge − human", "vs others", "AC1"],
    cells,
  );
}

function qualityTable(tiers: readonly TierJudgement[]): string {
  return textTable(
    ["quality of", "unlabelled", "by judge", "by people", "PPI++", "interval", "Rogan–Gladen", "interval"],
    tiers.map(({ tier, unlabelled, quality: { judgeMean, humanMean, ppi, roganGladen } }) => [
      tier,
      String(unlabelled),
      judgeMean.toFixed(3),
      humanMean.toFixed(3),
      ppi === null ? "–" : ppi.v.toFixed(3),
      boundsText(ppi),
      roganGladen === null ? "–" : roganGladen.v.toFixed(3),
      boundsText(roganGladen),
    ]),
  );
}

function nameOf({ judge, prompting }: { readonly judge: string; readonly prompting: string | null }): string {
  return prompting === null ? judge : `${judge} ${prompting}`;
}

function numberText(estimate: Estimate | null): string {
  return estimate === null ? "–" : signed(estimate.v);
}

function rangeText(estimate: Estimate | null): string {
  return estimate === null ? "–" : `${signed(estimate.ci[0], 2)} to ${signed(estimate.ci[1], 2)}`;
}

function signed(value: number, digits = 3): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** An interval that may be open on one side. */
function boundsText(value: CorrectedValue | null): string {
  if (value === null) return "–";
  const [lo, hi] = value.interval;
  if (lo === null) return hi === null ? "no bound" : `at most ${signed(hi)}`;
  return hi === null ? `at least ${signed(lo)}` : `${signed(lo)} to ${signed(hi)}`;
}
