/**
 * Cascades that the tool finds on real outcomes: cross-fitted, and certified.
 * @module
 */
import { built, defaultOptions, realMatrices } from "./bench-build.js";
import { markdownTable, percent, policyText } from "./bench-markdown.js";

const HARM_TARGETS = [0.02, 0.05];

/**
 * @param {string} dist
 * @param {readonly import("../src/calibrate/outcome-matrix.js").TaskTypeMatrix[]} matrices
 * @param {{ reference: string, tiers: readonly string[] }} setting
 */
async function backtested(dist, matrices, { reference, tiers }) {
  /** @type {typeof import("../src/calibrate/backtest.js")} */
  const { backtest } = await built(dist, "calibrate/backtest.js");
  const options = await defaultOptions(dist, reference);
  return backtest(matrices, { ...options, tiers, folds: 5, repeats: 20, resamples: 400 });
}

/** @param {import("../src/calibrate/backtest.js").Backtest} result */
function frontTable({ policies }) {
  const usd = (/** @type {number | undefined} */ value) =>
    value === undefined ? "not known" : `$${value.toPrecision(3)}`;
  return markdownTable([
    [
      "policy on the front, cross-fitted",
      "quality",
      "escalated",
      "harm",
      "cost / item",
      "saving",
      "learnt from all rows",
    ],
    ...policies
      .filter(({ isOnFront }) => isOnFront)
      .sort((a, b) => a.quality.value - b.quality.value)
      .map(({ name, quality, escalation, harm, costUsd, saving, table }) => [
        name,
        quality.value.toFixed(4),
        percent(escalation.value),
        percent(harm.value),
        usd(costUsd?.value),
        saving === null ? "not known" : percent(saving.value),
        table === null ? "" : policyText(table),
      ]),
  ]);
}

/**
 * The certified cascades of one task type at several targets.
 *
 * @param {string} dist
 * @param {import("../src/calibrate/outcome-matrix.js").TaskTypeMatrix} matrix
 */
async function certifiedRows(dist, matrix) {
  /** @type {typeof import("../src/calibrate/certified-cascades.js")} */
  const { certifiedCascades } = await built(dist, "calibrate/certified-cascades.js");
  const { replay } = /** @type {typeof import("../src/calibrate/replay.js")} */ (
    await built(dist, "calibrate/replay.js")
  );
  const reference = replay({ kind: "single", tier: matrix.reference }, matrix).costUsd;
  const mean = (/** @type {Float64Array} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return HARM_TARGETS.flatMap((target) =>
    certifiedCascades(matrix, { harm: target, confidence: 0.95, level: 0.05, seed: 1 }).map((one) => ({
      target,
      ...one,
      saving: one.costUsd === null || reference === null ? null : 1 - one.costUsd.v / mean(reference),
    })),
  );
}

/** @param {Awaited<ReturnType<typeof certifiedRows>>} rows */
function certifiedTable(rows) {
  return markdownTable([
    ["certified at 95 %", "policy", "escalated", "quality", "harm (interval)", "cost / item", "saving", "p"],
    ...rows.map(({ target, isCertified, policy, escalation, quality, harm, costUsd, saving, pValue }) => [
      `harm ≤ ${percent(target)}: ${isCertified ? "yes" : "no"}`,
      policyText(policy),
      percent(escalation.v),
      quality.v.toFixed(4),
      `${percent(harm.v)} (${percent(harm.ci[0])} to ${percent(harm.ci[1])})`,
      costUsd === null ? "not known" : `$${costUsd.v.toPrecision(3)}`,
      saving === null ? "not known" : percent(saving),
      pValue.toPrecision(2),
    ]),
  ]);
}

/** Published: accept medium at agreement ≥ 0.9, on the rows that the threshold was picked on. */
const MOT = { escalation: 0.214, quality: 0.8916 };
/** The published figures are rounded. */
const ROUNDING = 0.00005;

/**
 * @param {import("./bench-markdown.js").BenchOptions} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function motDateRow({ dist }) {
  const reference = "large";
  const { matrices, order } = await realMatrices(dist, "mot-date.csv.gz", { reference, tiers: ["medium", "large"] });
  const result = await backtested(dist, matrices, { reference, tiers: order });
  const isAsked = (
    /** @type {import("../src/calibrate/backtested-policy.js").BacktestedPolicy} */ { escalation, quality },
  ) => escalation.value <= MOT.escalation + 10 * ROUNDING && quality.value >= MOT.quality - ROUNDING;
  const learnt = result.policies.filter(({ kind, isOnFront }) => kind === "cascade" && isOnFront);
  const found = learnt.filter(isAsked);
  const best = found.toSorted((a, b) => a.escalation.value - b.escalation.value)[0] ?? nearest(learnt);
  const certified = await certifiedRows(dist, matrices[0] ?? none());
  const all = await realMatrices(dist, "mot-date.csv.gz", { reference, tiers: ["small", "medium", "large"] });
  const three = await certifiedRows(dist, all.matrices[0] ?? none());
  return {
    figures: [
      {
        what: "medium → large by agreement, learnt and cross-fitted (5 folds × 20)",
        asked: `≤ ${percent(MOT.escalation)} escalated at quality ≥ ${MOT.quality}`,
        measured:
          best === undefined
            ? "no cascade on the front"
            : `${percent(best.escalation.value)} at ${best.quality.value.toFixed(4)}, harm ${percent(best.harm.value)}`,
        isMet: found.length > 0,
        data: "real outcomes",
      },
      ...certified.map(({ target, isCertified, escalation, quality, harm, costUsd }) => ({
        what: `the same, certified: harm ≤ ${percent(target)} with 95 % confidence`,
        asked: "–",
        measured: isCertified
          ? `${percent(escalation.v)} at ${quality.v.toFixed(4)}, harm ${percent(harm.v)} (${percent(harm.ci[0])} to ${percent(harm.ci[1])}), cost ${costUsd === null ? "not known" : `$${costUsd.v.toPrecision(3)}`}`
          : "not certified",
        isMet: null,
        data: /** @type {const} */ ("real outcomes"),
      })),
    ],
    details: [
      frontTable(result),
      certifiedTable(certified),
      "With the smallest tier as well:",
      certifiedTable(three),
    ].join("\n\n"),
  };
}

