import type { SpendingStep } from "../calibrate/spending-order.js";
import type { SpendingPlan } from "../calibrate/spending-plan.js";
import { countText, pointsText, usdText } from "./money-text.js";
import { printable } from "./printable.js";
import { textTable } from "./text-table.js";
import { TEXT_WIDTH, wrapText } from "./wrap-text.js";

/** From here on two digits and a power of ten, so that columns stay narrow. */
const ROUNDED_FROM = 10_000_000;
/** A spending plan for a terminal, in lines of at most 100 columns. */
export function planLines(plan: SpendingPlan): string {
  const { steps, simulated, warnings } = plan;
  const paragraphs = [
    ...(simulated ? ["SIMULATED responses: this says nothing about real models."] : []),
    countsSentence(plan),
    ...(steps.length === 0 ? [] : [firstSentence(plan), stepsTable(plan), totalSentence(plan), ...volumeLines(plan)]),
    ...(steps.length === 0 ? [] : [notes(plan)]),
    ...(warnings.length === 0 ? [] : [warnings.map((warning) => wrapText(`warning: ${warning}`, "")).join("\n")]),
  ];
  return paragraphs.join("\n\n");
}

/** The one line of the result. */
export function planLine({ steps: [first], total, power }: SpendingPlan): string {
  if (first === undefined) return "nothing to spend on: no cheaper tier is undecided";
  return `first ${first.taskType} on ${first.tier}: ${manyText(first.moreItems, "more item")}, ${usdText(first.costUsd)}; all ${countText(total.steps, "step")}: ${usdText(total.costUsd)} (power ${percent(power)})`;
}

function countsSentence({ steps, counts, reference, margin }: SpendingPlan): string {
  const { nonInferior, inferior, notCheaper } = counts;
  const all = steps.length + nonInferior + inferior + notCheaper;
  const parts = [
    `${nonInferior + inferior} decided (${nonInferior} good enough, ${inferior} not)`,
    ...(notCheaper > 0 ? [`${notCheaper} undecided but no cheaper than what is sent to now`] : []),
    `${steps.length} undecided and cheaper`,
  ];
  return wrapText(
    `Task types × tiers against ${reference}, margin ${pointsText(margin).slice(1)} points: ${all}, of them ${parts.join(", ")}.${steps.length === 0 ? " Nothing to spend on." : ""}`,
    "",
  );
}

function firstSentence(plan: SpendingPlan): string {
  const [step] = plan.steps;
  if (step === undefined) return "";
  const gain =
    step.savingPer1000Usd === null
      ? "what it would save is unknown"
      : `if it is good enough (chance ${percent(step.chance)}), 1,000 requests cost ${usdText(step.savingPer1000Usd)} less`;
  return wrapText(
    `Spend first on ${step.taskType} on ${step.tier}: ${manyText(step.moreItems, "more item")}, ${usdText(step.costUsd)}${pairPart(step, plan)}; ${gain}; ${paybackText(step, plan)}.`,
    "",
  );
}

/** What of the cost the comparison itself needs, where other tiers have to be asked as well. */
function pairPart({ tier, tiers, costUsd, pairCostUsd }: SpendingStep, { reference }: SpendingPlan): string {
  if (tiers <= 2 || pairCostUsd === null) return "";
  return costUsd === null
    ? ` for all ${tiers} tiers (${usdText(pairCostUsd)} for ${tier} and ${reference})`
    : ` for all ${tiers} tiers, ${usdText(pairCostUsd)} of it for ${tier} and ${reference}`;
}

function paybackText(step: SpendingStep, plan: SpendingPlan): string {
  const { tasksPerDay } = plan;
  if (step.paybackRequests === null) {
    return step.rankedBy === "items" ? "when that is paid back is unknown" : "it never pays for itself";
  }
  const when =
    tasksPerDay === null
      ? `${manyText(step.paybackRequests, "request")} of all kinds`
      : manyText(Math.ceil(step.paybackRequests / tasksPerDay), "day");
  return `it pays for itself after ${when} on average`;
}

