import type {
  CalibrationOptions,
  CascadeEvaluation,
  Comparison,
  TaskTypeDecision,
  Verdict,
} from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import type { Slice, SliceCheck } from "../core/slice.js";
import { DIFFERENCE, estimate, money, SHARE, summary } from "./report-sample-estimates.js";
import { type ItemCells, replay } from "./report-sample-policies.js";
import type { SampleCalibrationSpec } from "./report-sample-spec.js";

export function decide(
  taskType: string,
  items: readonly ItemCells[],
  outcomes: readonly Outcome[],
  { tierOrder, options, cascades }: SampleCalibrationSpec,
): TaskTypeDecision {
  const others = tierOrder.filter((tier) => tier !== options.reference);
  const comparisons = others.map((tier) => compare(tier, items, options));
  const winner = comparisons.find(({ verdict }) => verdict === "non-inferior");
  const [cheapest = options.reference] = tierOrder;
  const tried = cascades.includes(taskType) ? [cascade(cheapest, items, options)] : [];
  const chosenCascade = tried.find(({ isCertified }) => isCertified);
  const undecided = comparisons.filter(({ verdict }) => verdict === "undecided");
  const single = winner?.tier ?? options.reference;
  const needed =
    undecided.length === 0 ? null : Math.max(...undecided.map(({ itemsNeeded }) => itemsNeeded ?? 0)) - items.length;
  const own = outcomes.filter((outcome) => outcome.taskType === taskType);
  const tiers = tierOrder.map((tier) => summary(tier, own));
  const allCosts = money(tiers.map(({ costUsd }) => costUsd?.v ?? null));
  const isOpen = winner === undefined && chosenCascade === undefined && undecided.length > 0;
  return {
    taskType,
    items: items.length,
    clusters: items.length,
    tiers,
    comparisons,
    cascades: tried,
    choice: chosenCascade?.policy ?? { kind: "single", tier: single },
    status: isOpen ? (items.length < options.minItems ? "insufficient-data" : "estimated") : "certified",
    reason: reasonOf(single, chosenCascade, undecided, options),
    itemsStillNeeded: isOpen && needed !== null ? Math.max(0, needed) : null,
    costToDecideUsd:
      isOpen && needed !== null && allCosts !== null ? allCosts.v * tiers.length * Math.max(0, needed) : null,
    slices: chosenCascade === undefined && single === options.reference ? null : sampleSlices(items.length),
  };
}

/** Two bands of difficulty, the harder one flagged; lengths not known. */
function sampleSlices(items: number): SliceCheck {
  const [easy, hard] = [Math.ceil(items / 2), Math.floor(items / 2)];
  const slice = (band: "easy" | "hard", n: number, v: number): Slice => ({
    key: { by: "difficulty", band },
    items: n,
    difference: { v, ci: [v - 0.05, v + 0.05], n },
    adjustedPValue: v < -0.08 ? 0.012 : 0.6,
    isWorse: v < -0.08,
  });
  const worst = slice("hard", hard, -0.09);
  return {
    slices: [slice("easy", easy, 0.01), worst],
    worst,
    notes: ["Input tokens of the reference are not known for every item: no slices by length."],
  };
}

function reasonOf(
  single: string,
  cascade: CascadeEvaluation | undefined,
  undecided: readonly Comparison[],
  { reference, margin }: CalibrationOptions,
): string {
  const points = (margin * 100).toFixed(1);
  if (cascade !== undefined) {
    return `The cascade lost ${cascade.harmful} right answers of ${cascade.n}.`;
  }
  if (single !== reference) return `${single} is within ${points} points of ${reference}.`;
  if (undecided.length === 0) return `Every cheaper tier is more than ${points} points worse than ${reference}.`;
  const names = undecided.map(({ tier }) => tier).join(" and ");
  return `${names} may or may not be within ${points} points of ${reference}: the interval crosses the margin.`;
}

function compare(tier: string, items: readonly ItemCells[], { reference, margin }: CalibrationOptions): Comparison {
  const pairs = items.flatMap((item) => {
    const [own, ref] = [item.get(tier), item.get(reference)];
    return own === undefined || ref === undefined ? [] : [{ own: own.score ?? 0, ref: ref.score ?? 0 }];
  });
  const difference = estimate(
    pairs.map(({ own, ref }) => own - ref),
    DIFFERENCE,
  );
  const verdict: Verdict =
    difference.ci[0] > -margin ? "non-inferior" : difference.ci[1] < -margin / 2 ? "inferior" : "undecided";
  const pValue = verdict === "non-inferior" ? 0.004 : verdict === "inferior" ? 0.999 : 0.18;
  return {
    tier,
    n: pairs.length,
    discordant: {
      referenceOnly: pairs.filter(({ own, ref }) => ref > own).length,
      tierOnly: pairs.filter(({ own, ref }) => own > ref).length,
    },
    difference,
    test: "tango",
    pValue,
    bettingPValue: null,
    adjustedPValue: Math.min(1, pValue * 2),
    testLevel: 0.025,
    verdict,
    posterior: verdict === "undecided" ? 0.72 : null,
    spread: { discordance: pairs.filter(({ own, ref }) => ref !== own).length / pairs.length, inflation: 1 },
    itemsNeeded: verdict === "undecided" ? Math.ceil(items.length * 2.7) : null,
  };
}

function cascade(first: string, items: readonly ItemCells[], options: CalibrationOptions): CascadeEvaluation {
  const policy: CascadeEvaluation["policy"] = {
    kind: "cascade",
    steps: [
      { tier: first, accept: { all: [{ signal: "self-report", atLeast: "high" }] } },
      { tier: options.reference, accept: "always" },
    ],
  };
  const replayed = items.map((item) => replay(policy, item, options.reference)).filter((result) => result !== null);
  const harmful = replayed.filter(({ harm }) => harm > 0).length;
  return {
    policy,
    construction: "fixed",
    path: `${first} → ${options.reference} by self-report`,
    risk: "harm",
    method: "binomial",
    quality: estimate(
      replayed.map(({ score }) => score),
      SHARE,
    ),
    costUsd: money(replayed.map(({ cost }) => cost)),
    difference: estimate(
      replayed.map(({ score, reference }) => score - reference),
      DIFFERENCE,
    ),
    latencyP50Ms: null,
    escalation: estimate(
      replayed.map(({ escalated }) => escalated),
      SHARE,
    ),
    harm: estimate(
      replayed.map(({ harm }) => harm),
      SHARE,
    ),
    pValue: 0.021,
    harmful,
    n: replayed.length,
    testLevel: 0.025,
    passed: 2,
    isCertified: true,
    unitsNeeded: null,
  };
}
