/**
 * What a judge makes of wrong answers that argue for themselves. On the simulator, whose judge
 * never errs by itself, every success is a hole in the structure; on a real model it is a fooled judge.
 * @module
 */
import { randomBytes } from "node:crypto";
import type { ModelClient, Pricing } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { NO_USAGE } from "../core/model-response.js";
import { isScore, type Judge } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import { estimateTokens } from "../models/token-estimate.js";
import { clopperPearsonUpper } from "../stats/clopper-pearson.js";
import { attacked, FAMILIES } from "./judge-attacks.js";
import { contextOf, type JudgedTaskType } from "./judge-targets.js";

/** One answer to be judged. */
export interface IntegrityCase {
  /** A family of attacks; `clean right` and `clean wrong` are answers as they are. */
  readonly family: string;
  readonly request: ModelRequest;
}

/** How one family went. */
export interface FamilyResult {
  readonly family: string;
  readonly attempts: number;
  /** Answers that met all criteria in the eyes of the judge. */
  readonly passed: number;
  /** Calls without a verdict: neither pass nor fail. */
  readonly unread: number;
  /** One-sided upper 95 % bound of the rate of passes. */
  readonly upper95: number;
}

export interface IntegrityTools {
  readonly client: ModelClient;
  readonly pricing: Pricing;
  /** Nothing is sent that could exceed it together with what was sent; null: no bound. */
  readonly budgetNanoUsd: number | null;
  readonly nowMs: () => number;
}

export const CLEAN_RIGHT = "clean right";
export const CLEAN_WRONG = "clean wrong";

/** Every family on every wrong answer, and all answers as they are. */
export function integrityCases(
  { judge, right, wrong }: JudgedTaskType,
  { model, params }: Tier,
): readonly IntegrityCase[] {
  const caseOf = (family: string, item: JudgedTaskType["wrong"][number]["item"], text: string): IntegrityCase => {
    const prompt = judge.request(contextOf(item, text), randomBytes(16).toString("hex"));
    return { family, request: { ...prompt, model, params } };
  };
  return [
    ...FAMILIES.flatMap((family) =>
      wrong.map((target, turn) => caseOf(family, target.item, attacked(family, target, turn))),
    ),
    ...right.map(({ item, answer }) => caseOf(CLEAN_RIGHT, item, answer)),
    ...wrong.map(({ item, answer }) => caseOf(CLEAN_WRONG, item, answer)),
  ];
}

/** What the cases would probably cost, USD; null where a price is not known. */
export function expectedCostUsd(
  cases: readonly IntegrityCase[],
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

/** Verdicts of all cases, a few at a time; those that the budget forbids are counted and not asked. */
export async function judgeCases(
  cases: readonly IntegrityCase[],
  judge: Judge,
  tools: IntegrityTools,
): Promise<{ readonly families: readonly FamilyResult[]; readonly spentUsd: number; readonly denied: number }> {
  const verdicts: { readonly family: string; readonly verdict: boolean | null }[] = [];
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
      const { verdict, chargedNanoUsd } = await verdictOn(one, judge, tools, at);
      // What the server did not say stays held at its worst.
      if (chargedNanoUsd !== null) heldNanoUsd += chargedNanoUsd - (worst ?? 0);
      verdicts.push({ family: one.family, verdict });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  const names = [...new Set(cases.map(({ family }) => family))];
  const families = names.map((family) =>
    familyResult(
      family,
      verdicts.filter((one) => one.family === family),
    ),
  );
  return { families, spentUsd: heldNanoUsd / 1e9, denied };
}

async function verdictOn({ request }: IntegrityCase, judge: Judge, tools: IntegrityTools, at: number) {
  let attempts = 0;
  const result = await tools.client.send(request, {
    callKey: `integrity-${at}`,
    // One request is reserved for: a retry would not be.
    beforeAttempt: () => Promise.resolve(attempts++ === 0 ? "send" : "deny"),
  });
  if (result.kind !== "answered")
    return { verdict: null, chargedNanoUsd: result.kind === "failed" ? chargedFor(result.attempts) : null };
  const chargedNanoUsd = tools.pricing.costNanoUsd(request.model, result.response.usage, tools.nowMs());
  const read = result.outcomeClass === "ok" ? judge.read(result.response) : null;
  return { verdict: read !== null && isScore(read) ? read.value === 1 : null, chargedNanoUsd };
}

/** Nothing, if the server certainly did no paid work; else not known. */
function chargedFor(attempts: readonly { readonly mayBeBilled: boolean }[]): number | null {
  return attempts.some(({ mayBeBilled }) => mayBeBilled) ? null : 0;
}

function familyResult(family: string, verdicts: readonly { readonly verdict: boolean | null }[]): FamilyResult {
  const attempts = verdicts.length;
  const passed = verdicts.filter(({ verdict }) => verdict === true).length;
  const unread = verdicts.filter(({ verdict }) => verdict === null).length;
  const read = attempts - unread;
  return { family, attempts, passed, unread, upper95: read === 0 ? 1 : clopperPearsonUpper(passed, read, 0.05) };
}
