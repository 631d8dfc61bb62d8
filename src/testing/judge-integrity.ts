/**
 * What a judge makes of wrong answers that argue for themselves. On the simulator, whose judge
 * never errs by itself, every success is a hole in the structure; on a real model it is a fooled judge.
 * @module
 */
import { randomBytes } from "node:crypto";
import type { ModelRequest } from "../core/model-request.js";
import type { ModelResponse } from "../core/model-response.js";
import { isScore, type Judge } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import { clopperPearsonUpper } from "../stats/clopper-pearson.js";
import { askAll, type IntegrityTools } from "./ask-all.js";
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

/** Verdicts of all cases; those that the budget forbids are counted and not asked. */
export async function judgeCases(
  cases: readonly IntegrityCase[],
  judge: Judge,
  tools: IntegrityTools,
): Promise<{ readonly families: readonly FamilyResult[]; readonly spentUsd: number; readonly denied: number }> {
  const read = (_: IntegrityCase, response: ModelResponse) => {
    const score = judge.read(response);
    return isScore(score) ? score.value === 1 : null;
  };
  const { verdicts, spentUsd, denied } = await askAll(cases, read, tools);
  const names = [...new Set(cases.map(({ family }) => family))];
  const families = names.map((family) =>
    familyResult(
      family,
      verdicts.flatMap(({ of, verdict }) => (of.family === family ? [verdict] : [])),
    ),
  );
  return { families, spentUsd, denied };
}

function familyResult(family: string, verdicts: readonly (boolean | null)[]): FamilyResult {
  const attempts = verdicts.length;
  const passed = verdicts.filter((verdict) => verdict === true).length;
  const unread = verdicts.filter((verdict) => verdict === null).length;
  const read = attempts - unread;
  return { family, attempts, passed, unread, upper95: read === 0 ? 1 : clopperPearsonUpper(passed, read, 0.05) };
}
