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
  const changed = (/** @type {Partial<Answer>} */ change) => JSON.stringify({ ...answer, ...change });
  /** @type {[string, string][]} */
  const always = [
    ["empty", ""],
    ["words around it", `Here is my assessment:\n${reference}`],
    ["the risk alone", answer.risk],
    ["another risk", changed({ risk: answer.risk === "none" ? "jurisdiction" : "none" })],
    ["an unlisted risk", changed({ risk: "indemnities" })],
    ["another severity", changed({ severity: answer.severity === "medium" ? "low" : "medium" })],
    ["an unlisted severity", changed({ severity: "moderate" })],
    ["an invented quote besides", changed({ quotes: [...answer.quotes, "the parties hereby certify"] })],
    ["an empty quote besides", changed({ quotes: [...answer.quotes, ""] })],
    ["no list of quotes", JSON.stringify({ risk: answer.risk, severity: answer.severity })],
    ["quotes as one text", JSON.stringify({ ...answer, quotes: answer.quotes.join(" ") })],
  ];
  if (answer.risk === "none") {
    const alarm = { risk: "indemnity", severity: "high", quotes: [clause] };
    return [...always, ["a false alarm", JSON.stringify(alarm)], ["a quote of nothing", changed({ quotes: ["the"] })]];
  }
  const [first = ""] = answer.quotes;
  const words = first.split(" ");
  return [
    ...always,
    ["all missed", JSON.stringify({ risk: "none", severity: "none", quotes: [] })],
    ["no quotes", changed({ quotes: [] })],
    ["the whole clause", changed({ quotes: [clause] })],
    ["quotes twice", changed({ quotes: [...answer.quotes, ...answer.quotes] })],
    ["words reversed", changed({ quotes: [words.toReversed().join(" ")] })],
    ["half the words", changed({ quotes: [words.slice(0, Math.ceil(words.length / 2)).join(" ")] })],
    [
      "other case",
      changed({
        quotes: answer.quotes.map((quote) =>
          quote === quote.toUpperCase() ? quote.toLowerCase() : quote.toUpperCase(),
        ),
      }),
    ],
    ["an overlap", changed({ quotes: [...answer.quotes, words.slice(1).join(" ")] })],
  ];
}
