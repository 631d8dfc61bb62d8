import { UsageError } from "./errors.js";
import type { EvalSpec } from "./eval.js";
import type { EnvironmentFactory, Tool } from "./tool.js";

/** Answers of the model in one conversation, unless the eval says otherwise. */
export const DEFAULT_TURNS = 8;
/** More than this is a loop, not a task: each turn is paid with everything before it. */
export const MOST_TURNS = 32;

const TOOL_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** How the conversations of one eval are held. */
export interface ConversationRules {
  readonly tools: readonly Tool[];
  readonly environment: EnvironmentFactory;
  readonly environmentVersion: string;
  readonly maxTurns: number;
}

type Conversing = Pick<EvalSpec, "taskType" | "tools" | "environment" | "environmentVersion" | "maxTurns">;

/**
 * Null for an eval that asks once.
 * @throws UsageError where tools have no environment
 */
export function conversationRules(spec: Conversing): ConversationRules | null {
  const { taskType, tools, environment, environmentVersion, maxTurns = DEFAULT_TURNS } = spec;
  if (tools === undefined) return null;
  if (environment === undefined || environmentVersion === undefined) {
    throw new UsageError(
      `eval "${taskType}" has tools without an environment: add environment and environmentVersion, or take tools out`,
    );
  }
  return { tools, environment, environmentVersion, maxTurns };
}

/**
 * Checks what an eval says about conversations.
 * @throws UsageError naming what is missing or contradicts itself
 */
export function checkConversation(spec: EvalSpec): void {
  const refuse = (problem: string): never => {
    throw new UsageError(`eval "${spec.taskType}"${problem}`);
  };
  const rules = conversationRules(spec);
  if (rules === null) {
    const idle = (["environment", "environmentVersion", "maxTurns", "referenceTrajectory"] as const).find(
      (field) => spec[field] !== undefined,
    );
    if (idle !== undefined) refuse(` has ${idle} but no tools: add tools, or take it out`);
    return;
  }
  checkTools(rules.tools, refuse);
  if (typeof rules.environmentVersion !== "string" || rules.environmentVersion === "") {
    refuse(": environmentVersion must be a text that is not empty; change it whenever the environment does");
  }
  if (!(Number.isInteger(rules.maxTurns) && rules.maxTurns >= 1 && rules.maxTurns <= MOST_TURNS)) {
    refuse(`: maxTurns must be a whole number from 1 to ${MOST_TURNS}, found ${rules.maxTurns}`);
  }
  const asking = (spec.signals ?? []).find(({ extraCalls }) => extraCalls > 0);
  if (asking !== undefined) {
    refuse(
      ` has tools, and signal "${asking.name}" asks further answers, which a conversation has none of: take it out`,
    );
  }
}

function checkTools(tools: readonly Tool[], refuse: (problem: string) => never): void {
  if (tools.length === 0) refuse(" has an empty list of tools: name one, or take tools out");
  const seen = new Set<string>();
  for (const { name, description, inputSchema } of tools) {
    if (!TOOL_NAME.test(name)) refuse(`: tool "${name}": use 1 to 64 of A-Z a-z 0-9 _ -`);
    if (seen.has(name)) refuse(` has two tools named "${name}": give one another name`);
    seen.add(name);
    if (typeof description !== "string" || description.trim() === "") refuse(`: tool "${name}" has no description`);
    if (inputSchema["type"] !== "object") refuse(`: tool "${name}": its inputSchema must have type "object"`);
  }
}
