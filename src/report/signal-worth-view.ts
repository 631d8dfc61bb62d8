import type { Calibration, TaskTypeDecision } from "../core/calibration.js";
import type { Estimate, Interval } from "../core/estimate.js";
import { stepsOf, thresholdText } from "../core/policy.js";
import type { BreakEven, SignalThreshold, SignalWorth } from "../core/signal-worth.js";
import { percent, percentInterval, UNKNOWN, usd, usdInterval } from "./format-number.js";

/** What a cascade at one threshold does to the bill, against always asking the stronger tier. */
export type MoneyVerdict = "saves" | "loses" | "even" | "unknown";

/** One threshold of a signal against one stronger tier. */
export interface ThresholdRow {
  readonly taskType: string;
  readonly tier: string;
  readonly signal: string;
  readonly stronger: string;
  /** `≥ high`; `all` where every answer is taken. */
  readonly threshold: string;
  readonly accepted: number;
  readonly risk: number;
  readonly escalated: string;
  readonly escalatedInterval: string;
  readonly wrong: string;
  readonly wrongInterval: string;
  readonly money: MoneyVerdict;
  /** `saves $1.20 per 1,000 requests`. */
  readonly moneyWords: string;
  readonly moneyInterval: string;
}

/** What one signal of one tier is worth, against the reference. */
export interface WorthRow {
  readonly taskType: string;
  readonly tier: string;
  readonly signal: string;
  readonly auroc: string;
  readonly aurocInterval: string;
  readonly aurc: string;
  readonly aurcInterval: string;
  /** The area, and where it lies between a perfect order and a random one. */
  readonly aurcWords: string;
  readonly cost: string;
  readonly costInterval: string;
  readonly breakEven: string;
  readonly breakEvenNote: string;
  /** Least share of answers that must be taken to save money; null where not known. */
  readonly leastAccepted: number | null;
  /** The threshold that is shown: that of the table, else the one that escalates about as many as are wrong. */
  readonly shown: ThresholdRow | null;
  readonly isInUse: boolean;
  /** In use; where the table uses none on the task type, the best of its cheapest tier. */
  readonly isFirst: boolean;
  /** Against the reference, strictest first. */
  readonly curve: readonly ThresholdRow[];
  /** Against every stronger tier. */
  readonly all: readonly ThresholdRow[];
}

const PER = "per 1,000 requests";

/** In the order of the signals of the calibration. */
export function signalWorthView({ signalWorth, taskTypes, options }: Calibration): readonly WorthRow[] {
  const rows = signalWorth.map((worth) => {
    const decision = taskTypes.find(({ taskType }) => taskType === worth.taskType);
    const against = worth.breakEven.find(({ stronger }) => stronger === options.reference) ?? null;
    const curve = worth.thresholds.map((_, place) => thresholdRow(worth, against, place));
    const used = placeInUse(worth, decision);
    const place = used ?? naturalPlace(worth);
    return {
      taskType: worth.taskType,
      tier: worth.tier,
      signal: worth.signal,
      auroc: worth.auroc === null ? "–" : worth.auroc.v.toFixed(2),
      aurocInterval: worth.auroc === null ? "all right, or all wrong" : decimals(worth.auroc.ci),
      aurc: worth.aurc.v.toFixed(3),
      aurcInterval: `${worth.aurc.ci[0].toFixed(3)} to ${worth.aurc.ci[1].toFixed(3)}`,
      aurcWords: aurcWords(worth),
      ...costWords(worth.costUsd),
      ...breakEvenWords(against),
      leastAccepted: against === null || against.rate === null ? null : 1 - against.rate.v,
      shown: against === null ? null : (curve[place] ?? null),
      isInUse: used !== null,
      curve,
      all: worth.breakEven.flatMap((one) => worth.thresholds.map((_, at) => thresholdRow(worth, one, at))),
    };
  });
  return rows.map((row, place) => ({ ...row, isFirst: row.isInUse || isBestUnused(place, signalWorth, rows) }));
}

/** Of a task type none of whose signals is in use. Tiers come in price order. */
function isBestUnused(
  place: number,
  worths: readonly SignalWorth[],
  rows: readonly Pick<WorthRow, "taskType" | "isInUse">[],
): boolean {
  const { taskType, tier } = worths[place] as SignalWorth;
  if (rows.some((row) => row.taskType === taskType && row.isInUse)) return false;
  const own = worths.filter((worth) => worth.taskType === taskType);
  const cheapest = own.filter((worth) => worth.tier === own[0]?.tier);
  const best = cheapest.reduce((a, b) => ((b.auroc?.v ?? 0) > (a.auroc?.v ?? 0) ? b : a));
  return tier === own[0]?.tier && best === worths[place];
}

