import type { CrossFittedFigures, TableCertificate } from "../core/calibration.js";
import type { ChosenTable } from "./choose-table.js";

/** For a person: what serves the traffic, and why; and what is kept from where, if anything is. */
export function tableReason(chosen: Omit<ChosenTable, "reason">): string {
  return `${choiceWords(chosen)}${floorWords(chosen)}`;
}

/** Tiers that are kept from task types, tier by tier; empty where none is. */
function floorWords({ belowFloor, model }: Omit<ChosenTable, "reason">): string {
  const kept = model.tiers.flatMap((tier) => {
    const taskTypes = belowFloor.filter(({ tiers }) => tiers.includes(tier)).map(({ taskType }) => taskType);
    return taskTypes.length === 0 ? [] : [`${tier} for ${taskTypes.join(", ")}`];
  });
  return kept.length === 0
    ? ""
    : ` Not used where shown to lose more than the whole may on average: ${kept.join("; ")}.`;
}

function choiceWords(chosen: Omit<ChosenTable, "reason">): string {
  const { everywhere, bestSingle, figures, certificate, model, referenceFigures } = chosen;
  const reference = model.tiers[model.reference] ?? "";
  if (everywhere === null) {
    const against =
      bestSingle === reference
        ? ""
        : `; always ${bestSingle} has ${comparedWords(chosen.bestSingleFigures, referenceFigures)}`;
    return `One table for all task types has ${comparedWords(figures, referenceFigures)} against ${reference}, cross-fitted${against} (${promise(certificate)}).`;
  }
  if (everywhere === reference) {
    if (chosen.tested.tests.length === 0)
      return `Nothing cheaper than ${reference} was left to test: everything goes to ${reference}.`;
    const more =
      chosen.itemsStillNeeded === null
        ? ""
        : `; about ${chosen.itemsStillNeeded} more items of all task types together would probably tell`;
    if (chosen.tested.certified > 0 && chosen.aboveFloor === 0)
      return `Cheaper tables passed the test of the whole, but each leaves a task type where its items show that more is lost than the whole may on average: everything goes to ${reference}${more}.`;
    if (chosen.tested.certified > 0)
      return `Cheaper tables passed the test of the whole, but none saved 5 % within the promise on items that it was not learnt from: everything goes to ${reference}${more}.`;
    return `No cheaper table is certified to keep the promise against ${reference}: everything goes to ${reference}${more}.`;
  }
  return `Routing does not beat always ${everywhere}: everything goes to ${everywhere}, with ${comparedWords(figures, referenceFigures)} against ${reference} (${promise(certificate)}).`;
}

/** What a policy changes against another: points of quality, and cost. */
export function comparedWords(figures: CrossFittedFigures, reference: CrossFittedFigures): string {
  const points = (100 * (figures.quality - reference.quality)).toFixed(1);
  const quality = `${Number(points) > 0 ? "+" : ""}${points.replace("-", "−")} points of quality`;
  if (figures.costUsd === null || !((reference.costUsd ?? 0) > 0)) return `${quality}, costs not known,`;
  const saving = 100 * (1 - figures.costUsd / (reference.costUsd ?? 1));
  return `${quality} and ${Math.abs(saving).toFixed(1)} % ${saving < 0 ? "higher" : "lower"} cost`;
}

function promise(certificate: TableCertificate | null): string {
  if (certificate === null) return "not certified";
  const { type, epsilon, delta, pValue, n } = certificate;
  const what = type === "harm-rate" ? `harm at most ${percent(epsilon)}` : `loss at most ${pointsWords(epsilon)}`;
  const p = pValue < 0.0001 ? "p below 0.0001" : `p ${pValue.toPrecision(2)}`;
  return `${what} with ${percent(1 - delta)} confidence, ${p} on ${n.toLocaleString("en-US")} units`;
}

function pointsWords(fraction: number): string {
  const points = Number((100 * fraction).toFixed(2));
  return points === 1 ? "1 point" : `${points} points`;
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toFixed(1))} %`;
}
