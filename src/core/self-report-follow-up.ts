/**
 * The question by which a model is asked, after its answer, how confident it is.
 * @module
 */
import type { JsonObject } from "./json.js";
import type { Prompt } from "./model-request.js";
import { levelIn } from "./self-report-field.js";

const FIELD = "confidence";
const QUESTION =
  /^How confident are you that your answer is right\? Do not answer again\. Say only one of: (.+)\. The JSON object that the schema describes holds it\.$/;

/**
 * The same conversation with the answer in it, and the question after it.
 *
 * @returns null where there is no answer to ask about
 */
export function followUpPrompt(prompt: Prompt, answer: string, levels: readonly string[]): Prompt | null {
  if (answer.trim() === "") return null;
  const content = `How confident are you that your answer is right? Do not answer again. Say only one of: ${levels.join(", ")}. The JSON object that the schema describes holds it.`;
  return {
    ...prompt,
    // The API refuses an answer that ends in white space.
    messages: [...prompt.messages, { role: "assistant", content: answer.trimEnd() }, { role: "user", content }],
    outputSchema: followUpSchema(levels),
  };
}

function followUpSchema(levels: readonly string[]): JsonObject {
  return {
    type: "object",
    properties: { [FIELD]: { type: "string", enum: [...levels] } },
    required: [FIELD],
    additionalProperties: false,
  };
}

/** The levels that a question asks for; null where it is not this question. */
export function followUpLevels(question: string): readonly string[] | null {
  return QUESTION.exec(question)?.[1]?.split(", ") ?? null;
}

/** What a model says to the question. */
export function followUpAnswer(level: string): string {
  return JSON.stringify({ [FIELD]: level });
}

/** The level that was said; null where none can be read. */
export function followUpLevel(text: string, levels: readonly string[]): string | null {
  try {
    const said = JSON.parse(text) as { readonly [FIELD]?: string } | null;
    return levelIn(said?.[FIELD] ?? null, levels);
  } catch {
    return null;
  }
}
