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
  pValueWords,
  sampleSize,
  signedPoints,
  UNKNOWN,
  usd,
} from "./format-number.js";
import { movedWords } from "./moved-words.js";
import { unitNoun } from "./promise-view.js";
import { crossFittedFigures, isTableOf, onlyTarget, type TableFigures } from "./table-figures.js";

/** One number to be read from across the room. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** Where it comes from, its interval, its n: most important first. */
  readonly notes: readonly string[];
}

/** The answer, before anything else. */
export interface HeadlineView {
  readonly sentence: string;
  /** Tiers that the sentence may name. */
  readonly names: readonly string[];
  readonly figures: readonly Figure[];
  /** True where each figure is the less favourable of an in-sample and a cross-fitted one. */
  readonly isCrossFitted: boolean;
}

/** Quality and cost of the whole table against the reference. */
interface Totals {
  /** In-sample. */
  readonly difference: Estimate;
  readonly costRatio: Estimate | null;
  readonly evaluation: PolicyEvaluation | null;
  readonly crossFitted: TableFigures | null;
  /** The less favourable of in-sample and cross-fitted, one by one. */
  readonly shown: Shown;
}

interface Shown {
  readonly difference: number;
  readonly costRatio: number | null;
  readonly harm: number | null;
}

export function headlineView(calibration: Calibration, table: RoutingTable): HeadlineView {
  const evaluation = calibration.policies.find(({ policy }) => policy.kind === "table") ?? null;
  const isReference = onlyTarget(table) === table.defaults.referenceTier;
  const crossFitted = !isReference && isTableOf(calibration, table) ? crossFittedFigures(calibration) : null;
  const difference = evaluation?.qualityVsReference ?? table.totals.qualityVsReference;
  const costRatio = evaluation === null ? table.totals.costVsReference : evaluation.costRatio;
  const inSample = { difference: difference.v, costRatio: costRatio?.v ?? null, harm: evaluation?.harm.v ?? null };
  const shown = crossFitted === null ? inSample : cautious(inSample, crossFitted);
  const totals: Totals = { difference, costRatio, evaluation, crossFitted, shown };
  return {
    sentence: sentenceOf(calibration, table, totals),
    names: [...new Set([table.defaults.referenceTier, onlyTarget(table) ?? ""])].filter((name) => name !== ""),
    figures: figuresOf(calibration, table, totals),
    isCrossFitted: crossFitted !== null,
  };
}

/**
 * Neither number is the safe one everywhere: in-sample has luck in choosing in it,
 * cross-fitted is of tables like this one, which may cost less than this one does.
 */
function cautious(inSample: Shown, crossFitted: TableFigures): Shown {
  const larger = (one: number | null, other: number | null) =>
    one === null || other === null ? null : Math.max(one, other);
  return {
    difference: Math.min(inSample.difference, crossFitted.difference),
    costRatio: larger(inSample.costRatio, crossFitted.costRatio),
    harm: larger(inSample.harm, crossFitted.harm),
  };
}

function sentenceOf(calibration: Calibration, table: RoutingTable, totals: Totals): string {
  const { objective } = calibration.options;
  const reference = table.defaults.referenceTier;
  const target = onlyTarget(table);
  const aim = aimWords(objective);
  if (target === reference) {
    const what = allWords(Object.keys(table.routes));
    if (objective.kind !== "cost") return sentenceCase(`${aim}keep ${what} on ${reference}.`);
    return `Keep ${what} on ${reference}: nothing cheaper has been shown to be good enough.`;
  }
  const change = changeWords(totals, target === null ? "" : ` than ${reference}`);
  if (target !== null && Object.keys(table.routes).length > 1) {
    const isBeaten = calibration.whole.basis === "single-tier" && calibration.whole.everywhere === target;
    const beaten = `Routing does not beat always ${target}, so everything goes to ${target}`;
    return `${isBeaten ? beaten : sentenceCase(`${aim}send everything to ${target}`)}: ${change}.`;
  }
  return sentenceCase(`${aim}${movedWords(table, calibration.tierOrder)}: ${change}.`);
}

function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function aimWords(objective: Calibration["options"]["objective"]): string {
  if (objective.kind === "budget") return `Within ${usd(objective.costUsd)} per item, `;
  return objective.kind === "stakes" ? "For the lowest cost with errors, " : "";
}

function allWords(taskTypes: readonly string[]): string {
  return taskTypes.length === 1 ? (taskTypes[0] ?? "") : `all ${taskTypes.length} task types`;
}

/** With the interval only where it belongs to the number: bootstraps are in-sample. */
function changeWords({ crossFitted, shown, difference }: Totals, than: string): string {
  const words = costChange(shown.costRatio);
  const cost = shown.costRatio === null ? "cost unknown" : `costs ${words}${words === "the same" ? "" : than}`;
  const interval = crossFitted === null ? ` (${pointsInterval(difference.ci)})` : "";
  return `${cost}, quality ${signedPoints(shown.difference)} points${interval}`;
}

