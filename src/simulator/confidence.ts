import { requestedLevels, selfReportLine, splitSelfReport } from "../core/self-report.js";
import { type ConfidenceField, requestedField, splitConfidenceField } from "../core/self-report-field.js";
import { followUpLevels } from "../core/self-report-follow-up.js";
import { jsonDocument } from "./answer-key.js";
import type { SeededRandom } from "./seeded-random.js";
import { messageText, type WireRequest } from "./wire-request.js";

/** The question, after an answer, how confident the model is. */
export interface FollowUp {
  readonly levels: readonly string[];
  /** The answer that is asked about, without what it says of itself. */
  readonly answer: string;
  /** The conversation before it. */
  readonly before: Pick<WireRequest, "system" | "messages">;
}

/** Recognises the question; null for any other request. */
export function followUpIn({ system, messages }: WireRequest): FollowUp | null {
  const [answer, question] = messages.slice(-2);
  if (answer?.role !== "assistant" || question === undefined) return null;
  const levels = followUpLevels(messageText(question));
  if (levels === null) return null;
  return { levels, answer: bare(messageText(answer), system), before: { system, messages: messages.slice(0, -2) } };
}

/** An answer without what it says of itself. */
function bare(text: string, system: string): string {
  const field = requestedField(system);
  const levels = requestedLevels(system);
  const answer = field === null ? text : splitConfidenceField(text, field).answer;
  return levels === null ? answer : splitSelfReport(answer, levels).answer;
}

/**
 * An answer with what its prompt asks it to say of itself, in a field or on a last
 * line. Under an enforced schema there is no last line, and what is no JSON object has no field.
 */
export function withConfidence(
  text: string,
  { system, schema }: Pick<WireRequest, "system" | "schema">,
  levelOf: (levels: readonly string[]) => string,
): string {
  if (text === "") return text;
  const field = requestedField(system);
  if (field !== null) return withField(text, field, levelOf);
  const levels = schema !== null ? null : requestedLevels(system);
  return levels === null ? text : `${text.trimEnd()}\n${selfReportLine(levelOf(levels))}`;
}

function withField(text: string, { field, levels }: ConfidenceField, levelOf: (levels: readonly string[]) => string) {
  const document = jsonDocument(text);
  if (document === null || Array.isArray(document)) return text;
  const close = text.lastIndexOf("}");
  const comma = Object.keys(document).length === 0 ? "" : ", ";
  return `${text.slice(0, close).trimEnd()}${comma}${JSON.stringify(field)}: ${JSON.stringify(levelOf(levels))}${text.slice(close)}`;
}

/**
 * A latent normal deviate, shifted by being right, cut into levels of width 1 that
 * are centred on indifference.
 */
export function selfReportedLevel(
  levels: readonly string[],
  isRight: boolean,
  confidence: number,
  random: SeededRandom,
): string {
  const latent = confidence * ((isRight ? 1 : 0) - 0.5) + random.normal();
  const index = Math.floor(latent + levels.length / 2);
  return levels[Math.min(levels.length - 1, Math.max(0, index))] ?? "";
}
