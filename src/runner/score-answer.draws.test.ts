import { describe, expect, it } from "vitest";
import { OutcomeSchema } from "../core/outcome.js";
import type { Judge } from "../core/score.js";
import { memoryStore } from "../store/memory-store.js";
import {
  FLAT_PRICING,
  FORGETFUL_JOURNAL,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { SCRIPTED_USAGE, scriptedClient } from "../testing/scripted-client.js";
import { executeCell } from "./execute-cell.js";
import type { PlannedCell } from "./plan-run.js";

const CALL = FLAT_PRICING.costNanoUsd(MIDDLE.model, SCRIPTED_USAGE, 0) ?? 0;

/** Wants three verdicts; a majority of yes passes. */
function threefold(): Judge {
  const once = yesNoJudge();
  return {
    ...once,
    draws: 3,
    combine: (responses) => {
      const yes = responses.filter(({ text }) => text === "yes").length;
      if (yes === 1) return { scorer: once.name, failure: "judge_abstained", reason: "only one yes" };
      const { name: scorer, version } = once;
      return { scorer, kind: "judge", version, value: yes > 1 ? 1 : 0, reason: `${yes} of ${responses.length}` };
    },
  };
}

async function judgedBy(judge: Judge, ...replies: readonly string[]) {
  const [planned] = fixturePlan(1, fixtureEval({ scorers: [judge] }), { judge: MIDDLE });
  const client = scriptedClient(({ role, draw }) => (role === "answer" ? {} : { text: replies[draw] ?? "none left" }));
  const options = {
    ...fixtureOptions(memoryStore(), client),
    journal: FORGETFUL_JOURNAL,
    runId: "run-1",
    judge: MIDDLE,
  };
  const { outcome } = await executeCell(planned as PlannedCell, options);
  return { outcome: OutcomeSchema.parse(outcome), calls: client.callsIn("judge:kind").length };
}

describe("a judge that wants three verdicts", () => {
  it("is called three times, and every call is paid", async () => {
    const { outcome, calls } = await judgedBy(threefold(), "yes", "no", "yes");
    expect(calls).toBe(3);
    expect(outcome).toMatchObject({ status: "scored", score: 1, judgeCostNanoUsd: 3 * CALL });
    expect(outcome.scores).toMatchObject([{ value: 1, reason: "2 of 3" }]);
  });

  it("may have two that cannot be read, and no more", async () => {
    expect(await judgedBy(threefold(), "hm", "yes", "well", "yes", "no")).toMatchObject({
      calls: 5,
      outcome: { score: 1 },
    });
    const { outcome, calls } = await judgedBy(threefold(), "hm", "yes", "well", "yes", "so");
    expect(calls).toBe(5);
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "judge_error", score: null });
    expect(outcome.error).toContain("3 verdicts could not be read");
  });

  it("abstains in a class of its own: the cell is missing, never wrong", async () => {
    const { outcome } = await judgedBy(threefold(), "yes", "no", "no");
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "judge_abstained", score: null, scores: [] });
    expect(outcome.error).toContain("only one yes");
  });

  it("must say how to put them together", async () => {
    const mute: Judge = { ...yesNoJudge(), draws: 3 };
    const { outcome } = await judgedBy(mute, "yes", "yes", "yes");
    expect(outcome).toMatchObject({ outcomeClass: "judge_error" });
    expect(outcome.error).toContain("does not say how to combine them");
  });
});
