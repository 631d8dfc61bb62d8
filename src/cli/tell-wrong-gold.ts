import { UsageError } from "../core/errors.js";
import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { Effects } from "./effects.js";
import { missingLabels } from "./missing-labels.js";
import { missingLabelsText } from "./missing-labels-text.js";
import { GOLD_REMEDY, type WrongGold, wrongGold } from "./wrong-gold.js";

const LONGEST_REASON = 160;
/** For the scorers of one eval: they are its author's code, and may wait for anything. */
const PATIENCE_MS = 5_000;

/**
 * Says on which items of a plan no tier could score, before it is paid for; they are asked all the same.
 *
 * @throws UsageError on items without a label that a scorer cannot do without: no answer to them could be scored
 */
export async function tellWrongGold(
  plan: readonly Pick<PlannedCell, "evaluation" | "item">[],
  effects: Pick<Effects, "note">,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const planned = new Map<EvalDefinition, Map<string, Item>>();
  for (const { evaluation, item } of plan) {
    const items = planned.get(evaluation) ?? new Map<string, Item>();
    planned.set(evaluation, items.set(item.id, item));
  }
  for (const [evaluation, byId] of planned) {
    const items = [...byId.values()];
    const missing = await within(patienceMs, (signal) => missingLabels(evaluation, items, signal));
    for (const one of missing ?? []) {
      const line = missingLabelsText(evaluation, items, one);
      if (one.failure !== null) throw new UsageError(line);
      effects.note(line);
    }
    const found = missing === null ? null : await within(patienceMs, (signal) => wrongGold(evaluation, items, signal));
    for (const line of linesOf(evaluation, found, patienceMs)) effects.note(line);
  }
}

/** Null: it would have taken longer. */
async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const over = new AbortController();
  const timeUp = new Promise<null>((resolve) => {
    over.signal.addEventListener("abort", () => resolve(null), { once: true });
  });
  const timer = setTimeout(() => over.abort(), ms);
  try {
    return await Promise.race([work(over.signal), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}

function linesOf(
  { file, taskType, dataset }: EvalDefinition,
  found: readonly WrongGold[] | null,
  patienceMs: number,
): readonly string[] {
  const where = file ?? taskType;
  if (found === null) {
    const after = `after ${patienceMs / 1000} s its scorers had not tried every right answer, and the run begins`;
    return [`${where}: ${after}; to try them all: npx tierbench datasets lint ${taskType}`];
  }
  return found.map(({ scorer, items: [first, ...rest], reason }) => {
    const more = rest.length === 0 ? "" : ` and ${rest.length} more`;
    const said = reason.replaceAll(/\s+/g, " ").slice(0, LONGEST_REASON);
    return `${where}: the right answer to item "${first}"${more} of ${dataset} fails "${scorer}" (${said}); ${GOLD_REMEDY}`;
  });
}
