import { z } from "zod";
import { conversationRules } from "./conversation-rules.js";
import { type EvalDefinition, evalVersion } from "./eval.js";
import type { Item } from "./item.js";
import { contentHash, type SpelledJson } from "./json.js";
import type { ModelRequest } from "./model-request.js";
import type { Tier } from "./tier.js";

/** Item × tier × trial, the unit of work, as the plan writes it down before anything is paid. */
export const CellSchema = z.strictObject({
  /** Hash of everything that can change the answer or its score; never an index. */
  key: z.string().length(64),
  itemId: z.string(),
  taskType: z.string(),
  tier: z.string(),
  trial: z.int().nonnegative(),
});
export type Cell = z.infer<typeof CellSchema>;

/** The API surface a cell was asked on: another version could answer otherwise. */
export const ENDPOINT = "messages/2026-10-21";

type Named = Pick<Tier, "model" | "params">;
/** A request, or one of which parts are spelled already. */
type Spelled = { readonly [Field in keyof ModelRequest]: ModelRequest[Field] | SpelledJson };

/**
 * Identity of a cell.
 * @param judge - who judges where a judge names nobody; null: no judge leaves it open
 * @param others - further tiers that are asked about the answer: by signals, and as judges that are named
 */
export function cellKey(
  evaluation: EvalDefinition,
  item: Item,
  request: Spelled,
  tier: string,
  trial: number,
  judge: { readonly model: string } | null,
  { asked = [], panel = [] }: { readonly asked?: readonly Named[]; readonly panel?: readonly Named[] } = {},
): string {
  const sentTo = (tiers: readonly Named[]) => tiers.map(({ model, params }) => ({ model, params }));
  const { cacheAfter: _price, ...sent } = request;
  const rules = conversationRules(evaluation);
  return contentHash({
    endpoint: ENDPOINT,
    request: sent,
    tier,
    item: item.contentHash,
    itemId: item.id,
    taskType: evaluation.taskType,
    trial,
    eval: evalVersion(evaluation),
    judge: judge?.model ?? null,
    // Absent for evals that ask once: their cells are what they always were.
    conversation: rules === null ? undefined : { environment: rules.environmentVersion, maxTurns: rules.maxTurns },
    ...(asked.length === 0 ? {} : { asked: sentTo(asked) }),
    ...(panel.length === 0 ? {} : { panel: sentTo(panel) }),
  });
}
