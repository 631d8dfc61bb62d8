import { expect, it } from "vitest";
import { CutAnswers } from "./cut-answers.js";

const outcomes = (tier: string, classes: readonly string[]) =>
  classes.map((outcomeClass) => ({
    tier,
    outcomeClass,
    responseText: outcomeClass === "infra_timeout" ? null : "an answer",
  }));

it("tells of tiers whose limit decides many scores, and of no others", () => {
  const seen = new CutAnswers();
  const rare = ["model_truncated", ...Array<string>(29).fill("ok")];
  for (const one of [
    ...outcomes("haiku", ["model_truncated", "ok", "infra_timeout", "model_truncated"]),
    ...outcomes("sonnet", rare),
    ...outcomes("opus", ["ok", "model_refusal"]),
    ...outcomes("fable", ["model_truncated", ...Array<string>(29).fill("validator_error")]),
  ])
    seen.add(one);
  expect(seen.lines).toEqual([
    "tier haiku: 2 of 3 answers were cut at its maxTokens, and score 0; raise it and run again",
  ]);
  expect(new CutAnswers().lines).toEqual([]);
});
