import type { TableCertificate } from "./certify-table.js";
import type { ChosenTable, TableFigures } from "./choose-table.js";
import type { TierRows } from "./tier-rows.js";

/** What the sentence about a whole table is made of. */
export interface TableFacts {
  readonly rows: TierRows;
  readonly referenceFigures: TableFigures;
}

/** One sentence a person can read: what serves the traffic, and why. */
export function tableReason(chosen: Omit<ChosenTable, "reason">, { rows, referenceFigures }: TableFacts): string {
  const reference = rows.tiers[rows.reference] ?? "";
  const { everywhere, bestSingle, figures, certificate } = chosen;
  if (everywhere === null) {
    const used = new Set(chosen.table.tierOf).size;
    const against =
      bestSingle === reference
        ? ""
        : `; always ${bestSingle} has ${compared(chosen.bestSingleFigures, referenceFigures)}`;
    return `Routing over ${used} tiers has ${compared(figures, referenceFigures)} against ${reference}, cross-fitted${against} (${promise(certificate)}).`;
  }
  if (everywhere === reference) {
    if (chosen.tested.tests.length === 0)
      return `Nothing cheaper than ${reference} was left to test: everything goes to ${reference}.`;
    const more =
      chosen.itemsStillNeeded === null ? "" : `; about ${chosen.itemsStillNeeded} more items would probably tell`;
    return `No cheaper table is certified to keep the promise against ${reference}: everything goes to ${reference}${more}.`;
  }
  return `Routing does not beat always ${everywhere}: everything goes to ${everywhere}, with ${compared(figures, referenceFigures)} against ${reference} (${promise(certificate)}).`;
}

function compared(figures: TableFigures, reference: TableFigures): string {
  const points = (100 * (figures.quality - reference.quality)).toFixed(1);
  const quality = `${Number(points) > 0 ? "+" : ""}${points} points of quality`;
  if (figures.costUsd === null || !((reference.costUsd ?? 0) > 0)) return `${quality}, costs not known,`;
  const saving = 100 * (1 - figures.costUsd / (reference.costUsd ?? 1));
  return `${quality} and ${saving.toFixed(1)} % lower cost`;
}

function promise(certificate: TableCertificate | null): string {
  if (certificate === null) return "not certified";
  const { type, epsilon, delta, pValue, n } = certificate;
  const what =
    type === "harm-rate"
      ? `harm at most ${percent(epsilon)}`
      : `loss at most ${Number((100 * epsilon).toFixed(2))} points`;
  return `${what} with ${percent(1 - delta)} confidence, p ${pValue.toPrecision(2)} on ${n} units`;
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toFixed(1))} %`;
}
