import { contentHash, type JsonObject, type JsonValue, sha256Hex } from "../core/json.js";
import { untrustedBlocks } from "../core/untrusted-block.js";
import { type AnswerKey, jsonDocument } from "./answer-key.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import { RequestRejected } from "./wire-error.js";
import { messageText, type WireRequest } from "./wire-request.js";
import type { SimulatedModel } from "./world.js";

/** A request to judge a text against criteria. */
export interface JudgingTask {
  readonly criteria: readonly string[];
  /** The schema's properties in order: the verdict has the same. */
  readonly properties: readonly string[];
  /** The text to judge. */
  readonly candidate: string;
  /** Hash of the input that is shown before it; null where none is. */
  readonly inputHash: string | null;
  /** Hash of the whole prompt without its nonces: what the verdict may depend on. */
  readonly identity: string;
}

/** What stands before the text to judge, where several stand in a request. */
const CANDIDATE_LABEL = "answer to check";

const NONCE_IN_TAG = /untrusted-([0-9a-f]{32})/g;

/**
 * Recognises a judging request by its schema: an object with a property `criteria`
 * of booleans, and otherwise strings only. Null for any other request.
 *
 * @throws RequestRejected 400 if it has no untrusted block to judge
 */
export function judgingTask(request: WireRequest): JudgingTask | null {
  const properties = objectAt(request.schema, "properties");
  const criteria = objectAt(objectAt(properties, "criteria"), "properties");
  if (properties === null || criteria === null || Object.keys(criteria).length === 0) return null;
  const others = Object.entries(properties).filter(([name]) => name !== "criteria");
  if (!Object.values(criteria).every(hasType("boolean")) || !others.every(([, schema]) => hasType("string")(schema))) {
    return null;
  }
  const blocks = shownBlocks(request);
  // A known answer may stand beside the one to check, on either side of it.
  const candidate = (blocks.findLast(({ label }) => label.includes(CANDIDATE_LABEL)) ?? blocks.at(-1))?.text;
  if (candidate === undefined) {
    throw new RequestRejected(400, "this judging request has no untrusted block, so there is nothing to judge");
  }
  return {
    criteria: Object.keys(criteria),
    properties: Object.keys(properties),
    candidate,
    inputHash: blocks.length < 2 ? null : inputHashOf(blocks[0]?.text ?? ""),
    identity: promptIdentity(request),
  };
}

/** The untrusted blocks that a judge is shown, in order. */
export function shownBlocks(request: WireRequest): ReturnType<typeof untrustedBlocks> {
  return userTexts(request).flatMap(untrustedBlocks);
}

/** Hash of a whole prompt without its nonces. */
export function promptIdentity(request: WireRequest): string {
  return sha256Hex(withoutNonces(JSON.stringify([request.system, userTexts(request), request.schema])));
}

function userTexts({ messages }: WireRequest): readonly string[] {
  return messages.filter(({ role }) => role === "user").map(messageText);
}

export interface VerdictOptions {
  /** Decides the verdict: the same judge on the same text and rubric says the same. */
  readonly identity: readonly unknown[];
  /** Decides whether this one call yields prose. */
  readonly callKey: string;
  readonly malformedRate: number;
}

/**
 * The text of a simulated judge's verdict. A candidate is truly right exactly if it equals the
 * reference of the item whose input it is shown with, or, where that is not known, any reference
 * of the answer key; the judge errs at its planted rates.
 */
export function verdictOn(
  task: JudgingTask,
  judge: SimulatedModel["judge"],
  key: AnswerKey,
  { identity, callKey, malformedRate }: VerdictOptions,
): string {
  const random = seededRandom("verdict", ...identity, task.identity);
  const ofItem = task.inputHash === null ? null : key.isReferenceTo(task.inputHash, task.candidate);
  const isRight = ofItem ?? key.isReference(task.candidate);
  const saysRight = isRight ? random.chance(judge.sensitivity) : !random.chance(judge.specificity);
  const isMalformed = seededRandom("verdict-form", ...identity, task.identity, callKey).chance(malformedRate);
  if (isMalformed) return `Overall the answer looks ${saysRight ? "fine" : "doubtful"} to me.`;
  return JSON.stringify(verdictDocument(task, saysRight, random));
}

function verdictDocument(task: JudgingTask, saysRight: boolean, random: SeededRandom): JsonObject {
  const failed = saysRight ? [] : random.sample(task.criteria, 1 + random.integer(task.criteria.length));
  const criteria = Object.fromEntries(task.criteria.map((name) => [name, !failed.includes(name)]));
  const reason = saysRight ? "Every criterion holds." : `Does not hold: ${failed.toSorted().join(", ")}.`;
  return Object.fromEntries(task.properties.map((name) => [name, name === "criteria" ? criteria : reason]));
}

/** Hash of an input that is shown as JSON; null where it is none. */
export function inputHashOf(text: string): string | null {
  const document = jsonDocument(text);
  return document === null ? null : contentHash(document);
}

function withoutNonces(text: string): string {
  const nonces = new Set([...text.matchAll(NONCE_IN_TAG)].map((match) => match[1] ?? ""));
  return [...nonces].reduce((rest, nonce) => rest.replaceAll(nonce, ""), text);
}

/** The object that stands there; null for anything else. */
export function objectAt(value: JsonObject | null, name: string): JsonObject | null {
  const found = value?.[name];
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as JsonObject) : null;
}

function hasType(type: string): (schema: JsonValue) => boolean {
  return (schema) => typeof schema === "object" && schema !== null && "type" in schema && schema.type === type;
}
