import { contentHash, type JsonObject } from "./json.js";
import type { TierParams } from "./tier.js";
import type { Tool } from "./tool.js";

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

/** Up to where a prompt is to be cached: the end of its system text, or of a block of a message, both counted from 0. */
export type CacheBreakpoint = "system" | { readonly message: number; readonly block: number };

/** One call: a prompt on a model with its parameters. */
export interface ModelRequest extends Prompt {
  readonly model: string;
  readonly params: TierParams;
  /** What the model may call; absent: nothing. */
  readonly tools?: readonly Tool[];
  /** Absent: nothing is cached. No part of any identity: what is answered does not depend on it. */
  readonly cacheAfter?: CacheBreakpoint;
}

/** Identity of a prompt, whichever model it goes to. */
export function promptFingerprint({
  system,
  messages,
  tools,
}: Pick<Prompt, "system" | "messages"> & Pick<ModelRequest, "tools">): string {
  return contentHash({ system: system ?? "", messages, tools });
}