function figuresOf(calibration: Calibration, table: RoutingTable, totals: Totals): readonly Figure[] {
  const context = {
    ...totals,
    level: percent(calibration.options.confidence, 0),
    reference: table.defaults.referenceTier,
  };
  const always = calibration.policies.find(
    ({ policy }) => policy.kind === "single" && policy.tier === context.reference,
  );
  if (onlyTarget(table) === context.reference) {
    return [...referenceFigures(context.reference, always ?? null), certaintyFigure(calibration, table)];
  }
  return [
    costFigure(context, always ?? null),
    qualityFigure(context, always ?? null),
    ...harmFigure(context),
    certaintyFigure(calibration, table),
  ];
}

/** Of a table that changes nothing: a difference that is 0 by construction has no interval. */
function referenceFigures(reference: string, always: PolicyEvaluation | null): readonly Figure[] {
  const itself = `the table is ${reference} itself`;
  const costUsd = always?.costUsd?.v ?? null;
  const unit = costUnit(costUsd === null ? [] : [costUsd]);
  const cost = costUsd === null ? [] : [`${usd(costUsd * unit.items)} ${unit.label}`];
  const quality = always === null ? [] : [`${percent(always.quality.v)} right, ${sampleSize(always.quality.n)}`];
  return [
    { label: `Cost against always ${reference}`, value: "the same", notes: [itself, ...cost] },
    { label: `Quality against always ${reference}`, value: "the same", notes: [itself, ...quality] },
    { label: "Right answers lost", value: "none", notes: [itself] },
  ];
}

interface FigureContext extends Totals {
  /** `95 %`. */
  readonly level: string;
  readonly reference: string;
}

function costFigure(context: FigureContext, always: PolicyEvaluation | null): Figure {
  const { reference, costRatio, shown, crossFitted } = context;
  const label = `Cost against always ${reference}`;
  if (costRatio === null) return { label, value: UNKNOWN, notes: ["a price or a token count is missing"] };
  const evidence = `${context.level} interval ${costChangeInterval(costRatio.ci)}, ${sampleSize(costRatio.n)}`;
  const words = {
    inSample: costChange(costRatio.v),
    crossFitted: costChange(crossFitted?.costRatio ?? null),
    evidence,
  };
  return {
    label,
    value: costChange(shown.costRatio),
    notes: notesOf(costDetail(shown.costRatio, always?.costUsd?.v ?? null), words, context),
  };
}

function qualityFigure(context: FigureContext, always: PolicyEvaluation | null): Figure {
  const { reference, difference, shown, crossFitted } = context;
  const full = always?.quality.v;
  const detail = full === undefined ? "" : `${percent(full + shown.difference)} right instead of ${percent(full)}`;
  const evidence = `${context.level} interval ${pointsInterval(difference.ci)}, ${sampleSize(difference.n)}`;
  const words = {
    inSample: signedPoints(difference.v),
    crossFitted: signedPoints(crossFitted?.difference ?? 0),
    evidence,
  };
  return {
    label: `Quality against always ${reference}`,
    value: `${signedPoints(shown.difference)} points`,
    notes: notesOf(detail, words, context),
  };
}

function harmFigure(context: FigureContext): readonly Figure[] {
  const { reference, evaluation, shown, crossFitted, level } = context;
  if (evaluation === null || shown.harm === null) return [];
  const { v, ci, n } = evaluation.harm;
  const evidence = `${level} interval ${percentInterval(ci)}, ${sampleSize(n)}`;
  const words = { inSample: percent(v), crossFitted: percent(crossFitted?.harm ?? 0), evidence };
  const detail = `items where ${reference} was right and the table is wrong`;
  return [{ label: "Right answers lost", value: percent(shown.harm), notes: notesOf(detail, words, context) }];
}

interface FigureWords {
  readonly inSample: string;
  readonly crossFitted: string;
  /** Interval and n, of the in-sample number. */
  readonly evidence: string;
}

/** The interval belongs to the in-sample number; where there are two numbers, both are named. */
function notesOf(detail: string, words: FigureWords, { crossFitted }: FigureContext): readonly string[] {
  const known = detail === "" ? [] : [detail];
  if (crossFitted === null) return [words.evidence, ...known];
  return [...known, `cross-fitted ${words.crossFitted}`, `in-sample ${words.inSample}, ${words.evidence}`];
}

function costDetail(ratio: number | null, reference: number | null): string {
  if (ratio === null || reference === null) return "";
  const own = ratio * reference;
  const unit = costUnit([own, reference]);
  return `${usd(own * unit.items)} instead of ${usd(reference * unit.items)} ${unit.label}`;
}

function certaintyFigure(calibration: Calibration, table: RoutingTable): Figure {
  const { certificate, everywhere } = calibration.whole;
  const routes = Object.values(table.routes);
  const having = (status: string) => routes.filter((route) => route.status === status).length;
  if (certificate !== null && isTableOf(calibration, table)) {
    const own = `${having("certified")} of ${counted(routes.length, "route")} certified alone too`;
    return {
      label: everywhere === null ? "The table as a whole" : "For all task types together",
      value: "certified",
      notes: [`${pValueWords(certificate.pValue)} on ${counted(certificate.n, unitNoun(calibration))}`, own],
    };
  }
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
    notes: [items === 0 ? UNKNOWN : counted(items, "labelled item"), named.join(", ")].filter((note) => note !== ""),
  };
}
