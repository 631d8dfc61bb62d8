import type { ModelResponse } from "../core/model-response.js";
import type { ScoreFailure } from "../core/score.js";

/** A verdict in another form than the one asked for: neither pass nor fail. */
export function unreadable(scorer: string, { text }: ModelResponse): ScoreFailure {
  return {
    scorer,
    failure: "judge_error",
    reason: `the verdict is not the JSON asked for: ${JSON.stringify(text.slice(0, 80))}`,
  };
}

/** There were no verdicts. */
export function nobody(scorer: string): ScoreFailure {
  return { scorer, failure: "judge_error", reason: "no verdict to put together" };
}

/** The JSON that a verdict is; undefined where it is none. */
export function verdictJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
