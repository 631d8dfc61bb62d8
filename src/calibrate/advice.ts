import type { Advice, SignalReliability } from "../core/calibration.js";
import type { ChosenTable } from "./choose-table.js";
import { planForStakes } from "./objectives.js";

/** What advice looks at of a choice. */
export type AdvisedTable = Pick<
  ChosenTable,
  "everywhere" | "certificate" | "figures" | "model" | "tested" | "itemsStillNeeded"
>;

/** What is known of the situation besides the outcomes. */
export interface AdviceContext {
  readonly reference: string;
  /** Requests per day; null where nobody said. */
  readonly tasksPerDay: number | null;
  readonly signals: readonly SignalReliability[];
  /** Task type → what a wrong answer costs, USD. */
  readonly failureCostsUsd: { readonly [taskType: string]: number };
  /** Saving per month below which a table is not worth keeping. @defaultValue 50 */
  readonly leastMonthlySavingUsd?: number;
}

/** Probability of ranking a right answer above a wrong one below which no threshold is worth setting. */
const RELIABLE_AUROC = 0.65;
const DAYS_PER_MONTH = 30;
const LEAST_MONTHLY_SAVING_USD = 50;

/** Plain reasons not to route; empty where there is none. */
export function adviceOn(chosen: AdvisedTable, context: AdviceContext): readonly Advice[] {
  return withoutRashness([
    ...volumeAdvice(chosen, context),
    ...stakesAdvice(chosen, context),
    ...undecidedAdvice(chosen, context),
    ...singleAdvice(chosen, context),
    ...signalAdvice(context),
  ]);
}

/** Where items do not tell the tiers apart, they do not tell either which is best at high stakes. */
export function withoutRashness(advice: readonly Advice[]): readonly Advice[] {
  const isUndecided = advice.some(({ kind }) => kind === "undecided");
  return isUndecided ? advice.filter(({ kind }) => kind !== "high-stakes") : advice;
}

function volumeAdvice(chosen: AdvisedTable, context: AdviceContext): readonly Advice[] {
  const { tasksPerDay, reference } = context;
  const least = context.leastMonthlySavingUsd ?? LEAST_MONTHLY_SAVING_USD;
  const now = meanCost(chosen, reference);
  const then = chosen.figures.costUsd;
  if (tasksPerDay === null || now === null || then === null) return [];
  const monthly = tasksPerDay * DAYS_PER_MONTH * (now - then);
  // What saves nothing was not chosen to save: no volume makes up for it.
  if (!(monthly < least && now > then) || chosen.everywhere === reference) return [];
  const needed = Math.ceil(least / (DAYS_PER_MONTH * (now - then)));
  return [
    {
      kind: "low-volume",
      text: `At ${tasksPerDay} tasks a day the table saves $${monthly.toFixed(2)} a month against always ${reference}: too little to look after; from about ${needed} tasks a day it saves $${least}.`,
    },
  ];
}

function meanCost({ model }: AdvisedTable, tier: string): number | null {
  const place = model.tiers.indexOf(tier);
  if (!model.isPriced || place < 0) return null;
  return model.weights.reduce(
    (sum, weight, type) => sum + weight * (model.cost[type * model.tiers.length + place] ?? 0),
    0,
  );
}

function stakesAdvice({ model }: AdvisedTable, { failureCostsUsd }: AdviceContext): readonly Advice[] {
  const stakes = model.taskTypes.map((taskType) =>
    Object.hasOwn(failureCostsUsd, taskType) ? (failureCostsUsd[taskType] ?? null) : null,
  );
  if (!model.isPriced || stakes.includes(null)) return [];
  const { tierOf } = planForStakes(model, (taskType) => failureCostsUsd[taskType] ?? 0);
  const [first] = tierOf;
  const isOne = first !== undefined && tierOf.every((tier) => tier === first);
  if (!isOne || first === 0) return [];
  const tier = model.tiers[first] ?? "";
  const lowest = Math.min(...stakes.map((usd) => usd ?? 0));
  const [each, all] = stakes.length === 1 ? ["", ""] : [" on every task type", ` on all ${stakes.length}`];
  return [
    {
      kind: "high-stakes",
      text: `A wrong answer costs at least $${lowest}${each}, and at those stakes ${tier} has the lowest cost with errors${all}: do not route, send everything to ${tier}.`,
    },
  ];
}

function undecidedAdvice(chosen: AdvisedTable, { reference }: AdviceContext): readonly Advice[] {
  const [failed] = chosen.tested.tests;
  if (chosen.everywhere !== reference || failed === undefined || chosen.tested.certified > 0) return [];
  const more =
    chosen.itemsStillNeeded === null
      ? ""
      : `; about ${chosen.itemsStillNeeded} more items of all task types together would probably tell`;
  return [
    {
      kind: "undecided",
      text: `The safest cheaper table is not certified on ${failed.n} units (p ${failed.pValue.toPrecision(2)}, needed ${failed.delta}): do not route yet${more}.`,
    },
  ];
}

function singleAdvice({ everywhere, certificate }: AdvisedTable, { reference }: AdviceContext): readonly Advice[] {
  if (everywhere === null || everywhere === reference || certificate === null) return [];
  return [
    {
      kind: "single-tier",
      text: `Routing does not beat always ${everywhere}: use ${everywhere} for everything and keep no table.`,
    },
  ];
}

function signalAdvice({ signals }: AdviceContext): readonly Advice[] {
  const known = signals.filter(({ auroc }) => auroc !== null);
  const [best] = known.slice().sort((a, b) => (b.auroc ?? 0) - (a.auroc ?? 0));
  if (best === undefined) {
    return [
      {
        kind: "no-reliable-signal",
        text: "No signal was read that tells right answers from wrong ones: route by task type only, cascades have nothing to go by.",
      },
    ];
  }
  if ((best.auroc ?? 0) >= RELIABLE_AUROC) return [];
  return [
    {
      kind: "no-reliable-signal",
      text: `The best signal, ${best.signal} of ${best.tier} on ${best.taskType}, ranks a right answer above a wrong one with probability ${(best.auroc ?? 0).toFixed(2)}, below ${RELIABLE_AUROC}: cascades would escalate nearly at random.`,
    },
  ];
}
