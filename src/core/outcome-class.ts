/**
 * How a call ended: a closed set, every call ends in exactly one.
 * Only the answered classes carry information about the model.
 * @module
 */

/** The server answered, and the answer says something about the model. */
export const ANSWERED_CLASSES = [
  "ok",
  "model_truncated",
  "model_refusal",
  "model_empty",
  "model_unexpected_stop",
] as const;
/** A class in which the server answered. */
export type AnsweredClass = (typeof ANSWERED_CLASSES)[number];

/** No usable answer: the cell is missing, it is never a wrong answer. */
export const FAILED_CLASSES = [
  "infra_transient_exhausted",
  "infra_malformed",
  "infra_timeout",
  "request_rejected",
  "auth_billing_stop",
  "unknown_outcome",
] as const;
/** A class without a usable answer. */
export type FailedClass = (typeof FAILED_CLASSES)[number];

/** All classes, answered ones first. */
export const OUTCOME_CLASSES = [...ANSWERED_CLASSES, ...FAILED_CLASSES] as const;
/** How one call ended. */
export type OutcomeClass = AnsweredClass | FailedClass;

/** Whether a class carries information about the model. */
export function isAnswered(outcomeClass: OutcomeClass): outcomeClass is AnsweredClass {
  return (ANSWERED_CLASSES as readonly string[]).includes(outcomeClass);
}
