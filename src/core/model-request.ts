import { contentHash, type JsonObject } from "./json.js";
import type { TierParams } from "./tier.js";

/** One turn of a conversation. */
export interface Message {
  readonly role: "user" | "assistant";
  /** Plain text, or content blocks in the form of the Messages API. */
  readonly content: string | readonly JsonObject[];
}

/** What an eval asks, whichever tier answers. */
export interface Prompt {
  readonly system?: string;
  readonly messages: readonly Message[];
  /** JSON Schema of a structured answer, enforced by the API. */
  readonly outputSchema?: JsonObject;
}

/** One call: a prompt on a model with its parameters. */
export interface ModelRequest extends Prompt {
  readonly model: string;
  readonly params: TierParams;
}

/** Identity of a prompt, whichever model it goes to. */
export function promptFingerprint({ system, messages }: Pick<Prompt, "system" | "messages">): string {
  return contentHash({ system: system ?? "", messages });
}
