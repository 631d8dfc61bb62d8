import { z } from "zod";
import type { Conversation, IdentifiedCall, ToolStep } from "../core/conversation.js";
import { conversationRules } from "../core/conversation-rules.js";
import { DataError, UsageError } from "../core/errors.js";
import { type EvalDefinition, stripSignals } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { JsonObjectSchema } from "../core/json.js";
import { NO_USAGE } from "../core/model-response.js";
import type { ScoringContext } from "../core/score.js";
import { ToolPlay } from "../core/tool-play.js";
import { checkInput } from "./check-input.js";

const TrajectorySchema = z.looseObject({
  calls: z.array(z.strictObject({ name: z.string(), input: JsonObjectSchema })),
  text: z.string(),
});

/**
 * What scorers would see of a model that makes these calls, one to a turn, whatever comes back, and then says this text.
 *
 * @param trajectoryJson - JSON of a `Trajectory`, as `referenceAnswer` gives it for an eval with tools
 * @throws UsageError where the eval has no tools; DataError where the text is no trajectory; EnvironmentFailure
 */
export async function playTrajectory(
  evaluation: EvalDefinition,
  item: Item,
  trajectoryJson: string,
): Promise<ScoringContext> {
  const rules = conversationRules(evaluation);
  if (rules === null) throw new UsageError(`eval "${evaluation.taskType}" has no tools, so there is nothing to play`);
  const { calls, text } = trajectoryOf(trajectoryJson, item);
  const play = new ToolPlay(rules, item, checkInput);
  const { tools, initialState } = play;
  const isWhole = calls.length < rules.maxTurns;
  const steps: ToolStep[] = [];
  for (const [turn, { name, input }] of calls.slice(0, rules.maxTurns).entries()) {
    const call: IdentifiedCall = { id: `call-${turn}`, name, input };
    const isLast = turn === rules.maxTurns - 1;
    const [told] = isLast ? [] : await play.carryOut([call]);
    const result = told === undefined ? null : { text: told.text, isError: told.isError };
    steps.push({ turn, name, input, result });
  }
  const ended = isWhole
    ? ({ ending: "end_turn", turns: calls.length + 1 } as const)
    : ({ ending: "out_of_turns", turns: rules.maxTurns } as const);
  const conversation: Conversation = { tools, steps, ...ended, initialState, state: play.state() };
  return contextOf(evaluation, item, isWhole ? text : "", conversation);
}

function trajectoryOf(text: string, { id }: Item): z.infer<typeof TrajectorySchema> {
  try {
    return TrajectorySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DataError(`item "${id}": not the JSON of a trajectory { calls: [{ name, input }], text }`, {}, { cause });
  }
}

function contextOf(evaluation: EvalDefinition, item: Item, text: string, conversation: Conversation): ScoringContext {
  const response = {
    text,
    stopReason: conversation.ending === "end_turn" ? "end_turn" : "tool_use",
    model: "reference",
    requestId: null,
    usage: NO_USAGE,
    latencyMs: 0,
    simulated: true,
  };
  return { item, text: stripSignals(evaluation, text), response, conversation };
}
