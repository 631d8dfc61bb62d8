import { z } from "zod";
import type { JsonObject } from "../core/json.js";
import type { ModelResponse } from "../core/model-response.js";
import type { Score, ScoreFailure } from "../core/score.js";
import { nobody, unreadable, verdictJson } from "./_verdict-json.js";

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
  /** The tiers that judge together, in the order of their verdicts; null: one judge, drawn as often as there are verdicts. */
  readonly panel: readonly string[] | null;
  /** Share of calls that must agree on every criterion, in (0.5, 1]; null: a majority. */
  readonly leastAgreement: number | null;
}

/** What a verdict on these criteria looks like, and what it comes to: the share of criteria met. */
export function rubricVerdict(options: RubricVerdictOptions): RubricVerdict {
  const { scorer, criteria, panel, leastAgreement } = options;
  const names = criteria.map(({ name }) => name);
  const schema = z.strictObject({
    criteria: z.strictObject(Object.fromEntries(names.map((word) => [word, z.boolean()]))),
    reason: z.string(),
  });
  const parse = (text: string): Verdict | null => schema.safeParse(verdictJson(text)).data ?? null;
  return {
    outputSchema: outputSchema(criteria),
    read(response) {
      const verdict = parse(response.text);
      return verdict === null ? unreadable(scorer, response) : scoreOf(verdict, response.model, "", options);
    },
    combine(responses) {
      const verdicts = responses.flatMap(({ text }) => parse(text) ?? []);
      const bad = responses.find(({ text }) => parse(text) === null);
      if (bad !== undefined) return unreadable(scorer, bad);
      if (responses.length === 0) return nobody(scorer);
      const voters = `${responses.length} ${panel === null ? "draws" : "judges"}`;
      const { met, split, shown } = majority(names, verdicts, leastAgreement ?? 0);
      if (split.length > 0) {
        const reason = `its ${voters} do not agree on ${split.join(", ")} (yes: ${shown})`;
        return { scorer, failure: "judge_abstained", reason };
      }
      const models = responses.map(({ model }) => model);
      const judgeModel = (panel === null ? models.slice(0, 1) : models).join(" + ");
      // The sentence of a call that said the same.
      const like = verdicts.find((verdict) => names.every((name) => verdict.criteria[name] === met[name]));
      const verdict = { criteria: met, reason: like?.reason ?? "" };
      const votes = verdicts.map(({ criteria: said }, at) => {
        return { ballot: panel?.[at] ?? String(at + 1), model: models[at] ?? "", met: { ...said } };
      });
      return { ...scoreOf(verdict, judgeModel, `${voters} (yes: ${shown}): `, options), votes };
    },
  };
}

function scoreOf(
  { criteria: met, reason }: Verdict,
  judgeModel: string,
  prefix: string,
  { scorer, version, criteria }: RubricVerdictOptions,
): Score {
  const failed = criteria.filter(({ name }) => met[name] !== true).map(({ name }) => name);
  const value = (criteria.length - failed.length) / criteria.length;
  const words = failed.length === 0 ? "all criteria met" : `not met: ${failed.join(", ")}. ${reason}`;
  return { scorer, kind: "judge", version, judgeModel, value, reason: `${prefix}${words}`, criteria: { ...met } };
}

/** What most verdicts say of each criterion, and the criteria on which too few agree. */
function majority(names: readonly string[], verdicts: readonly Verdict[], leastAgreement: number) {
  const n = verdicts.length;
  const counted = names.map((name) => {
    const yes = verdicts.filter(({ criteria }) => criteria[name] === true).length;
    return { name, yes, isSplit: 2 * yes === n || Math.max(yes, n - yes) / n < leastAgreement };
  });
  return {
    met: Object.fromEntries(counted.map(({ name, yes }) => [name, 2 * yes > n])),
    split: counted.filter(({ isSplit }) => isSplit).map(({ name }) => name),
    shown: counted.map(({ name, yes }) => `${name} ${yes}`).join(", "),
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
