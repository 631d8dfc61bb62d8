/**
 * Wrong answers to items of `binary-check`.
 * @module
 */

const labels = ["confirmed", "denied", "not-stated"];

/**
 * @param {string} reference - the right answer
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference) {
  const [other = "", another = ""] = labels.filter((label) => label !== reference);
  return [
    ["empty", ""],
    ["another label", other],
    ["the third label", another],
    ["a sentence", `The claim is ${reference}.`],
    ["two labels", `${reference}, ${other}`],
    ["with a reason", `${reference}\nThe text says so.`],
    ["negated", `not ${reference}`],
    ["as JSON", JSON.stringify({ label: reference })],
    ["yes or no", reference === "confirmed" ? "yes" : "no"],
  ];
}
