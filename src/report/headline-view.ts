import type { Calibration, PolicyEvaluation } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import type { RoutingTable } from "../core/routing-table.js";
import {
  costChange,
  costChangeInterval,
  costUnit,
  counted,
  percent,
  percentInterval,
  pointsInterval,
  sampleSize,
  signedPoints,
  UNKNOWN,
  usd,
} from "./format-number.js";

/** One number to be read from across the room. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** Interval, and n. */
  readonly evidence: string;
  readonly detail: string;
}

/** The answer, before anything else. */
export interface HeadlineView {
  readonly sentence: string;
  /** How the table compares with sending everything to one tier. */
  readonly comparison: string;
  /** False where one tier for everything does as well: to be said loudly. */
  readonly isTableWorthwhile: boolean;
  readonly figures: readonly Figure[];
}

/** Quality and cost of the whole table against the reference. */
interface Totals {
  readonly difference: Estimate;
  readonly costRatio: Estimate | null;
  readonly evaluation: PolicyEvaluation | null;
}

export function headlineView(calibration: Calibration, table: RoutingTable): HeadlineView {
  const evaluation = calibration.policies.find(({ policy }) => policy.kind === "table") ?? null;
  const totals: Totals = {
    difference: evaluation?.qualityVsReference ?? table.totals.qualityVsReference,
    costRatio: evaluation === null ? table.totals.costVsReference : evaluation.costRatio,
    evaluation,
  };
  return {
    sentence: sentenceOf(table, totals),
    ...compareWithSingles(table, calibration.policies, evaluation),
    figures: figuresOf(calibration, table, totals),
  };
}

function sentenceOf(table: RoutingTable, { difference, costRatio }: Totals): string {
  const reference = table.defaults.referenceTier;
  const routes = Object.values(table.routes);
  const moved = routes.filter(({ plan }) => plan.length > 1 || plan[0]?.tier !== reference).length;
  if (moved === 0) {
    const [only] = Object.keys(table.routes);
    return `Keep ${routes.length === 1 ? only : `all ${routes.length} task types`} on ${reference}: nothing cheaper has been shown to be good enough.`;
  }
  const share = moved === routes.length ? "all " : `${moved} of `;
  const away = `Route ${routes.length === 1 ? Object.keys(table.routes)[0] : share + counted(routes.length, "task type")} away from ${reference}`;
  const cost = costRatio === null ? "cost unknown" : `costs ${costChange(costRatio.v)}`;
  return `${away}: ${cost}, quality ${signedPoints(difference.v)} points (${pointsInterval(difference.ci)}).`;
}

type Comparison = Pick<HeadlineView, "comparison" | "isTableWorthwhile">;

function compareWithSingles(
  table: RoutingTable,
  policies: readonly PolicyEvaluation[],
  own: PolicyEvaluation | null,
): Comparison {
  const targets = new Set(
    Object.values(table.routes).map(({ plan }) => (plan.length === 1 ? plan[0]?.tier : undefined)),
  );
  const [only] = targets;
  if (targets.size === 1 && only !== undefined) {
    return {
      comparison: `The table sends everything to ${only}, so it is no better than that one tier for everything.`,
      isTableWorthwhile: false,
    };
  }
  const singles = policies.filter(({ policy }) => policy.kind === "single");
  if (own === null || singles.length === 0) return { comparison: "", isTableWorthwhile: true };
  if (own.costUsd === null || singles.some(({ costUsd }) => costUsd === null)) {
    return {
      comparison:
        "Some costs are unknown, so it cannot be said whether one tier for everything would do as well for less.",
      isTableWorthwhile: true,
    };
  }
  return compareByCost(own, own.costUsd.v, singles);
}

