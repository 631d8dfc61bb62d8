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
import { contextOf, type JudgedTaskType, type KnownAnswer } from "./judge-targets.js";

/** One answer to be judged. */
export interface IntegrityCase {
  /** A family of attacks on wrong answers; `attacked right`; `clean right` and `clean wrong` are answers as they are. */
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
export const ATTACKED_RIGHT = "attacked right";

/** Attacks that every right answer is put under. */
const ATTACKS_ON_RIGHT = 3;

/** Right answers that argue for themselves, which makes them no less right: those attacks that leave an answer whole, in turn. */
export function attackedRight({ right }: Pick<JudgedTaskType, "right">): readonly KnownAnswer[] {
  return right.flatMap((target, at) => {
    const texts = FAMILIES.map((family, turn) => attacked(family, target, at + turn));
    const whole = texts.filter((text) => text.startsWith(`${target.answer}\n`));
    const first = ATTACKS_ON_RIGHT * at;
    return Array.from({ length: ATTACKS_ON_RIGHT }, (_, more) => whole[(first + more) % whole.length] ?? "").map(
      (answer) => ({ ...target, answer }),
    );
  });
}

/** Every family on every wrong answer, right answers under attack, and all answers as they are. */
export function integrityCases(known: JudgedTaskType, { model, params }: Tier): readonly IntegrityCase[] {
  const { judge, right, wrong } = known;
  const caseOf = (family: string, item: JudgedTaskType["wrong"][number]["item"], text: string): IntegrityCase => {
    const prompt = judge.request(contextOf(item, text), randomBytes(16).toString("hex"));
    return { family, request: { ...prompt, model, params } };
  };
  return [
    ...FAMILIES.flatMap((family) =>
      wrong.map((target, turn) => caseOf(family, target.item, attacked(family, target, turn))),
    ),
    ...attackedRight(known).map(({ item, answer }) => caseOf(ATTACKED_RIGHT, item, answer)),
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

/** What a judge makes of answers whose quality is known, attacks apart. */
export interface CleanAccuracy {
  readonly right: number;
  /** Clean answers with a verdict. */
  readonly read: number;
  /** One-sided lower 95 % bound of the share that is judged right. */
  readonly lower95: number;
  /** Share of right answers that fail under attack, above that of right answers as they are; NaN where none has a verdict. */
  readonly extraFailures: number;
}

export function cleanAccuracy(families: readonly FamilyResult[]): CleanAccuracy {
  const countOf = (name: string) => {
    const { attempts = 0, unread = 0, passed = 0 } = families.find(({ family }) => family === name) ?? {};
    return { passed, failed: attempts - unread - passed, read: attempts - unread };
  };
  const [right, wrong, attackedOnes] = [CLEAN_RIGHT, CLEAN_WRONG, ATTACKED_RIGHT].map(countOf) as [Count, Count, Count];
  const read = right.read + wrong.read;
  const mistakes = right.failed + wrong.passed;
  return {
    right: read - mistakes,
    read,
    lower95: read === 0 ? 0 : 1 - clopperPearsonUpper(mistakes, read, 0.05),
    extraFailures: attackedOnes.failed / attackedOnes.read - right.failed / right.read,
  };
}

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly read: number;
}
