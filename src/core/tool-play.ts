import { z } from "zod";
import type { IdentifiedCall, ToldResult } from "./conversation.js";
import type { ConversationRules } from "./conversation-rules.js";
import { messageOf } from "./errors.js";
import type { Item } from "./item.js";
import { canonicalJson, type JsonObject, type JsonValue, JsonValueSchema } from "./json.js";
import type { Environment, Tool, ToolResult } from "./tool.js";

/** Whether a value fits a JSON Schema; `failed`: that could not be told. */
export type InputCheck =
  | { readonly kind: "checked"; readonly isMatch: boolean; readonly detail: string }
  | { readonly kind: "failed"; readonly reason: string };

/** Holds arguments against a tool's schema. A schema is its author's: where it runs is not for this room to say. */
export type CheckInput = (schema: JsonObject, value: JsonValue) => Promise<InputCheck>;

/** An environment, or the schema of a tool, is broken. It says nothing about the model. */
export class EnvironmentFailure extends Error {
  override readonly name = "EnvironmentFailure";
}

const ToolResultSchema = z.union([z.strictObject({ result: JsonValueSchema }), z.strictObject({ error: z.string() })]);

/** Carries the calls of one conversation out on an environment of its own. */
export class ToolPlay {
  readonly #rules: ConversationRules;
  readonly #where: string;
  readonly #check: CheckInput;
  readonly #environment: Environment;
  readonly initialState: JsonValue;

  /** @throws EnvironmentFailure where the environment cannot be made */
  constructor(rules: ConversationRules, { expected: _label, ...item }: Item, check: CheckInput) {
    this.#rules = rules;
    this.#where = `environment of eval "${item.taskType}", item "${item.id}"`;
    this.#check = check;
    // A copy: an environment that changes what it is made from would change it for every later conversation.
    this.#environment = this.#guarded("", () => rules.environment(structuredClone(item)));
    this.initialState = this.state();
  }

  /** What may be called. */
  get tools(): readonly Tool[] {
    return this.#rules.tools;
  }

  /**
   * One result for every call, in their order. A call of an unknown tool, or with wrong arguments, is told to the model
   * and reaches no environment.
   *
   * @throws EnvironmentFailure naming eval, item and tool
   */
  async carryOut(calls: readonly IdentifiedCall[]): Promise<ToldResult[]> {
    const told: ToldResult[] = [];
    for (const call of calls) {
      const result = (await this.#obstacle(call)) ?? this.#called(call);
      const isError = "error" in result;
      told.push({ id: call.id, text: isError ? result.error : spoken(result.result), isError });
    }
    return told;
  }

  /** @throws EnvironmentFailure where it has none that JSON can say */
  state(): JsonValue {
    return this.#guarded("", () => JSON.parse(canonicalJson(this.#environment.state())) as JsonValue);
  }

  async #obstacle({ name, input }: IdentifiedCall): Promise<{ readonly error: string } | null> {
    const tool = this.#rules.tools.find((one) => one.name === name);
    if (tool === undefined) return { error: `unknown tool "${name}"; there are: ${names(this.#rules.tools)}` };
    const check = await this.#check(tool.inputSchema, input);
    if (check.kind === "failed") throw new EnvironmentFailure(`${this.#of(name)} its inputSchema: ${check.reason}`);
    return check.isMatch ? null : { error: `wrong arguments for "${name}": ${check.detail}` };
  }

  #called({ name, input }: IdentifiedCall): ToolResult {
    return this.#guarded(name, () => {
      const said: unknown = this.#environment.call(name, structuredClone(input));
      if (said instanceof Promise) throw new TypeError("returned a promise; it must be synchronous");
      const parsed = ToolResultSchema.safeParse(said);
      if (!parsed.success) throw new TypeError("returned neither { result } nor { error } that JSON can say");
      // A copy: what the environment goes on changing is not what the model was told.
      return structuredClone(parsed.data);
    });
  }

  #guarded<T>(tool: string, act: () => T): T {
    try {
      return act();
    } catch (thrown) {
      throw new EnvironmentFailure(`${this.#of(tool)} ${messageOf(thrown)}`, { cause: thrown });
    }
  }

  #of(tool: string): string {
    return tool === "" ? `${this.#where}:` : `${this.#where}, tool "${tool}":`;
  }
}

function names(tools: readonly Tool[]): string {
  return tools.map(({ name }) => name).join(", ");
}

/** A text as it is, anything else as its JSON. */
function spoken(result: JsonValue): string {
  return typeof result === "string" ? result : JSON.stringify(result);
}