function decimals([lo, hi]: Interval): string {
  return `${lo.toFixed(2)} to ${hi.toFixed(2)}`;
}

function aurcWords({ aurc, normalisedAurc }: SignalWorth): string {
  const area = `AURC ${aurc.v.toFixed(3)}`;
  if (normalisedAurc === null) return `${area}: all answers are equally good`;
  return `${area}: ${percent(normalisedAurc, 0)} of the way from a perfect order to a random one`;
}

function costWords(cost: Estimate | null): Pick<WorthRow, "cost" | "costInterval"> {
  if (cost === null) return { cost: UNKNOWN, costInterval: "" };
  if (cost.v === 0) return { cost: "free", costInterval: "no call of its own" };
  return { cost: usd(cost.v * 1000), costInterval: usdInterval(thousand(cost.ci)) };
}

function breakEvenWords(against: BreakEven | null): Pick<WorthRow, "breakEven" | "breakEvenNote"> {
  if (against === null) return { breakEven: "–", breakEvenNote: "no stronger tier" };
  if (against.rate === null) return { breakEven: UNKNOWN, breakEvenNote: "costs are not known" };
  const { v, ci } = against.rate;
  if (v <= 0) return { breakEven: "never", breakEvenNote: `dearer than ${against.stronger} alone` };
  return { breakEven: percent(v), breakEvenNote: percentInterval([Math.max(0, ci[0]), ci[1]]) };
}

function thresholdRow(worth: SignalWorth, against: BreakEven | null, place: number): ThresholdRow {
  const { taskType, tier, signal } = worth;
  const { atLeast, accepted, risk } = worth.thresholds[place] as SignalThreshold;
  const isAll = place === worth.thresholds.length - 1;
  return {
    taskType,
    tier,
    signal,
    stronger: against?.stronger ?? "",
    threshold: isAll ? "all" : `≥ ${thresholdText(atLeast)}`,
    accepted: accepted.v,
    risk: risk.v,
    escalated: percent(1 - accepted.v),
    escalatedInterval: percentInterval([1 - accepted.ci[1], 1 - accepted.ci[0]]),
    wrong: percent(risk.v),
    wrongInterval: percentInterval(risk.ci),
    ...moneyWords(against?.savingsUsd?.[place] ?? null, against?.stronger ?? ""),
  };
}

function moneyWords(
  saving: Estimate | null,
  stronger: string,
): Pick<ThresholdRow, "money" | "moneyWords" | "moneyInterval"> {
  if (saving === null) return { money: "unknown", moneyWords: UNKNOWN, moneyInterval: "" };
  const { v, ci } = saving;
  const money = ci[0] > 0 ? "saves" : ci[1] < 0 ? "loses" : "even";
  const size = `${usd(Math.abs(v) * 1000)} ${PER}`;
  const words = {
    saves: `saves ${size}`,
    loses: `loses money: ${size} more than always ${stronger}`,
    even: `not decided: ${v < 0 ? "loses" : "saves"} ${size}`,
  };
  return { money, moneyWords: words[money], moneyInterval: usdInterval(thousand(ci)) };
}

function thousand([lo, hi]: Interval): Interval {
  return [lo * 1000, hi * 1000];
}

/** Where the route of the table takes answers of this tier by this signal. */
function placeInUse({ tier, signal, thresholds }: SignalWorth, decision: TaskTypeDecision | undefined): number | null {
  if (decision === undefined) return null;
  const conditions = stepsOf(decision.choice).flatMap((step) =>
    step.tier !== tier || step.accept === "always" ? [] : step.accept.all.filter((one) => one.signal === signal),
  );
  const place = thresholds.findIndex(({ atLeast }) => conditions.some((one) => one.atLeast === atLeast));
  return place < 0 ? null : place;
}

/** The threshold that escalates about as many answers as are wrong. */
function naturalPlace({ thresholds }: SignalWorth): number {
  const right = 1 - (thresholds.at(-1)?.risk.v ?? 0);
  const distances = thresholds.map(({ accepted }) => Math.abs(accepted.v - right));
  // Taking all is no threshold, unless there is no other.
  const open = distances.length > 1 ? distances.slice(0, -1) : distances;
  return open.indexOf(Math.min(...open));
}
