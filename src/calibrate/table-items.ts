import { requiredItems } from "../stats/required-items.js";
import type { TableCriterion } from "./certify-table.js";
import { tableValues, weightedMeans } from "./cross-fit.js";
import { USUAL_POWER } from "./spending-items.js";
import type { PathTable } from "./table-path.js";
import { failureProbability } from "./test-levels.js";
import type { TierRows } from "./tier-rows.js";

/** Items that betting needs over those of the formula for means: at 5 points and 10 % discordance 400 instead of 248. */
const PRICE_OF_BETTING = 1.6;
/** −ln p below which a test has not begun to tell. */
const LEAST_EVIDENCE = 0.1;

/** What was tested, and how it went. */
export interface FailedTest {
  readonly epsilon: number;
  readonly criterion: TableCriterion;
  readonly confidence: number;
  /** Of the units, how many test tables, in (0, 1). */
  readonly testedShare: number;
  /** Of the test that failed. */
  readonly pValue: number;
}

/** Evidence, −ln p, grows with the items: so many that it would suffice, and a third more; null where there is none yet. */
function asEvidenceGrows(tested: number, { confidence, pValue }: FailedTest): number | null {
  const evidence = -Math.log(pValue);
  if (!(evidence > LEAST_EVIDENCE)) return null;
  const factor = (-1.3 * Math.log(failureProbability(confidence))) / evidence;
  return Math.ceil(factor * tested);
}

/**
 * Further items after which the first table that failed would probably be decided; null where none is undecided.
 *
 * Planned for no loss at all; where that many items are there already, for the loss
 * that was seen, whose distance from the promise counts as a tenth of it at least.
 */
export function moreItemsForTable(rows: TierRows, failed: PathTable | undefined, plan: FailedTest): number | null {
  if (failed === undefined) return null;
  const { epsilon, criterion, confidence, testedShare } = plan;
  const quantity = criterion === "harm" ? "harm" : "netLoss";
  const values = tableValues(rows, failed);
  const losses = values[quantity] ?? new Float64Array(1);
  const loss = weightedMeans(rows, values)[quantity] ?? 0;
  const discordance = Math.min(1, losses.reduce((sum, value) => sum + value * value, 0) / losses.length);
  const question = { discordance, margin: epsilon, level: failureProbability(confidence), power: USUAL_POWER };
  const tested = rows.typeOf.length;
  // Enough items are there to tell that it loses more than it may: more of them would not make it pass.
  if (loss > epsilon && requiredItems({ ...question, difference: loss }) <= tested) return null;
  const priced = (items: number) => (criterion === "harm" ? items : Math.ceil(PRICE_OF_BETTING * items));
  const ifEqual = priced(requiredItems({ ...question, difference: 0 }));
  const gap = Math.max(Math.abs(epsilon - loss), epsilon / 10);
  const difference = loss < epsilon ? epsilon - gap : epsilon + gap;
  const asSeen = ifEqual > tested ? ifEqual : priced(requiredItems({ ...question, difference }));
  const needed = asSeen > tested ? asSeen : asEvidenceGrows(tested, plan);
  if (needed === null) return null;
  return Math.ceil((needed - tested) / testedShare);
}
