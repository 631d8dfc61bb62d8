import type { Advice, CrossFittedFigures, TaskTypeDecision, WholeTable } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { withoutRashness } from "./advice.js";
import { beats, figuresOf } from "./cross-fitted-bar.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { tierModel, unitTable } from "./shrunken-effects.js";
import { comparedWords } from "./table-reason.js";
import { tierRows } from "./tier-rows.js";
import { adviceOf, type ChosenWhole, ownFigures, type WholeContext } from "./whole-context.js";

/**
 * The whole where there is one task type: its own decision, which all its rows
 * were used for, and whose certificate is that of the whole. A cascade must not
 * score below a certified single tier on items that it was not learnt from; else that tier serves.
 *
 * @param matrices - one
 */
export function wholeOfOne(
  matrices: readonly TaskTypeMatrix[],
  decision: TaskTypeDecision,
  context: WholeContext,
): ChosenWhole {
  const { options, tiers } = context;
  const { reference } = options;
  const rows = tierRows(matrices, { tiers, traffic: options.traffic });
  const plain = (tier: string): CrossFittedFigures => {
    const column = rows.columns[tiers.indexOf(tier)];
    if (column === undefined) throw new RangeError(`no column of tier "${tier}"`);
    return figuresOf(rows, column);
  };
  const certified = decision.comparisons.filter(({ verdict }) => verdict === "non-inferior").map(({ tier }) => tier);
  // Tiers are in price order, so the first certified one is the cheapest.
  const bestSingle = tiers.find((tier) => tier === reference || certified.includes(tier)) ?? reference;
  const bestSingleFigures = plain(bestSingle);
  const route = routeOf(decision, bestSingle, () => {
    const own = ownFigures(matrices, [decision], context);
    const isKept =
      own !== null &&
      (bestSingle === reference ||
        beats(own, bestSingleFigures, {
          criterion: "harm",
          epsilon: options.harm,
          tolerance: 0,
          isReference: false,
          places: [0, tiers.indexOf(bestSingle)],
        }));
    return isKept ? own : null;
  });
  const everywhere = route.policy.kind === "single" ? route.policy.tier : null;
  const figures = route.figures ?? plain(everywhere ?? reference);
  const whole: WholeTable = {
    basis: "task-types",
    everywhere,
    bestSingle,
    certificate: null,
    figures,
    bestSingleFigures,
    split: null,
    itemsStillNeeded: decision.itemsStillNeeded,
    reason:
      everywhere === reference
        ? decision.reason
        : `${decision.taskType}, the only task type, has ${comparedWords(figures, plain(reference))} against ${reference}${route.figures === null ? "" : ", cross-fitted"}.`,
    advice: withoutRashness([
      ...undecided(decision, everywhere === reference),
      ...adviceOf(
        {
          everywhere,
          certificate: null,
          figures,
          model: tierModel(unitTable(rows), { kappa: 0 }),
          tested: { tests: [], certified: 0 },
          itemsStillNeeded: decision.itemsStillNeeded,
        },
        context,
      ),
    ]),
  };
  return { routes: route.isOwn ? null : { [decision.taskType]: route.policy }, whole };
}

interface OwnRoute {
  readonly policy: RoutePolicy;
  /** True where it is the decision's own. */
  readonly isOwn: boolean;
  /** Cross-fitted; null where nothing was learnt. */
  readonly figures: CrossFittedFigures | null;
}

function routeOf(
  { choice }: TaskTypeDecision,
  bestSingle: string,
  keptFigures: () => CrossFittedFigures | null,
): OwnRoute {
  if (choice.kind === "single") return { policy: choice, isOwn: true, figures: null };
  const figures = keptFigures();
  if (figures !== null) return { policy: choice, isOwn: true, figures };
  return { policy: { kind: "single", tier: bestSingle }, isOwn: false, figures: null };
}

function undecided({ status, reason }: TaskTypeDecision, isReference: boolean): readonly Advice[] {
  if (!isReference || status !== "insufficient-data") return [];
  return [{ kind: "undecided", text: `Do not route yet. ${reason}` }];
}
