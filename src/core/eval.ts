import { ballotRole, ballotsOf } from "./ballot.js";
import { checkConversation } from "./conversation-rules.js";
import { messageOf, UsageError } from "./errors.js";
import { checkFields } from "./eval-fields.js";
import type { Item } from "./item.js";
import { contentHash, type JsonObject, type JsonValue } from "./json.js";
import type { ModelRequest, Prompt } from "./model-request.js";
import type { Scorer } from "./score.js";
import type { Signal } from "./signal.js";
import type { Tier } from "./tier.js";
import type { EnvironmentFactory, Tool, Trajectory } from "./tool.js";

/** How the scores of one answer become its one score: all must hold, or their average. */
export type ScoreReducer = "min" | "mean";

/** What the author of an eval writes. */
export interface EvalSpec {
  readonly taskType: string;
  readonly description?: string;
  /** Folder with `items.jsonl` (or `.csv`) and `dataset.json`, or one such file; relative to the project. */
  readonly dataset: string;
  readonly prompt: (item: Item) => Prompt;
  readonly scorers: readonly Scorer[];
  readonly signals?: readonly Signal[];
  /** @defaultValue "min": an answer is as good as its worst score */
  readonly reduce?: ScoreReducer;
  /** Ask the API to cache what the prompts of all items begin with. @defaultValue false */
  readonly cache?: boolean;
  /** What a wrong answer costs the business, USD. */
  readonly failureCostUsd?: number;
  /** What a perfect model would answer. @defaultValue the expected string, or the expected value as JSON */
  readonly referenceAnswer?: (item: Item) => string;
  /** What the model may call: its cells are then conversations. Goes with `environment`. */
  readonly tools?: readonly Tool[];
  /** What the tools act on: made anew for every conversation. */
  readonly environment?: EnvironmentFactory;
  /** Change it whenever the environment does: it is part of the identity of a cell. */
  readonly environmentVersion?: string;
  /** Answers of the model in one conversation, 1 to 32. @defaultValue 8 */
  readonly maxTurns?: number;
  /** What a perfect model would do, for the simulator and for estimates. */
  readonly referenceTrajectory?: (item: Item) => Trajectory;
}

/** An eval with its defaults filled in. */
export interface EvalDefinition extends EvalSpec {
  readonly signals: readonly Signal[];
  readonly reduce: ScoreReducer;
  /** The file that it was read from, for messages; absent where it was made in code. */
  readonly file?: string;
}

/** `__proto__` is no key that a JSON reader keeps. */
const TASK_TYPE_PATTERN = /^(?!__proto__$)[A-Za-z0-9._/-]{1,128}$/;

/**
 * Declares how one task type is asked and scored.
 *
 * @throws UsageError on a field that there is not or that is missing, a malformed task type, no scorer, or names used twice
 */
export function defineEval(spec: EvalSpec): EvalDefinition {
  checkFields(spec);
  if (!TASK_TYPE_PATTERN.test(spec.taskType)) {
    throw new UsageError(`task type "${spec.taskType}": use 1 to 128 of A-Z a-z 0-9 . _ / -`);
  }
  if (spec.scorers.length === 0) throw new UsageError(`eval "${spec.taskType}" has no scorer: add one to scorers`);
  refuseTwice(spec.taskType, "scorer", spec.scorers);
  refuseTwice(spec.taskType, "judge's call", judgeRoles(spec.scorers));
  refuseTwice(spec.taskType, "signal", spec.signals ?? []);
  refuseTwoForms(spec.taskType, spec.signals ?? []);
  if (spec.failureCostUsd !== undefined && !(spec.failureCostUsd >= 0 && Number.isFinite(spec.failureCostUsd))) {
    throw new UsageError(`eval "${spec.taskType}": failureCostUsd must be 0 or more, found ${spec.failureCostUsd}`);
  }
  if (![true, false, undefined].includes(spec.cache)) {
    throw new UsageError(`eval "${spec.taskType}": cache must be true or false, found ${JSON.stringify(spec.cache)}`);
  }
  checkConversation(spec);
  return Object.freeze({ ...spec, signals: spec.signals ?? [], reduce: spec.reduce ?? "min" });
}

/** Calls of two judges under one name would be taken for each other's. */
function judgeRoles(scorers: readonly Scorer[]): readonly { readonly name: string }[] {
  return scorers.flatMap((scorer) =>
    scorer.kind === "judge" ? ballotsOf(scorer).map((ballot) => ({ name: ballotRole(scorer, ballot) })) : [],
  );
}

function refuseTwice(taskType: string, kind: string, named: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    if (seen.has(name))
      throw new UsageError(`eval "${taskType}" has two ${kind}s named "${name}": give one another name`);
    seen.add(name);
  }
}

