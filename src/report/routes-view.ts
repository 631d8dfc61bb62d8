import type { Calibration, RouteStatus, TaskTypeDecision } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import type { Guarantee, Route, RoutingTable } from "../core/routing-table.js";
import {
  costChange,
  counted,
  percent,
  points,
  pointsInterval,
  sampleSize,
  signedPoints,
  UNKNOWN,
  usd,
} from "./format-number.js";
import { type PlanWords, planWords } from "./plan-words.js";
import { isTableOf } from "./table-figures.js";

/** One line of the decision table. */
export interface RouteRow {
  readonly taskType: string;
  readonly evidence: string;
  readonly plan: PlanWords;
  readonly status: RouteStatus;
  /** The status by itself, or `within`: not certified alone, but part of a table that is certified as a whole. */
  readonly standing: RouteStatus | "within";
  readonly statusWords: string;
  /** What the status promises, in words. */
  readonly promise: string;
  readonly cost: string;
  readonly costDetail: string;
  readonly quality: string;
  readonly qualityInterval: string;
  /** What is not yet certain; empty where nothing is. */
  readonly open: string;
  /** What it would take to know; empty where nothing is open. */
  readonly priceOfKnowing: string;
}

const STATUS_WORDS: { readonly [standing in RouteRow["standing"]]: string } = {
  certified: "certified",
  within: "with the whole",
  estimated: "estimated",
  "insufficient-data": "insufficient data",
  manual: "manual",
};

/** Decisions, in the order of the calibration; routes that it does not know come last. */
export function routesView(calibration: Calibration, table: RoutingTable): readonly RouteRow[] {
  const decided = new Map(calibration.taskTypes.map((decision) => [decision.taskType, decision]));
  const known = [...decided.keys()].filter((taskType) => Object.hasOwn(table.routes, taskType));
  const others = Object.keys(table.routes).filter((taskType) => !decided.has(taskType));
  return [...known, ...others.sort()].flatMap((taskType) => {
    const route = table.routes[taskType];
    return route === undefined ? [] : [routeRow(route, decided.get(taskType) ?? null, table, calibration)];
  });
}

/** Task types that were measured but that the table does not name: they go to the reference. */
export function unroutedTaskTypes(calibration: Calibration, table: RoutingTable): readonly string[] {
  return calibration.taskTypes
    .map(({ taskType }) => taskType)
    .filter((taskType) => !Object.hasOwn(table.routes, taskType));
}

function routeRow(
  route: Route,
  decision: TaskTypeDecision | null,
  table: RoutingTable,
  calibration: Calibration,
): RouteRow {
  const { options, tierOrder, whole } = calibration;
  const isOpen = route.status === "estimated" || route.status === "insufficient-data";
  const isDoubted = decision?.judges?.some(({ doubt }) => doubt !== null) === true;
  const isWithin =
    isOpen && !isDoubted && decision !== null && whole.certificate !== null && isTableOf(calibration, table);
  const standing = isWithin ? "within" : route.status;
  const reference = table.defaults.referenceTier;
  const isReference = route.plan.length === 1 && route.plan[0]?.tier === reference;
  const { quality, vsReference } = route.expected;
  return {
    taskType: route.match.taskType,
    evidence: decision === null ? "not measured in these runs" : evidenceWords(decision),
    plan: planWords(route.plan, table.signals),
    status: route.status,
    standing,
    statusWords: STATUS_WORDS[standing],
    promise: isWithin ? withinWords(isReference, reference) : promiseWords(route.guarantee, reference),
    ...costWords(route, decision, reference, isReference),
    quality: isReference ? "is the reference" : `${signedPoints(vsReference.diff)} points`,
    qualityInterval: isReference
      ? `${percent(quality.v)} right, ${sampleSize(quality.n)}`
      : `${pointsInterval(vsReference.ci)} at ${percent(options.confidence, 0)}, ${sampleSize(quality.n)}`,
    open: isWithin && !isReference ? openWithin(decision) : openWords(route, decision, tierOrder),
    priceOfKnowing: priceOfKnowing(route.itemsStillNeeded, decision?.costToDecideUsd ?? null),
  };
}

function evidenceWords({ items, clusters }: TaskTypeDecision): string {
  return clusters < items ? `${counted(items, "item")} in ${counted(clusters, "cluster")}` : counted(items, "item");
}

/** The reason, unless certified; and the cheaper tiers on which the last word is not spoken. */
function openWords(route: Route, decision: TaskTypeDecision | null, tierOrder: readonly string[]): string {
  const chosen = Math.max(...route.plan.map(({ tier }) => tierOrder.indexOf(tier)));
  const undecided = (decision?.comparisons ?? [])
    .filter(({ tier, verdict }) => verdict === "undecided" && tierOrder.indexOf(tier) < chosen)
    .map(({ tier }) => tier);
  if (route.status !== "certified") return route.reason;
  return undecided.length === 0 ? "" : `Whether ${undecided.join(" or ")} alone would do.`;
}

function withinWords(isReference: boolean, reference: string): string {
  return isReference ? `this is ${reference} itself` : "promised with the whole table, estimated alone";
}

/** The promise of a whole is about the mean: what the task type's own items say must not hide behind it. */
function openWithin({ choice, comparisons }: TaskTypeDecision): string {
  const own = choice.kind === "single" ? comparisons.find(({ tier }) => tier === choice.tier) : undefined;
  if (own?.verdict === "inferior") {
    return `Here ${own.tier} tested worse than the margin allows; other task types make up for it in the mean.`;
  }
  return "Whether it holds on this task type alone: its own items do not decide.";
}

function costWords(route: Route, decision: TaskTypeDecision | null, reference: string, isReference: boolean) {
  const own = route.expected.costUsd;
  const full = decision?.tiers.find(({ tier }) => tier === reference)?.costUsd ?? null;
  if (isReference) return { cost: "the same", costDetail: "" };
  if (own === null || full === null || !(full.v > 0)) return { cost: UNKNOWN, costDetail: "" };
  return { cost: costChange(own.v / full.v), costDetail: moneyChange(own, full) };
}

function moneyChange(own: Estimate, full: Estimate): string {
  return `${usd(own.v * 1000)} instead of ${usd(full.v * 1000)} per 1,000`;
}

/** A guarantee as a sentence. */
export function promiseWords(guarantee: Guarantee | null, reference: string): string {
  if (guarantee === null) return "no promise";
  const sure = `${percent(1 - guarantee.delta, 0)} sure`;
  if (guarantee.type === "reference") return `this is ${reference} itself`;
  if (guarantee.type === "non-inferiority") {
    return `${sure}: at most ${points(guarantee.epsilon)} below ${reference}`;
  }
  return `${sure}: loses a right answer of ${reference} on at most ${percent(guarantee.epsilon)} of items`;
}

function priceOfKnowing(items: number | null, costUsd: number | null): string {
  if (items === null) return "";
  const price = costUsd === null ? "cost unknown" : `about ${usd(costUsd)}`;
  return `about ${counted(items, "more item")} (${price})`;
}
