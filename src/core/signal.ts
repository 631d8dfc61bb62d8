import { z } from "zod";
import type { Conversation } from "./conversation.js";
import type { JsonObject } from "./json.js";
import type { Prompt } from "./model-request.js";
import type { ModelResponse } from "./model-response.js";
import type { Language, RunProgram } from "./program.js";

/** What a signal may be called. */
export const SIGNAL_NAME_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;

/** What one signal said about one answer. */
export const SignalReadingSchema = z.strictObject({
  name: z.string().regex(SIGNAL_NAME_PATTERN),
  /** Continuous signals: in [0, 1]. Levelled signals: the index of the level, 0 = least confident. */
  value: z.number(),
  /** Levelled signals only. */
  level: z.string().optional(),
  /** True where the answer carried no readable signal and the lowest value stands in. */
  isMissing: z.boolean().optional(),
  /** What the signal's own calls cost; absent where it makes none, or the price is not known. */
  costNanoUsd: z.int().nonnegative().optional(),
});
export type SignalReading = z.infer<typeof SignalReadingSchema>;

/** Where a signal comes from. */
export const SIGNAL_KINDS = ["self-report", "validator", "agreement", "reviewer", "imported"] as const;
/** Where one signal comes from. */
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** What production will see after a tier has answered. It never sees the label. */
export interface SignalContext {
  readonly input: JsonObject;
  /** The raw text, self-report included. */
  readonly rawText: string;
  /** The answer with self-reports taken off. */
  readonly text: string;
  readonly response: ModelResponse;
  /** Answers of the extra calls; where these asked the same again, with self-reports taken off. */
  readonly extraTexts: readonly string[];
  /** Of an eval with tools. */
  readonly conversation?: Conversation;
  /** Absent: answers are not run as programs. */
  readonly runProgram?: RunProgram;
}

/** What a further call of a signal may go by. */
export interface SignalQuestion extends Pick<SignalContext, "input" | "text" | "response"> {
  /** What was asked. */
  readonly prompt: Prompt;
  /** 128 random bits as hex, new for every call; delimits untrusted text. */
  readonly nonce: string;
}

/** A number or level that production can read after a tier has answered, to decide whether its answer is taken. */
export interface Signal {
  readonly name: string;
  readonly kind: SignalKind;
  /** Least to most confident; null for a continuous signal in [0, 1]. */
  readonly levels: readonly string[] | null;
  /** What is read depends on this: prompt wording, validator version. */
  readonly version: string;
  /** Appended to the system prompt. */
  readonly instruction?: string;
  /** Makes room for the signal in the schema of a structured answer. @throws UsageError where that has none */
  extendSchema?(schema: JsonObject, taskType: string): JsonObject;
  /** Further calls that the signal needs; each is paid. */
  readonly extraCalls: number;
  /** Of a signal that runs answers as programs: the language of the answer to this input. */
  readonly programLanguage?: (input: JsonObject) => Language;
  /** Of a signal that takes no other answers: these, whatever their case. */
  readonly labels?: readonly string[];
  /** The tier that they go to; absent: the one that answered. */
  readonly tier?: string;
  /** What they ask; absent: the same again. Null: there is nothing to ask about, and no call is made. */
  ask?(question: SignalQuestion): Prompt | null;
  /** Takes the signal's own words off the answer before it is scored. */
  strip?(text: string): string;
  read(context: SignalContext): SignalReading | Promise<SignalReading>;
}
