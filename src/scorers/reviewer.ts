import { UsageError } from "../core/errors.js";
import { isScore } from "../core/score.js";
import type { Signal } from "../core/signal.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { unlabelled } from "./_unlabelled.js";
import { type Criterion, judge } from "./judge.js";

export interface ReviewerOptions {
  /** The tier that reviews; one of the run. A cheap one: its call is paid on every request. */
  readonly tier: string;
  /** What the answer was asked to do, in a sentence. */
  readonly task: string;
  /** Yes/no questions about an answer that can be told without the label; yes is good. */
  readonly criteria: readonly Criterion[];
  readonly name?: string;
}

/**
 * Signal: another tier checks the answer against the input; the share of criteria
 * that it answers yes, in [0, 1]. It sees no label. Its call is paid for every
 * answer and counts as the signal's. A verdict that cannot be read, and an answer
 * of which there is nothing to review, count as the lowest.
 *
 * @throws UsageError without a tier or criteria, or with names that are not distinct `snake_case` words
 */
export function reviewer(options: ReviewerOptions): Signal {
  needOptions("reviewer", options, "tier", "task", "criteria");
  const { tier, task, criteria, name = "reviewer", ...stray } = options;
  refuseStray(`reviewer "${name}"`, stray);
  if (typeof tier !== "string" || tier === "") {
    throw new UsageError(
      `reviewer "${name}" needs the tier that reviews, such as tier: "haiku"; found ${JSON.stringify(tier)}`,
    );
  }
  const rubric = judge({ name, task, criteria });
  return {
    name,
    kind: "reviewer",
    levels: null,
    version: `1:${tier}:${rubric.version}`,
    extraCalls: 1,
    tier,
    ask({ input, text, response, nonce }) {
      return text.trim() === "" ? null : rubric.request({ item: unlabelled(input), text, response }, nonce);
    },
    read({ response, extraTexts: [verdict] }) {
      const missing = { name, value: 0, isMissing: true };
      if (verdict === undefined) return missing;
      const result = rubric.read({ ...response, text: verdict });
      return isScore(result) ? { name, value: result.value } : missing;
    },
  };
}
