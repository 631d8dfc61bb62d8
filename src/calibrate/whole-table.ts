import type { CalibrationOptions, CrossFittedFigures, TaskTypeDecision, WholeTable } from "../core/calibration.js";
import { contentHash } from "../core/json.js";
import type { RoutePolicy } from "../core/policy.js";
import { type ChosenTable, chooseTable } from "./choose-table.js";
import { beats, LEAST_SAVING, savingOver } from "./cross-fitted-bar.js";
import { trafficWeights } from "./evaluate-policies.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { plannedTable } from "./planned-table.js";
import { comparedWords, tableReason } from "./table-reason.js";
import { adviceOf, type ChosenWhole, FOLDS, ownFigures, type WholeContext, withheldWords } from "./whole-context.js";
import { wholeOfOne } from "./whole-of-one.js";

/**
 * Decides all task types together. Two ways of routing compete, both judged on
 * items that they were not learnt from: one table for all, certified as a whole
 * ({@link chooseTable}), and every task type for itself, certified one by one. The
 * latter is taken where it saves at least 5 % more. Neither may score below the
 * cheapest single tier that keeps the promise; where both do, that tier serves
 * everything. A single task type has no whole beside itself: see {@link wholeOfOne}.
 *
 * @param matrices - at least one, columns in price order
 * @param decisions - each task type for itself, in the same order
 */
export function chooseWhole(
  matrices: readonly TaskTypeMatrix[],
  decisions: readonly TaskTypeDecision[],
  context: WholeContext,
): ChosenWhole {
  const { options, tiers } = context;
  const units = matrices.reduce((sum, { unitCount }) => sum + unitCount, 0);
  const least = Math.max(options.minItems, 2 * FOLDS);
  if (units < least) {
    return { routes: null, whole: undecidedWhole(options.reference, { units, least }) };
  }
  const [only] = decisions;
  if (decisions.length === 1 && only !== undefined && options.objective.kind === "cost") {
    return wholeOfOne(matrices, only, context);
  }
  const chosen = chooseTable(matrices, { ...options, tiers });
  if (options.objective.kind !== "cost") return planned(matrices, chosen, { ...context, objective: options.objective });
  const own = ownFigures(matrices, decisions, context);
  const takesOwn = own !== null && isBetter(own, chosen, { matrices, decisions, ...context });
  if (takesOwn) return { routes: null, whole: ownWhole(own, chosen, { decisions, ...context }) };
  if (chosen.everywhere === options.reference && own === null)
    return { routes: null, whole: jointWhole(chosen, matrices, context) };
  const whole = jointWhole(chosen, matrices, context);
  return { routes: routesOf(chosen, { matrices, decisions, ...context }), whole };
}

/** A task type without traffic has no part in the promise of the whole: it keeps its own decision. */
function routesOf({ policy }: ChosenTable, { matrices, decisions, options }: Contest): ChosenWhole["routes"] {
  const weights = trafficWeights(matrices, options.traffic);
  const own = decisions.filter((_, type) => !((weights[type] ?? 0) > 0));
  return { ...policy.routes, ...Object.fromEntries(own.map(({ taskType, choice }) => [taskType, choice])) };
}

function undecidedWhole(
  reference: string,
  { units, least }: { readonly units: number; readonly least: number },
): WholeTable {
  const missing = least - units;
  return {
    basis: "task-types",
    everywhere: reference,
    bestSingle: reference,
    certificate: null,
    figures: null,
    bestSingleFigures: null,
    split: null,
    // Nothing was tested: the least is no plan that would settle anything.
    itemsStillNeeded: null,
    reason: `Only ${units} independent ${units === 1 ? "item" : "items"}, at least ${least} are needed to choose a table: everything goes to ${reference}.`,
    advice: [
      {
        kind: "undecided",
        text: `${units} independent ${units === 1 ? "item decides" : "items decide"} nothing: do not route yet; at least ${missing} more ${missing === 1 ? "is" : "are"} needed.`,
      },
    ],
  };
}

interface Contest extends WholeContext {
  readonly matrices: readonly TaskTypeMatrix[];
  readonly decisions: readonly TaskTypeDecision[];
}

