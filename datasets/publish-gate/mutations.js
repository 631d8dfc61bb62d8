/**
 * Wrong answers to items of `publish-gate`.
 * @module
 */

const decisions = ["release", "hold", "escalate"];

/**
 * @param {string} reference - the right decision
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference) {
  const [other = "", another = ""] = decisions.filter((decision) => decision !== reference);
  return [
    ["empty", ""],
    ["another decision", other],
    ["the third decision", another],
    ["a sentence", `The decision is ${reference}.`],
    ["two decisions", `${reference} or ${other}`],
    ["with a reason", `${reference}\nThe file says so.`],
    ["negated", `do not ${reference}`],
    ["as JSON", JSON.stringify({ decision: reference })],
    ["another word for it", { release: "approve", hold: "reject", escalate: "ask a human" }[reference] ?? "none"],
  ];
}
