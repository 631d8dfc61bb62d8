import { thresholdText } from "../core/policy.js";
import type { Route, RoutingTable } from "../core/routing-table.js";
import type { Decision } from "../router/create-router.js";
import { percentText, pointsText, usdText } from "./money-text.js";
import { titledText } from "./wrap-text.js";

const COLUMN = 10;

/** One decision in words: the steps, why, what is to be expected, and what lost. */
export function routeText(decision: Decision, table: RoutingTable, taskType: string): string {
  const route = table.routes[taskType];
  const lines = [`${taskType} → ${decision.tier}`, ...decision.plan.map((step, index) => stepText(step, index, table))];
  const say = (title: string, text: string) => lines.push(titledText(title, text, COLUMN));
  if (decision.degraded || route === undefined) say("because", decision.detail);
  else {
    const read = readText(decision, table);
    if (read !== null) say("signals", read);
    const { status, reason, expected, guarantee, alternatives } = route;
    say("status", `${status}: ${reason}`);
    say("expected", expectedText(expected, table.defaults.referenceTier));
    if (guarantee !== null) say("promise", promiseText(guarantee));
    const whole = table.totals.guarantee ?? null;
    if (whole !== null) say("whole", `${promiseText(whole)}, of all routes under their traffic`);
    for (const alternative of alternatives) say("not", `${alternativeText(alternative)}: ${alternative.reason}`);
  }
  if (decision.isStale) say("stale", `since ${table.validity.staleAfter.slice(0, 10)}: time to measure again`);
  if (table.provenance.simulated) say("SIMULATED", "this table says nothing about real models");
  return lines.join("\n");
}

function stepText({ tier, accept }: Decision["plan"][number], index: number, { tiers }: RoutingTable): string {
  const model = tiers.find((candidate) => candidate.id === tier)?.model ?? "?";
  const rule =
    accept === "always"
      ? "take its answer"
      : `take its answer if ${accept.all.map(({ signal, atLeast }) => `${signal} ≥ ${thresholdText(atLeast)}`).join(" and ")}`;
  return `  ${index + 1}. ask ${tier === model ? tier : `${tier} (${model})`}; ${rule}`;
}

/** What the caller has to do for the conditions; null where there are none. */
function readText({ plan }: Decision, { signals }: RoutingTable): string | null {
  const named = new Set(plan.flatMap(({ accept }) => (accept === "always" ? [] : accept.all.map((one) => one.signal))));
  if (named.size === 0) return null;
  const read = [...named].map((name) => `${name} (${signals[name]?.kind ?? "unknown"})`);
  return `whoever asks reads ${read.join(", ")}; one that is not read counts as the lowest`;
}

function expectedText({ n, quality, vsReference, costUsd, escalation }: Route["expected"], reference: string): string {
  const cost = costUsd === null ? "unknown cost" : `${usdText(costUsd.v)} a request`;
  const escalated = escalation.v === 0 ? "" : `, ${percentText(escalation.v)} escalated`;
  return `quality ${quality.v.toFixed(4)} (${pointsText(vsReference.diff)} points against ${reference}), ${cost}${escalated}, measured on ${n} items`;
}

function promiseText({ type, epsilon, delta, method, n }: NonNullable<Route["guarantee"]>): string {
  return `${type}, at most ${percentText(epsilon)} with ${percentText(1 - delta)} confidence (${method}, n = ${n})`;
}

function alternativeText({ tier, plan }: Route["alternatives"][number]): string {
  return typeof plan === "string" && plan !== tier ? plan : `${tier} alone`;
}