function isBetter(own: CrossFittedFigures, chosen: ChosenTable, contest: Contest): boolean {
  const { options, tiers } = contest;
  const place = meanPlace(contest);
  const bar = {
    criterion: "net-loss" as const,
    epsilon: options.margin,
    tolerance: 0,
    isReference: chosen.bestSingle === options.reference,
    places: [place, tiers.indexOf(chosen.bestSingle) / Math.max(1, tiers.length - 1)] as const,
  };
  if (!beats(own, chosen.bestSingleFigures, bar)) return false;
  return chosen.everywhere !== null || savingOver(own, chosen.figures, [place, chosen.table.cost]) >= LEAST_SAVING;
}

/** Mean place in price order of the tiers that answer, from 0 to 1: what stands for the cost where costs are not known. */
function meanPlace({ matrices, decisions, tiers, options }: Contest): number {
  const weights = trafficWeights(matrices, options.traffic);
  const placeOf = (tier: string | undefined) => tiers.indexOf(tier ?? "") / Math.max(1, tiers.length - 1);
  return decisions.reduce((sum, { choice, cascades }, type) => {
    const weight = weights[type] ?? 0;
    if (choice.kind === "single") return sum + weight * placeOf(choice.tier);
    const escalated = cascades.find(({ policy }) => policy === choice)?.escalation.v ?? 1;
    const [first, last] = [placeOf(choice.steps[0]?.tier), placeOf(choice.steps.at(-1)?.tier)];
    return sum + weight * (first + escalated * last);
  }, 0);
}

function ownWhole(
  own: CrossFittedFigures,
  chosen: ChosenTable,
  context: WholeContext & { readonly decisions: readonly TaskTypeDecision[] },
): WholeTable {
  const { options, decisions } = context;
  const everywhere = unanimous(decisions.map(({ choice }) => choice));
  const words = comparedWords(own, chosen.referenceFigures);
  return {
    ...foundations(chosen),
    basis: "task-types",
    everywhere,
    certificate: null,
    figures: own,
    split: null,
    itemsStillNeeded: null,
    reason: `Each task type decided on its own evidence has ${words} against ${options.reference}, cross-fitted; no table certified as a whole saves as much.`,
    advice: adviceOf({ ...chosen, everywhere, certificate: null, figures: own }, context),
  };
}

/** The table that was chosen together; its certificate is withheld for want of cells, of trust in a judge, or of items that were set aside. */
function jointWhole(chosen: ChosenTable, matrices: readonly TaskTypeMatrix[], context: WholeContext): WholeTable {
  const { options } = context;
  const withheld = withheldWords(matrices, context);
  const { everywhere, reason } = chosen;
  const isReference = everywhere === options.reference;
  return {
    ...foundations(chosen),
    basis: isReference ? "task-types" : everywhere === null ? "whole-table" : "single-tier",
    everywhere,
    certificate: withheld === null ? chosen.certificate : null,
    figures: chosen.figures,
    reason: withheld === null ? reason : `${tableReason({ ...chosen, certificate: null })} ${withheld}`,
    advice: adviceOf(withheld === null ? chosen : { ...chosen, certificate: null }, context),
  };
}

function planned(
  matrices: readonly TaskTypeMatrix[],
  chosen: ChosenTable,
  context: WholeContext & { readonly objective: Exclude<CalibrationOptions["objective"], { kind: "cost" }> },
): ChosenWhole {
  const { options, tiers, objective } = context;
  const { routes, figures, reason } = plannedTable(matrices, objective, { ...options, tiers });
  const everywhere = unanimous(Object.values(routes));
  const whole: WholeTable = {
    ...foundations(chosen),
    basis: objective.kind,
    everywhere,
    certificate: null,
    figures,
    split: null,
    itemsStillNeeded: null,
    reason: `${reason} Cross-fitted it has ${comparedWords(figures, chosen.referenceFigures)} against ${options.reference}; the whole promises nothing.`,
    advice: adviceOf({ ...chosen, everywhere, figures, certificate: null }, context),
  };
  return { routes, whole };
}

/** The tier that all routes go to; null where they differ, or one is a cascade. */
function unanimous(routes: readonly RoutePolicy[]): string | null {
  const tiers = new Set(routes.map((route) => (route.kind === "single" ? route.tier : null)));
  const [only] = tiers;
  return tiers.size === 1 ? (only ?? null) : null;
}

function foundations({ bestSingle, bestSingleFigures, itemsStillNeeded, split }: ChosenTable) {
  const { choosing, testUnits } = split;
  return {
    bestSingle,
    bestSingleFigures,
    itemsStillNeeded,
    split: { choosing, testing: testUnits.length, testUnitsSha256: contentHash(testUnits) },
  };
}