function compareByCost(own: PolicyEvaluation, ownCost: number, singles: readonly PolicyEvaluation[]): Comparison {
  const ranked = [...singles].sort((a, b) => b.quality.v - a.quality.v || costOf(a) - costOf(b));
  const beating = ranked.find((single) => single.quality.v >= own.quality.v && costOf(single) <= ownCost);
  if (beating !== undefined) {
    return {
      comparison: `This table is not better than the best single tier: sending everything to ${tierOf(beating)} costs ${costChange(costOf(beating) / ownCost)} and scores ${signedPoints(beating.quality.v - own.quality.v)} points against the table.`,
      isTableWorthwhile: false,
    };
  }
  const asGood = ranked.filter((single) => single.quality.v >= own.quality.v).at(-1);
  if (asGood !== undefined) {
    return {
      comparison: `No single tier is both as good and as cheap. The cheapest that scores at least as well as the table is ${tierOf(asGood)} for everything, which costs ${costChange(costOf(asGood) / ownCost)}.`,
      isTableWorthwhile: true,
    };
  }
  const [closest] = ranked;
  if (closest === undefined) return { comparison: "", isTableWorthwhile: true };
  return {
    comparison: `No single tier scores as well as the table. The best of them, ${tierOf(closest)} for everything, scores ${signedPoints(closest.quality.v - own.quality.v)} points against it and costs ${costChange(costOf(closest) / ownCost)}.`,
    isTableWorthwhile: true,
  };
}

function costOf({ costUsd }: PolicyEvaluation): number {
  return costUsd?.v ?? Number.POSITIVE_INFINITY;
}

function tierOf({ policy, name }: PolicyEvaluation): string {
  return policy.kind === "single" ? policy.tier : name;
}

function figuresOf(calibration: Calibration, table: RoutingTable, totals: Totals): readonly Figure[] {
  const level = percent(calibration.options.confidence, 0);
  const { evaluation, difference, costRatio } = totals;
  const reference = table.defaults.referenceTier;
  const always = calibration.policies.find(({ policy }) => policy.kind === "single" && policy.tier === reference);
  const figures: Figure[] = [
    {
      label: `Cost against always ${reference}`,
      value: costChange(costRatio?.v ?? null),
      evidence:
        costRatio === null
          ? "a price or a token count is missing"
          : `${level} interval ${costChangeInterval(costRatio.ci)}, ${sampleSize(costRatio.n)}`,
      detail: costDetail(evaluation?.costUsd ?? null, always?.costUsd ?? null),
    },
    {
      label: `Quality against always ${reference}`,
      value: `${signedPoints(difference.v)} points`,
      evidence: `${level} interval ${pointsInterval(difference.ci)}, ${sampleSize(difference.n)}`,
      detail:
        evaluation === null || always === undefined
          ? ""
          : `${percent(evaluation.quality.v)} right instead of ${percent(always.quality.v)}`,
    },
  ];
  if (evaluation !== null) {
    figures.push({
      label: "Right answers lost",
      value: percent(evaluation.harm.v),
      evidence: `${level} interval ${percentInterval(evaluation.harm.ci)}, ${sampleSize(evaluation.harm.n)}`,
      detail: `items where ${reference} was right and the table is wrong`,
    });
  }
  return [...figures, certaintyFigure(table)];
}

function costDetail(own: Estimate | null, reference: Estimate | null): string {
  if (own === null || reference === null) return "";
  const unit = costUnit([own.v, reference.v]);
  return `${usd(own.v * unit.items)} instead of ${usd(reference.v * unit.items)} ${unit.label}`;
}

function certaintyFigure(table: RoutingTable): Figure {
  const routes = Object.values(table.routes);
  const having = (status: string) => routes.filter((route) => route.status === status).length;
  const rest = [
    [having("estimated"), "estimated"],
    [having("insufficient-data"), "without enough data"],
    [having("manual"), "set by hand"],
  ] as const;
  const named = rest.filter(([many]) => many > 0).map(([many, words]) => `${many} ${words}`);
  const items = routes.reduce((sum, route) => sum + route.expected.n, 0);
  return {
    label: "Decisions certified",
    value: `${having("certified")} of ${routes.length}`,
    evidence: items === 0 ? UNKNOWN : counted(items, "labelled item"),
    detail: named.join(", "),
  };
}