function stepsTable({ steps, tasksPerDay }: SpendingPlan): string {
  const payback = tasksPerDay === null ? "requests" : "days";
  const header = ["items", "if equal", "as seen", "more", "chance", "cost", "for pair", "saves/1k", payback];
  const figures = steps.map((step) => [
    countCell(step.itemsNow),
    countCell(step.itemsIfEqual),
    step.itemsAsSeen === null ? "–" : countCell(step.itemsAsSeen),
    countCell(step.moreItems),
    percent(step.chance),
    usdText(step.costUsd),
    usdText(step.pairCostUsd),
    usdText(step.savingPer1000Usd),
    paybackCell(step, tasksPerDay),
  ]);
  const wide = textTable(
    ["task type", "tier", ...header],
    steps.map(({ taskType, tier }, row) => [taskType, tier, ...(figures[row] ?? [])]),
  );
  if (wide.split("\n").every((line) => line.length <= TEXT_WIDTH)) return wide;
  // Names that do not fit beside their numbers stand above them: shortened, siblings would look alike.
  const [head = "", ...lines] = textTable(
    ["", ...header],
    figures.map((cells) => ["    ", ...cells]),
  ).split("\n");
  const named = lines.map((line, row) => {
    const { taskType = "", tier = "" } = steps[row] ?? {};
    return `${row + 1}. ${shortName(`${taskType} on ${tier}`, TEXT_WIDTH - 6)}\n${line}`;
  });
  return [head, ...named].join("\n");
}

function paybackCell({ paybackRequests, rankedBy }: SpendingStep, perDay: number | null): string {
  if (paybackRequests === null) return rankedBy === "items" ? "unknown" : "–";
  return countCell(perDay === null ? paybackRequests : Math.ceil(paybackRequests / perDay));
}

function totalSentence({ total }: SpendingPlan): string {
  const { steps, calls, costUsd, expectedSavingPer1000Usd, paybackRequests } = total;
  const payback = paybackRequests === null ? "" : `, paid back after ${countCell(paybackRequests)} requests`;
  return wrapText(
    `All ${countText(steps, "step")}: ${manyText(calls, "call")}, cost ${usdText(costUsd)}, expected saving per 1,000 requests ${usdText(expectedSavingPer1000Usd)}${payback}.`,
    "",
  );
}

/** Whether the volume is worth a measurement at all. */
function volumeLines({ tasksPerDay, worthwhile, total, steps, tableDays }: SpendingPlan): readonly string[] {
  if (tasksPerDay === null || worthwhile === null) return [];
  const priced = steps.filter(({ rankedBy }) => rankedBy === "saving-per-usd");
  if (priced.length === 0) return [];
  const perDay = `At ${countCell(tasksPerDay)} tasks per day`;
  const unknown = priced.length < total.steps ? ` Of ${total.steps - priced.length} more the costs are unknown.` : "";
  if (worthwhile.steps === 0) {
    return [
      wrapText(
        `${perDay} the volume is too small: no step pays for itself within the ${tableDays} days that a table counts. Keep what is sent to now, or use labelled items that are there already.${unknown}`,
        "",
      ),
    ];
  }
  const requests = tasksPerDay * tableDays;
  const saved = ((worthwhile.expectedSavingPer1000Usd ?? 0) * requests) / 1000;
  return [
    wrapText(
      `${perDay} ${worthwhile.steps} of ${countText(priced.length, "step")} ${worthwhile.steps === 1 ? "pays" : "pay"} for themselves within the ${tableDays} days that a table counts: ${usdText(worthwhile.costUsd)} spent, ${usdText(saved)} saved on average in that time.${unknown}`,
      "",
    ).replace("pays for themselves", "pays for itself"),
  ];
}

function notes({ power, steps }: SpendingPlan): string {
  const byItems = steps.filter(({ rankedBy }) => rankedBy === "items").length;
  const order =
    byItems === 0
      ? "Order: expected saving per dollar."
      : byItems === steps.length
        ? "Costs are unknown: the order is by items, fewest first."
        : `Order: expected saving per dollar; the last ${byItems}, whose costs are unknown, by items, fewest first.`;
  return wrapText(
    `${order} Items in all to decide at ${percent(power)} power if the tier equals the reference, and if the difference seen is true (–: its loss seen is the margin or more). The chance to be certified is a rough estimate for planning, never a gate. Calibrate compares items that every tier of their type has answered, so a cost is one answer per new item of all of them, without signals, judges and further trials; "for pair" is the part of the tier and the reference. Items that a step above has asked for are not paid again.`,
    "",
  );
}

/** A whole percentage; an estimate is never certain. */
function percent(fraction: number): string {
  return `${Math.min(99, Math.round(fraction * 100))} %`;
}

/** `1,234`, from ten million on `1.2e7`. */
function countCell(count: number): string {
  if (count >= ROUNDED_FROM) return count.toPrecision(2).replace("e+", "e");
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 call`, `1,234 calls`. */
function manyText(count: number, noun: string): string {
  return `${countCell(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A name that is too long keeps its start and its end, which tell siblings apart. */
function shortName(name: string, width: number): string {
  const letters = Array.from(printable(name.replaceAll("\n", "\\n").replaceAll("\t", "\\t")));
  if (letters.length <= width) return letters.join("");
  const end = Math.floor((width - 1) / 2);
  return `${letters.slice(0, width - 1 - end).join("")}…${letters.slice(-end).join("")}`;
}
