import type { Calibration, CrossFittedFigures, Objective, TableCertificate } from "../core/calibration.js";
import type { RoutingTable } from "../core/routing-table.js";
import {
  costChange,
  count,
  counted,
  percent,
  points,
  probability,
  pValueWords,
  signedPoints,
  usd,
} from "./format-number.js";
import { promiseWords } from "./routes-view.js";
import { isPlanned, isTableOf } from "./table-figures.js";

/** A heading, a statement, and small print; parts that are empty are not shown. */
export interface Ground {
  readonly name: string;
  readonly statement: string;
  readonly detail: string;
}

/** What is promised of the table as a whole, what it rests on, and what speaks against routing. */
export interface PromiseView {
  readonly isCertified: boolean;
  /** The promise in plain words, or why there is none. */
  readonly promise: string;
  /** How it was tested, and what it does not say; empty without a test. */
  readonly smallPrint: string;
  readonly grounds: readonly Ground[];
  readonly advice: readonly string[];
}

export function promiseView(calibration: Calibration, table: RoutingTable): PromiseView {
  const { whole } = calibration;
  const isOwn = isTableOf(calibration, table);
  const certificate = isOwn ? whole.certificate : null;
  return {
    isCertified: certificate !== null,
    promise: certificate === null ? noPromise(calibration, table, isOwn) : certifiedWords(certificate, calibration),
    smallPrint: certificate === null ? "" : testWords(certificate),
    grounds: isOwn ? [basisGround(calibration), singleGround(calibration), ...openGround(calibration)] : [],
    advice: whole.advice.map(({ text }) => text),
  };
}

/** What n counts: clusters where items share a source, else items. */
export function unitNoun({ taskTypes }: Calibration): "item" | "cluster" {
  return taskTypes.some(({ items, clusters }) => clusters < items) ? "cluster" : "item";
}

function certifiedWords({ type, epsilon, delta, n }: TableCertificate, calibration: Calibration): string {
  const { options, whole } = calibration;
  const { reference, traffic } = options;
  const what = whole.everywhere === null ? "the table" : `${whole.everywhere} for everything`;
  const loss =
    type === "harm-rate"
      ? `loses a right answer of ${reference} on at most ${percent(epsilon)} of requests`
      : `scores at most ${points(epsilon)} below ${reference}`;
  const mix = traffic === null ? "this traffic" : "your traffic";
  const apart = whole.everywhere === null ? "that had no part in making it" : "kept apart for the test";
  return `${percent(1 - delta, 0)} sure: on ${mix} ${what} ${loss}, measured on ${counted(n, unitNoun(calibration))} ${apart}.`;
}

function testWords({ method, step, pValue, delta, k, n }: TableCertificate): string {
  const test =
    method === "fixed-sequence-binomial" ? `exact binomial, ${count(k ?? 0)} of ${count(n)} lost` : "betting";
  const place = step === 1 ? "the first" : `number ${step}`;
  return `About the mean over all task types in this mix, not about each of them; but none is sent where its own items show that more is lost. Tested by ${test}; ${place} in a sequence from the safest candidate on that stops at the first failure. ${pValueWords(pValue)}, needed at most ${probability(delta)}.`;
}

function noPromise({ whole, options, taskTypes }: Calibration, table: RoutingTable, isOwn: boolean): string {
  const { reference } = options;
  const { basis, everywhere } = whole;
  if (!isOwn) return "Nothing is promised of the table as a whole: routes were set by hand after it was made.";
  if (everywhere === reference)
    return `Everything goes to ${reference}, the reference itself: there is nothing to promise against it.`;
  const routes = Object.values(table.routes);
  const kept = routes.filter(({ guarantee }) => guarantee !== null).length;
  if (isPlanned(basis)) {
    const own =
      kept === 0
        ? ""
        : ` ${kept} of ${counted(routes.length, "route")} can be promised alone: that stands beside ${kept === 1 ? "it" : "them"}.`;
    return `The table as a whole promises nothing against ${reference}: it serves another objective.${own}`;
  }
  const doubted = taskTypes.filter(({ judges }) => judges?.some(({ doubt }) => doubt !== null) === true);
  if (basis !== "task-types" && doubted.length > 0) {
    const names = doubted.map(({ taskType }) => taskType).join(", ");
    return `Nothing is promised of the table as a whole: too little is known of the judge of ${names}.`;
  }
  if (basis !== "task-types") {
    return "Nothing is promised: too many answers are missing to certify anything.";
  }
  const [only] = routes;
  if (routes.length === 1 && only !== undefined) {
    return only.guarantee === null
      ? "Nothing is promised."
      : sentence(promiseWords(only.guarantee, reference), only.guarantee.pValue, only.guarantee.n);
  }
  return `Promised task type by task type, on ${kept} of ${routes.length}, and not for the table as a whole: each promise stands beside its route and may fail by itself.`;
}

