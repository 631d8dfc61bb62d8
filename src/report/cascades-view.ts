import {
  type Calibration,
  type CascadeEvaluation,
  type TaskTypeDecision,
  WHOLE_TABLE_PATH,
} from "../core/calibration.js";
import { planText } from "../core/policy.js";
import {
  costChange,
  count,
  counted,
  percent,
  pointsInterval,
  probability,
  pValueWords,
  signedPoints,
} from "./format-number.js";

/** A policy that a path of tests ended at, with its evidence in words. */
export interface CascadeRow {
  readonly taskType: string;
  readonly plan: string;
  /** The path, and where its policies come from. */
  readonly path: string;
  /** What was bounded: the observed risk, and what it was counted on. */
  readonly risk: string;
  readonly counted: string;
  readonly quality: string;
  readonly qualityInterval: string;
  readonly cost: string;
  readonly escalated: string;
  readonly test: string;
  readonly level: string;
  readonly result: string;
  readonly resultDetail: string;
  readonly isChosen: boolean;
  /** The one of its task type that is looked at first: the chosen, else the cheapest that is certified, else the cheapest. */
  readonly isFirst: boolean;
}

const METHOD_WORDS: { readonly [method in CascadeEvaluation["method"]]: string } = {
  binomial: "exact binomial",
  "hoeffding-bentkus": "Hoeffding–Bentkus",
  betting: "betting",
};

const CONSTRUCTION_WORDS: { readonly [construction in CascadeEvaluation["construction"]]: string } = {
  fixed: "fixed beforehand",
  prior: "learnt from other items",
  split: "learnt from 40 % of these items",
};

/** Cascades that were tried, by task type, cheapest first. */
export function cascadesView({ taskTypes, options }: Calibration): readonly CascadeRow[] {
  return taskTypes.flatMap((decision) => {
    const rows = decision.cascades.map((cascade) => cascadeRow(cascade, decision, options.reference));
    const certified = decision.cascades.findIndex(({ isCertified }) => isCertified);
    const chosen = rows.findIndex(({ isChosen }) => isChosen);
    const first = chosen >= 0 ? chosen : Math.max(0, certified);
    return rows.map((row, place) => ({ ...row, isFirst: place === first }));
  });
}

function cascadeRow(cascade: CascadeEvaluation, decision: TaskTypeDecision, reference: string) {
  const { policy, n, risk, harm, difference, escalation } = cascade;
  const full = decision.tiers.find(({ tier }) => tier === reference)?.costUsd?.v ?? 0;
  const cost = cascade.costUsd?.v ?? null;
  const isNet = risk === "net-loss";
  return {
    taskType: decision.taskType,
    plan: planText(policy),
    path: pathWords(cascade),
    risk: isNet ? `${signedPoints(difference.v)} points` : percent(harm.v),
    counted: isNet ? `net loss on ${count(n)}` : lostWords(cascade, decision),
    quality: `${signedPoints(difference.v)} points`,
    qualityInterval: pointsInterval(difference.ci),
    cost: costChange(cost === null || !(full > 0) ? null : cost / full),
    escalated: policy.kind === "single" ? "never" : percent(escalation.v),
    test: pValueWords(cascade.pValue),
    level: levelWords(cascade),
    ...resultWords(cascade, decision),
  };
}

/** What is lost are items; what a test counts are clusters, where there are some. */
function lostWords({ harmful, n }: CascadeEvaluation, { items, clusters }: TaskTypeDecision): string {
  if (clusters === items) return `${amount(harmful)} of ${count(n)} lost`;
  return `${amount(harmful)} ${harmful === 1 ? "item" : "items"} lost in ${counted(n, "cluster")}`;
}

/** A level decides nothing about a policy that was chosen after looking at the same items. */
function levelWords({ method, path, isCertified, testLevel }: CascadeEvaluation): string {
  if (path === WHOLE_TABLE_PATH && !isCertified) return `${METHOD_WORDS[method]}; no test: chosen after looking`;
  return `${METHOD_WORDS[method]}; needed at most ${probability(testLevel)}`;
}

function pathWords({ path, construction, passed }: CascadeEvaluation): string {
  if (path === WHOLE_TABLE_PATH) return path;
  return `${path}; ${CONSTRUCTION_WORDS[construction]}; ${passed === 1 ? "1 point" : `${count(passed)} points`} passed`;
}

/** Shares of clusters and trials do not add up to whole items. */
function amount(harmful: number): string {
  return Number.isInteger(harmful) ? count(harmful) : harmful.toFixed(1);
}

function resultWords({ policy, isCertified, unitsNeeded }: CascadeEvaluation, decision: TaskTypeDecision) {
  const isChosen = JSON.stringify(policy) === JSON.stringify(decision.choice);
  const words = isChosen ? "chosen, not certified alone" : "not certified";
  const result = isCertified ? `certified${isChosen ? ", chosen" : ""}` : words;
  const resultDetail = unitsNeeded === null ? "" : `would need about ${counted(unitsNeeded, "item")}`;
  return { result, resultDetail, isChosen };
}