/** @param {readonly import("../src/calibrate/backtested-policy.js").BacktestedPolicy[]} learnt */
function nearest(learnt) {
  return learnt.toSorted(
    (a, b) => Math.abs(a.escalation.value - MOT.escalation) - Math.abs(b.escalation.value - MOT.escalation),
  )[0];
}

/** @returns {never} */
function none() {
  throw new RangeError("no task type");
}

/** Published: agreement of the two small tiers, else the middle one. */
const AGREEMENT = { escalation: 0.1, harm: 0.008 };

/**
 * @param {import("./bench-markdown.js").BenchOptions} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function agreementRow({ dist }) {
  const reference = "sonnet-3-5";
  const agreement = ["haiku-3+haiku-3-5"];
  const file = "zeroeval-claude.csv.gz";
  const three = await realMatrices(dist, file, {
    reference,
    agreement,
    taskTypes: ["gsm"],
    tiers: ["haiku-3", "haiku-3-5", reference],
  });
  const six = await realMatrices(dist, file, { reference, agreement, taskTypes: ["gsm"] });
  const result = await backtested(dist, three.matrices, { reference, tiers: three.order });
  const wide = await backtested(dist, six.matrices, { reference, tiers: six.order });
  const certified = await certifiedRows(dist, three.matrices[0] ?? none());
  const reads = (/** @type {string} */ text) => text.includes("agreement-with-haiku-3");
  const learnt = result.policies.filter(
    ({ table, isOnFront }) => isOnFront && table !== null && reads(policyText(table)),
  );
  const front = learnt.toSorted(
    (a, b) => Math.abs(a.escalation.value - AGREEMENT.escalation) - Math.abs(b.escalation.value - AGREEMENT.escalation),
  )[0];
  const kept = certified.find(({ isCertified, policy }) => isCertified && reads(policyText(policy)));
  const isNear = (/** @type {number} */ escalation, /** @type {number} */ harm) =>
    Math.abs(escalation - AGREEMENT.escalation) <= 0.01 && harm <= AGREEMENT.harm + 0.0005;
  const asked = "≈ 10 % escalated at ≈ 0.8 % harm";
  return {
    figures: [
      {
        what: "haiku-3 and haiku-3-5 agree, else sonnet-3-5: on the cross-fitted front",
        asked,
        measured:
          front === undefined
            ? "not found"
            : `${percent(front.escalation.value)} at ${(100 * front.harm.value).toFixed(2)} % harm, quality ${front.quality.value.toFixed(4)}, saving ${percent(front.saving?.value ?? 0)}`,
        isMet: front !== undefined && isNear(front.escalation.value, front.harm.value),
        data: "real outcomes",
      },
      {
        what: "the same, certified: harm ≤ 2 % with 95 % confidence",
        asked,
        measured:
          kept === undefined
            ? "not certified"
            : `${percent(kept.escalation.v)} at ${(100 * kept.harm.v).toFixed(2)} % harm (at most ${percent(kept.harm.ci[1])}), quality ${kept.quality.v.toFixed(4)}, saving ${percent(kept.saving ?? 0)}`,
        isMet: kept !== undefined && isNear(kept.escalation.v, kept.harm.v),
        data: "real outcomes",
      },
    ],
    details: [
      "Three tiers:",
      frontTable(result),
      certifiedTable(certified),
      "All six tiers, the same reference:",
      frontTable(wide),
      certifiedTable(await certifiedRows(dist, six.matrices[0] ?? none())),
    ].join("\n\n"),
  };
}