/** A signal that is asked for in the text of the answer, beside what the eval asks. */
function signalInText(signals: readonly Signal[]): Signal | undefined {
  return signals.find((signal) => signal.instruction !== undefined && !("extendSchema" in signal));
}

/** A line after a JSON answer would leave no JSON answer. */
function refuseTwoForms(taskType: string, signals: readonly Signal[]): void {
  const inField = signals.find((signal) => "extendSchema" in signal);
  const inText = signalInText(signals);
  if (inField === undefined || inText === undefined) return;
  throw new UsageError(
    `eval "${taskType}" asks for two forms at once, "${inField.name}" as a field and "${inText.name}" as text of the answer: keep one of them`,
  );
}

/** A prompt with the tools that go with it. */
type Composed = Pick<ModelRequest, keyof Prompt | "tools">;

/**
 * What every tier is asked for one item: the eval's prompt, with the signals' instructions.
 *
 * @throws UsageError where a signal asks for what an answer with an `outputSchema` cannot hold
 */
export function composePrompt(evaluation: EvalDefinition, item: Item): Composed {
  const prompt = evaluation.prompt(item);
  const system = [prompt.system, ...evaluation.signals.map((signal) => signal.instruction)]
    .filter((part) => part !== undefined && part !== "")
    .join("\n\n");
  const { outputSchema } = prompt;
  const schema = outputSchema === undefined ? {} : { outputSchema: extendedSchema(evaluation, outputSchema) };
  const { tools } = evaluation;
  const offered = tools?.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  const offer = offered === undefined ? {} : { tools: offered };
  return { ...prompt, ...(system === "" ? {} : { system }), ...schema, ...offer };
}

/** The schema of a structured answer, with room for what signals ask of it. Which prompts have one, no eval says beforehand. */
function extendedSchema({ signals, taskType }: EvalDefinition, schema: JsonObject): JsonObject {
  const inText = signalInText(signals);
  if (inText !== undefined)
    throw new UsageError(
      `eval "${taskType}": signal "${inText.name}" asks for text after the answer, and its outputSchema allows none; use selfReport with form "field" or "follow-up"`,
    );
  return signals.reduce((whole, signal) => signal.extendSchema?.(whole, taskType) ?? whole, schema);
}

/** The request that asks one tier for one item. */
export function composeRequest(evaluation: EvalDefinition, item: Item, tier: Tier): ModelRequest {
  return requestTo(composePrompt(evaluation, item), tier);
}

/** A prompt on the model of a tier. */
export function requestTo(prompt: Composed, { model, params }: Tier): ModelRequest {
  return { ...prompt, model, params };
}

/** The answer with every self-report taken off. */
export function stripSignals(evaluation: EvalDefinition, text: string): string {
  return evaluation.signals.reduce((rest, signal) => signal.strip?.(rest) ?? rest, text);
}

/**
 * What a perfect model would do with its tools; null where the eval has none, or does not say.
 * @throws UsageError naming the item where the eval's own code fails
 */
export function trajectoryOf({ taskType, tools, referenceTrajectory }: EvalDefinition, item: Item): Trajectory | null {
  if (tools === undefined || referenceTrajectory === undefined) return null;
  try {
    return referenceTrajectory(item);
  } catch (cause) {
    const problem = `eval "${taskType}", item "${item.id}": referenceTrajectory threw: ${messageOf(cause)}`;
    throw new UsageError(problem, { cause });
  }
}

/**
 * What a perfect model would answer; where it calls tools, the JSON of its trajectory.
 * @throws UsageError where neither the eval nor the label says
 */
export function referenceAnswer(evaluation: EvalDefinition, item: Item): string {
  const trajectory = trajectoryOf(evaluation, item);
  if (trajectory !== null) return JSON.stringify(trajectory);
  if (evaluation.tools !== undefined) {
    throw new UsageError(
      `eval "${evaluation.taskType}" has tools and no referenceTrajectory, so the simulator cannot play it; add one`,
    );
  }
  if (evaluation.referenceAnswer) return evaluation.referenceAnswer(item);
  if (item.expected === undefined) {
    throw new UsageError(
      `eval "${evaluation.taskType}", item "${item.id}": no expected value, so the simulator cannot play it; add one, or referenceAnswer to the eval`,
    );
  }
  return typeof item.expected === "string" ? item.expected : JSON.stringify(item.expected satisfies JsonValue);
}

/** Every cell has one, and evals do not change. */
const versions = new WeakMap<EvalDefinition, string>();

/** Hash of everything in an eval that can change a score: scorers, signals and their versions. */
export function evalVersion(evaluation: EvalDefinition): string {
  const known = versions.get(evaluation);
  if (known !== undefined) return known;
  const { scorers, signals, reduce } = evaluation;
  const named = ({ name, version }: { name: string; version: string }) => ({ name, version });
  const version = contentHash({ scorers: scorers.map(named), signals: signals.map(named), reduce });
  versions.set(evaluation, version);
  return version;
}
