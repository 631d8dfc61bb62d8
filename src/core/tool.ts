import type { Item } from "./item.js";
import type { JsonObject, JsonValue } from "./json.js";

/** A tool as the model sees it. */
export interface Tool {
  /** 1 to 64 of A-Z a-z 0-9 _ - */
  readonly name: string;
  readonly description: string;
  /** JSON Schema (2020-12) of its arguments, an object. */
  readonly inputSchema: JsonObject;
}

/** What a model asks for. */
export interface ToolCall {
  readonly name: string;
  readonly input: JsonObject;
}

/** What a tool says to the model: what it found or did, or why it did not. */
export type ToolResult = { readonly result: JsonValue } | { readonly error: string };

/** An item as production has it: an environment must not know the label. */
export type UnlabelledItem = Omit<Item, "expected">;

/**
 * The world that the tools of one conversation act on. Deterministic, synchronous, and pure over its own state: the same
 * calls in the same order give the same results and the same state, with no clock, no chance and nothing from outside.
 */
export interface Environment {
  /** @param input - fits the tool's schema; of unknown tools and misfits the environment never hears */
  call(name: string, input: JsonObject): ToolResult;
  /** Everything that scorers may look at. */
  state(): JsonValue;
}

/** Makes the environment of one conversation as it is before the first call. */
export type EnvironmentFactory = (item: UnlabelledItem) => Environment;

/** What a perfect model would do: its calls, one to a turn, and what it says in the end. */
export interface Trajectory {
  readonly calls: readonly ToolCall[];
  readonly text: string;
  /** What the task tempts a model to and it must not do: from here the simulator takes its wrong calls first. */
  readonly temptations?: readonly ToolCall[];
}
