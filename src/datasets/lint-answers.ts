import type { Item } from "../core/item.js";
import { canonicalJson } from "../core/json.js";
import { addTo, type Finding } from "./lint-finding.js";
import { leavesOf, plainText, plainWords } from "./plain-words.js";
import { shown } from "./shown.js";

/** One stored answer. */
export interface StoredAnswer {
  readonly itemId: string;
  readonly tier: string;
  /** In [0, 1]; null where it was not scored. */
  readonly score: number | null;
  readonly text: string;
}

/** From this score on an answer counts as right. */
const RIGHT = 0.5;

/**
 * Items on which every tier gave the same answer and none was right: the label
 * may be wrong. Answers that are never worded alike say nothing here.
 */
export function lintLabelNoise(answers: readonly StoredAnswer[]): readonly Finding[] {
  const byItem = new Map<string, StoredAnswer[]>();
  for (const answer of answers) addTo(byItem, answer.itemId, answer);
  return [...byItem].flatMap(([itemId, given]): readonly Finding[] => {
    const tiers = new Set(given.map(({ tier }) => tier));
    const isWrong = given.every(({ score }) => score !== null && score < RIGHT);
    const wordings = new Set(given.map(({ text }) => wording(text)));
    if (tiers.size < 2 || !isWrong || wordings.size !== 1 || wordings.has("")) return [];
    const message = `all ${tiers.size} tiers answer "${shown(given[0]?.text.trim() ?? "", 60)}", against the label; read it again`;
    return [{ rule: "label-noise", severity: "warning", items: [itemId], message }];
  });
}

/** Equal for answers that mean the same at a glance: the same JSON, or the same words. */
function wording(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    const words = plainWords(text);
    return words.length > 0 ? words.join(" ") : plainText(text);
  }
}

/** The canary where it may not be: in what a model is sent, or in what one has answered. */
export function lintCanary(
  canary: string | undefined,
  items: readonly Item[],
  prompts: readonly string[],
  answers: readonly StoredAnswer[],
): readonly Finding[] {
  if (canary === undefined) return [];
  const wanted = plainText(canary);
  const holds = (text: string): boolean => plainText(text).includes(wanted);
  const inItems = items.filter(({ input, expected }) =>
    [...leavesOf(input), ...leavesOf(expected ?? null)].some(({ text }) => holds(text)),
  );
  const printed = answers.filter(({ text }) => holds(text));
  const findings: Finding[] = [];
  if (inItems.length > 0 || prompts.some(holds))
    findings.push({
      rule: "canary-used",
      severity: "error",
      items: inItems.map(({ id }) => id),
      message: "the canary stands in what models are sent, so that printing it would prove nothing",
    });
  if (printed.length > 0)
    findings.push({
      rule: "canary-printed",
      severity: "error",
      items: [...new Set(printed.map(({ itemId }) => itemId))],
      message: `${[...new Set(printed.map(({ tier }) => tier))].join(", ")} printed the canary: they have seen this dataset`,
    });
  return findings;
}
