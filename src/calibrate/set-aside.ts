import { DataError } from "../core/errors.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import { tamperingSigns } from "../core/tampering.js";
import { inCodeUnitOrder } from "./item-rows.js";
import type { TraitedItem } from "./item-traits.js";
import { MISSING_LIMIT } from "./missing-cells.js";

/** An item on which some answer has marks that are meant for its judge. */
export interface SetAside {
  readonly taskType: string;
  readonly itemId: string;
  /** Whose answer it was, and what was found in it. */
  readonly tier: string;
  readonly sign: string;
}

/** Outcomes without the items that are set aside. */
export interface Sifted {
  readonly kept: readonly Outcome[];
  /** By task type, item and tier, in name order. */
  readonly setAside: readonly SetAside[];
  /** Task types that have no other items. */
  readonly emptied: ReadonlySet<string>;
  /** Task types with items left, of which so much was set aside that nothing may be certified. */
  readonly sifted: ReadonlySet<string>;
}

/**
 * Takes out the items on which a judged answer of any tier bears marks that are meant for its judge, on all tiers:
 * what it wrote must not move a decision, whatever the judge made of it.
 *
 * @param items - those whose input is known: marks that stand in it are quoted, and do not count
 */
export function siftTampering(outcomes: readonly Outcome[], items: readonly TraitedItem[] = []): Sifted {
  const inputs = new Map(items.map(({ taskType, id, input }) => [itemKey({ taskType, itemId: id }), input]));
  const suspicions = outcomes.flatMap((outcome) => suspicionOf(outcome, inputs));
  const setAside = suspicions.sort((a, b) => inCodeUnitOrder(keyOf(a), keyOf(b)));
  if (setAside.length === 0) return { kept: outcomes, setAside, emptied: new Set(), sifted: new Set() };
  const taken = new Set(setAside.map(itemKey));
  const kept = outcomes.filter((outcome) => !taken.has(itemKey(outcome)));
  const left = new Set(kept.map(({ taskType }) => taskType));
  const emptied = new Set(setAside.map(({ taskType }) => taskType).filter((taskType) => !left.has(taskType)));
  const sifted = new Set(siftedTaskTypes(setAside, outcomes).filter((taskType) => left.has(taskType)));
  return { kept, setAside, emptied, sifted };
}

function suspicionOf(
  { taskType, itemId, tier, scores, responseText }: Outcome,
  inputs: ReadonlyMap<string, JsonObject | undefined>,
): readonly SetAside[] {
  const judged = scores.filter(({ kind }) => kind === "judge");
  if (judged.length === 0 || responseText === null) return [];
  const criteria = judged.flatMap((score) => Object.keys(score.criteria ?? {}));
  const input = inputs.get(itemKey({ taskType, itemId }));
  const signs = tamperingSigns(responseText, criteria, input === undefined ? [] : textsIn(input));
  return signs.length === 0 ? [] : [{ taskType, itemId, tier, sign: signs.join(" and ") }];
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A tier that marks its answers to hard items would else choose what it is measured on. */
function siftedTaskTypes(setAside: readonly SetAside[], outcomes: readonly Outcome[]): readonly string[] {
  const itemsOf = (rows: readonly { readonly taskType: string; readonly itemId: string }[], taskType: string) =>
    new Set(rows.filter((row) => row.taskType === taskType).map(({ itemId }) => itemId)).size;
  const types = [...new Set(setAside.map(({ taskType }) => taskType))];
  return types.filter((name) => itemsOf(setAside, name) / itemsOf(outcomes, name) > MISSING_LIMIT);
}

/** Named in a warning, the others counted. */
const MOST_NAMED = 3;

/** @throws DataError where nothing is left to decide on */
export function refuseNothingKept({ kept, setAside }: Sifted): void {
  const [first] = setAside;
  if (first === undefined || kept.length > 0) return;
  const { taskType, itemId, tier, sign } = first;
  throw new DataError(
    `nothing is left to decide on: every item has an answer with marks that are meant for its judge (first "${taskType}" ${itemId} on ${tier}: ${sign}); read these answers, then run other items, or score these without a judge`,
  );
}

/** What was set aside, a sentence for each task type. */
export function setAsideWarnings({ setAside, emptied, sifted }: Sifted): readonly string[] {
  const types = [...new Set(setAside.map(({ taskType }) => taskType))];
  return types.map((taskType) => {
    const ofType = setAside.filter((one) => one.taskType === taskType);
    const items = new Set(ofType.map(({ itemId }) => itemId)).size;
    const named = ofType.slice(0, MOST_NAMED).map(({ itemId, tier, sign }) => `${itemId} on ${tier} (${sign})`);
    const rest = ofType.length - named.length;
    const places = `${named.join(", ")}${rest > 0 ? ` and ${rest} more answers` : ""}`;
    if (emptied.has(taskType))
      return `Task type "${taskType}" is left out, and the reference serves it: every item has an answer with marks that are meant for its judge: ${places}. Read these answers, then run other items, or score these without a judge.`;
    const certified = sifted.has(taskType) ? " More than 0.5 % of its items: its choice is not certified." : "";
    return `Task type "${taskType}": ${items} ${items === 1 ? "item is" : "items are"} set aside, because an answer has marks that are meant for its judge: ${places}.${certified}`;
  });
}

function itemKey({ taskType, itemId }: Pick<SetAside, "taskType" | "itemId">): string {
  return JSON.stringify([taskType, itemId]);
}

function keyOf({ taskType, itemId, tier, sign }: SetAside): string {
  return JSON.stringify([taskType, itemId, tier, sign]);
}
