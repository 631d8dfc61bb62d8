import type { Conversation, ToolStep } from "../core/conversation.js";
import { type ConversationRules, conversationRules } from "../core/conversation-rules.js";
import { type EvalDefinition, referenceAnswer, trajectoryOf } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { contentHash } from "../core/json.js";
import { promptFingerprint } from "../core/model-request.js";
import { NO_USAGE } from "../core/model-response.js";
import { isScore } from "../core/score.js";
import type { ToolCall } from "../core/tool.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { AnswerKeyEntry } from "../simulator/answer-key.js";

/** What the simulator must know to play the models on one item: its prompt and its right answer, or trajectory. */
export function answerEntry({ evaluation, item, request }: PlannedCell): AnswerKeyEntry {
  const { id: itemId, taskType, difficulty } = item;
  const inputHash = contentHash(item.input);
  const known = { fingerprint: promptFingerprint(request), itemId, taskType, difficulty, inputHash };
  const rules = conversationRules(evaluation);
  const reference = referenceAnswer(evaluation, item);
  const trajectory = trajectoryOf(evaluation, item);
  if (rules === null || trajectory === null) return { ...known, reference };
  const isWrong = (calls: readonly ToolCall[]) => failsAny(evaluation, item, rules, calls, trajectory.text);
  return { ...known, reference, trajectory: { ...trajectory, isWrong } };
}

/**
 * Whether a validator of the eval finds something wrong with these calls. It must be told at once, so the arguments are
 * not held against schemas: an environment that cannot take them says no more than that another deviation has to do.
 */
function failsAny(
  evaluation: EvalDefinition,
  item: Item,
  rules: ConversationRules,
  calls: readonly ToolCall[],
  text: string,
): boolean {
  try {
    const conversation = played(item, rules, calls);
    const response = {
      text,
      stopReason: "end_turn",
      model: "",
      requestId: null,
      usage: NO_USAGE,
      latencyMs: 0,
      simulated: true,
    };
    return evaluation.scorers.some((scorer) => {
      const said = scorer.kind === "judge" ? null : scorer.score({ item, text, response, conversation });
      return said !== null && !(said instanceof Promise) && isScore(said) && said.value < 1;
    });
  } catch {
    return false;
  }
}

function played(
  { expected: _label, ...item }: Item,
  { environment, tools, maxTurns }: ConversationRules,
  calls: readonly ToolCall[],
): Conversation {
  const world = environment(structuredClone(item));
  const initialState = structuredClone(world.state());
  const steps = calls.slice(0, maxTurns).map(({ name, input }, turn): ToolStep => {
    if (turn === maxTurns - 1) return { turn, name, input, result: null };
    const isKnown = tools.some((tool) => tool.name === name);
    const said = isKnown ? world.call(name, structuredClone(input)) : { error: "unknown tool" };
    const isError = "error" in said;
    return { turn, name, input, result: { text: isError ? said.error : JSON.stringify(said.result), isError } };
  });
  const isWhole = calls.length < maxTurns;
  return {
    tools,
    steps,
    turns: isWhole ? calls.length + 1 : maxTurns,
    ending: isWhole ? "end_turn" : "out_of_turns",
    initialState,
    state: world.state(),
  };
}