function sentence(promise: string, pValue: number | null, n: number): string {
  const text = promise.slice(0, 1).toUpperCase() + promise.slice(1);
  return pValue === null ? `${text}.` : `${text}; ${pValueWords(pValue)}, n = ${count(n)}.`;
}

const BASIS_NAMES: { readonly [basis in Calibration["whole"]["basis"]]: string } = {
  "whole-table": "All task types together",
  "single-tier": "One tier for everything",
  "task-types": "Each task type by itself",
  budget: "The best quality for a budget",
  stakes: "The lowest cost with errors",
};

function basisGround({ whole, options, taskTypes }: Calibration): Ground {
  const isAlone = whole.basis === "task-types" && taskTypes.length === 1;
  return {
    name: "How it was chosen",
    statement: isAlone ? "The only task type" : `${BASIS_NAMES[whole.basis]}${objectiveWords(options.objective)}`,
    detail: whole.reason,
  };
}

/** What an objective was given, to stand after its name. */
export function objectiveWords(objective: Objective): string {
  if (objective.kind === "cost") return "";
  if (objective.kind === "budget") return `: ${usd(objective.costUsd)} per item`;
  const costs = [...new Set(Object.values(objective.failureCostsUsd))].sort((a, b) => a - b);
  const [least = 0] = costs;
  if (costs.length < 2) return `: ${usd(least)} per wrong answer`;
  return `: ${usd(least)} to ${usd(costs.at(-1) ?? least)} per wrong answer, by task type`;
}

function singleGround({ whole, options, taskTypes }: Calibration): Ground {
  const { bestSingle, everywhere, figures, bestSingleFigures } = whole;
  const name = "Against one tier for everything";
  const where = taskTypes.length === 1 ? "" : " on all task types together";
  if (bestSingle === options.reference) {
    const detail = everywhere === bestSingle ? "" : `So always ${bestSingle} is what the table has to beat.`;
    return { name, statement: `No cheaper tier keeps the promise${where}`, detail };
  }
  const role = `The cheapest tier that keeps the promise${where}.`;
  if (everywhere === bestSingle || figures === null || bestSingleFigures === null) {
    const unbeaten = everywhere === bestSingle ? " No certified table costs clearly less without scoring lower." : "";
    return { name, statement: `${bestSingle} is the best single tier`, detail: `${role}${unbeaten}` };
  }
  return {
    name,
    statement: `Always ${bestSingle}: ${besideTable(bestSingleFigures, figures)}`,
    detail: `${role} Compared with this table, cross-fitted.`,
  };
}

function besideTable(single: CrossFittedFigures, table: CrossFittedFigures): string {
  const isKnown = single.costUsd !== null && table.costUsd !== null && table.costUsd > 0;
  const cost = isKnown ? `costs ${costChange((single.costUsd ?? 0) / (table.costUsd ?? 1))}` : "cost unknown";
  return `${cost}, quality ${signedPoints(single.quality - table.quality)} points`;
}

/** Only where nothing is promised: a bolder table that failed after one that passed is no open question. */
function openGround({ whole }: Calibration): readonly Ground[] {
  const { itemsStillNeeded, certificate } = whole;
  if (itemsStillNeeded === null || certificate !== null) return [];
  return [
    {
      name: "What it would take to know",
      statement: `About ${counted(itemsStillNeeded, "more item")}`,
      detail: "A plan, not a promise: that many would probably settle the next cheaper choice.",
    },
  ];
}
