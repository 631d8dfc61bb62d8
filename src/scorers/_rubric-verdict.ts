import { z } from "zod";
import type { JsonObject } from "../core/json.js";
import type { ModelResponse } from "../core/model-response.js";
import type { Score, ScoreFailure } from "../core/score.js";

/** A verdict as a judge gives it: every criterion met or not, and why. */
interface Verdict {
  readonly criteria: { readonly [name: string]: boolean };
  readonly reason: string;
}

/** Reads the verdicts of one judge. */
export interface RubricVerdict {
  readonly outputSchema: JsonObject;
  /** The verdict of one call. */
  readonly read: (response: ModelResponse) => Score | ScoreFailure;
  /** The majority of several calls, criterion by criterion; an abstention where they do not agree enough. */
  readonly combine: (responses: readonly ModelResponse[]) => Score | ScoreFailure;
}

export interface RubricVerdictOptions {
  readonly scorer: string;
  readonly version: string;
  readonly criteria: readonly { readonly name: string; readonly question: string }[];
  /** Share of calls that must agree on every criterion, in (0.5, 1]; null: a majority. */
  readonly leastAgreement: number | null;
}

/** What a verdict on these criteria looks like, and what it comes to: the share of criteria met. */
export function rubricVerdict({ scorer, version, criteria, leastAgreement }: RubricVerdictOptions): RubricVerdict {
  const names = criteria.map(({ name }) => name);
  const schema = z.strictObject({
    criteria: z.strictObject(Object.fromEntries(names.map((word) => [word, z.boolean()]))),
    reason: z.string(),
  });
  const parse = (text: string): Verdict | null => schema.safeParse(parsed(text)).data ?? null;
  const scoreOf = (verdict: Verdict, { model: judgeModel }: ModelResponse, prefix: string): Score => {
    const failed = names.filter((name) => verdict.criteria[name] !== true);
    const value = (names.length - failed.length) / names.length;
    const words = failed.length === 0 ? "all criteria met" : `not met: ${failed.join(", ")}. ${verdict.reason}`;
    return { scorer, kind: "judge", version, judgeModel, value, reason: `${prefix}${words}` };
  };
  const read = (response: ModelResponse): Score | ScoreFailure => {
    const verdict = parse(response.text);
    return verdict === null ? unreadable(scorer, response) : scoreOf(verdict, response, "");
  };
  return {
    outputSchema: outputSchema(criteria),
    read,
    combine(responses) {
      const verdicts = responses.map(({ text }) => parse(text));
      const [first] = responses;
      const bad = responses.find((_, at) => verdicts[at] === null);
      if (bad !== undefined || first === undefined) return bad === undefined ? nobody(scorer) : unreadable(scorer, bad);
      const n = verdicts.length;
      const votes = names.map((name) => verdicts.filter((verdict) => verdict?.criteria[name] === true).length);
      const isSplit = (yes: number) => 2 * yes === n || Math.max(yes, n - yes) / n < (leastAgreement ?? 0);
      const split = names.filter((_, at) => isSplit(votes[at] ?? 0));
      const shown = names.map((name, at) => `${name} ${votes[at]}`).join(", ");
      if (split.length > 0) {
        return {
          scorer,
          failure: "judge_abstained",
          reason: `its ${n} draws do not agree on ${split.join(", ")} (yes: ${shown})`,
        };
      }
      const met = Object.fromEntries(names.map((name, at) => [name, 2 * (votes[at] ?? 0) > n]));
      // The sentence of a call that said the same.
      const like = verdicts.find((verdict) => names.every((name) => verdict?.criteria[name] === met[name]));
      return scoreOf({ criteria: met, reason: like?.reason ?? "" }, first, `${n} draws (yes: ${shown}): `);
    },
  };
}

function outputSchema(criteria: RubricVerdictOptions["criteria"]): JsonObject {
  const names = criteria.map((criterion) => criterion.name);
  return {
    type: "object",
    properties: {
      criteria: {
        type: "object",
        properties: Object.fromEntries(
          criteria.map(({ name, question }) => [name, { type: "boolean", description: question }]),
        ),
        required: names,
        additionalProperties: false,
      },
      reason: { type: "string" },
    },
    required: ["criteria", "reason"],
    additionalProperties: false,
  };
}

function unreadable(scorer: string, { text }: ModelResponse): ScoreFailure {
  return {
    scorer,
    failure: "judge_error",
    reason: `the verdict is not the JSON asked for: ${JSON.stringify(text.slice(0, 80))}`,
  };
}

function nobody(scorer: string): ScoreFailure {
  return { scorer, failure: "judge_error", reason: "no verdict to put together" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
