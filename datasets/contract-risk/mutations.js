/**
 * Wrong answers to items of `contract-risk`.
 * @module
 */

/** @typedef {{ risk: string, severity: string, quotes: string[] }} Answer */

/**
 * @param {string} reference - the right answer, as JSON
 * @param {{ input: { [field: string]: unknown } }} item
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference, item) {
  /** @type {Answer} */
  const answer = JSON.parse(reference);
  const clause = String(item.input.clause);
  const wrong = { risk: answer.risk === "none" ? "jurisdiction" : "none" };
  return [
    ["empty", ""],
    ["words around it", `Here is my assessment:\n${reference}`],
    ["the risk alone", answer.risk],
    ["another risk", changed(answer, wrong)],
    ["an unlisted risk", changed(answer, { risk: "indemnities" })],
    ["another severity", changed(answer, { severity: answer.severity === "medium" ? "low" : "medium" })],
    ["an unlisted severity", changed(answer, { severity: "moderate" })],
    ["an invented quote besides", changed(answer, { quotes: [...answer.quotes, "the parties hereby certify"] })],
    ["an empty quote besides", changed(answer, { quotes: [...answer.quotes, ""] })],
    ["no list of quotes", JSON.stringify({ risk: answer.risk, severity: answer.severity })],
    ["quotes as one text", JSON.stringify({ ...answer, quotes: answer.quotes.join(" ") })],
    ...(answer.risk === "none" ? falseAlarms(answer, clause) : misquoted(answer, clause)),
  ];
}

/** @type {(answer: Answer, change: Partial<Answer>) => string} */
const changed = (answer, change) => JSON.stringify({ ...answer, ...change });

/** @type {(answer: Answer, clause: string) => [string, string][]} */
function falseAlarms(answer, clause) {
  return [
    ["a false alarm", JSON.stringify({ risk: "indemnity", severity: "high", quotes: [clause] })],
    ["a quote of nothing", changed(answer, { quotes: ["the"] })],
  ];
}

/** @type {(answer: Answer, clause: string) => [string, string][]} */
function misquoted(answer, clause) {
  const { quotes } = answer;
  const words = (quotes[0] ?? "").split(" ");
  const inOtherCase = (/** @type {string} */ quote) =>
    quote === quote.toUpperCase() ? quote.toLowerCase() : quote.toUpperCase();
  return [
    ["all missed", JSON.stringify({ risk: "none", severity: "none", quotes: [] })],
    ["no quotes", changed(answer, { quotes: [] })],
    ["the whole clause", changed(answer, { quotes: [clause] })],
    ["quotes twice", changed(answer, { quotes: [...quotes, ...quotes] })],
    ["words reversed", changed(answer, { quotes: [words.toReversed().join(" ")] })],
    ["half the words", changed(answer, { quotes: [words.slice(0, Math.ceil(words.length / 2)).join(" ")] })],
    ["other case", changed(answer, { quotes: quotes.map(inOtherCase) })],
    ["an overlap", changed(answer, { quotes: [...quotes, words.slice(1).join(" ")] })],
  ];
}
