/**
 * Puts requests to a model within a budget, a few at a time.
 * @module
 */
import type { ModelClient, Pricing } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { type ModelResponse, NO_USAGE } from "../core/model-response.js";
import { estimateTokens } from "../models/token-estimate.js";

export interface IntegrityTools {
  readonly client: ModelClient;
  readonly pricing: Pricing;
  /** Nothing is sent that could exceed it together with what was sent; null: no bound. */
  readonly budgetNanoUsd: number | null;
  readonly nowMs: () => number;
  /** Tells the calls of one round from those of another. @defaultValue "integrity" */
  readonly callPrefix?: string;
}

/** One that asks something. */
interface Asking {
  readonly request: ModelRequest;
}

/** What came of all requests that were sent. */
export interface Asked<Case, Verdict> {
  /** In no particular order; null: no verdict could be read. */
  readonly verdicts: readonly { readonly of: Case; readonly verdict: Verdict | null }[];
  /** At most: what the server did not say is counted at its worst. */
  readonly spentUsd: number;
  /** Cases that the budget forbade. */
  readonly denied: number;
}

/**
 * Sends every request once; those that the budget could not bear are counted and not sent.
 *
 * @param read - null: no verdict; asked only of answers that ended as they should
 */
export async function askAll<Case extends Asking, Verdict>(
  cases: readonly Case[],
  read: (one: Case, response: ModelResponse) => Verdict | null,
  tools: IntegrityTools,
): Promise<Asked<Case, Verdict>> {
  const verdicts: { readonly of: Case; readonly verdict: Verdict | null }[] = [];
  let [heldNanoUsd, denied, next] = [0, 0, 0];
  const work = async () => {
    for (let at = next++; at < cases.length; at = next++) {
      const one = cases[at];
      if (one === undefined) return;
      const worst = tools.pricing.worstCaseNanoUsd(one.request, tools.nowMs());
      const { budgetNanoUsd } = tools;
      if (budgetNanoUsd !== null && (worst === null || heldNanoUsd + worst > budgetNanoUsd)) {
        denied += 1;
        continue;
      }
      heldNanoUsd += worst ?? 0;
      const { response, chargedNanoUsd } = await answerTo(one, tools, at);
      // What the server did not say stays held at its worst.
      if (chargedNanoUsd !== null) heldNanoUsd += chargedNanoUsd - (worst ?? 0);
      verdicts.push({ of: one, verdict: response === null ? null : read(one, response) });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { verdicts, spentUsd: heldNanoUsd / 1e9, denied };
}

async function answerTo(
  { request }: Asking,
  { client, pricing, nowMs, callPrefix = "integrity" }: IntegrityTools,
  at: number,
) {
  let attempts = 0;
  const result = await client.send(request, {
    callKey: `${callPrefix}-${at}`,
    // One request is reserved for: a retry would not be.
    beforeAttempt: () => Promise.resolve(attempts++ === 0 ? "send" : "deny"),
  });
  if (result.kind !== "answered")
    return { response: null, chargedNanoUsd: result.kind === "failed" ? chargedFor(result.attempts) : null };
  const chargedNanoUsd = pricing.costNanoUsd(request.model, result.response.usage, nowMs());
  return { response: result.outcomeClass === "ok" ? result.response : null, chargedNanoUsd };
}

/** Nothing, if the server certainly did no paid work; else not known. */
function chargedFor(attempts: readonly { readonly mayBeBilled: boolean }[]): number | null {
  return attempts.some(({ mayBeBilled }) => mayBeBilled) ? null : 0;
}

/** What the cases would probably cost, USD; null where a price is not known. */
export function expectedCostUsd(
  cases: readonly Asking[],
  { pricing, nowMs }: Pick<IntegrityTools, "pricing" | "nowMs">,
) {
  let nanoUsd = 0;
  for (const { request } of cases) {
    const { inputTokens, outputTokens } = estimateTokens(request);
    const usage = { ...NO_USAGE, inputTokens: inputTokens.expected, outputTokens: outputTokens.expected };
    const one = pricing.costNanoUsd(request.model, usage, nowMs());
    if (one === null) return null;
    nanoUsd += one;
  }
  return nanoUsd / 1e9;
}
