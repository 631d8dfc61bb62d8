/**
 * Poor reviews: incomplete, noisy, or unreadable.
 *
 * @param {string} reference
 * @param {import("../../src/core/item.js").Item} item
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference, { input }) {
  /** @type {{ quote: string, kind: string }[]} */
  const findings = JSON.parse(reference);
  const draft = /** @type {string} */ (input["draft"]);
  const [first] = findings;
  const sentences = draft.split(/(?<=[.!?]) |\n/).filter((quote) => quote.trim() !== "");
  const alarm = { quote: sentences[0] ?? "the draft", kind: "sum" };
  /** @type {(name: string, value: unknown) => [string, string]} */
  const pair = (name, value) => [name, JSON.stringify(value)];
  const around = [
    /** @type {[string, string]} */ (["empty", ""]),
    /** @type {[string, string]} */ (["words before", `I found this: ${reference}`]),
    pair("in an object", { findings }),
  ];
  const noise = [
    pair("the whole draft as well", [...findings, { quote: draft, kind: "number" }]),
    pair("what is not there", [...findings, { quote: "quod non est in actis", kind: "name" }]),
  ];
  if (first === undefined)
    return [
      ...around,
      ...noise,
      pair("a false alarm", [alarm]),
      pair("every sentence", [alarm, ...sentences.map((quote) => ({ quote, kind: "name" }))]),
    ];
  const otherKind = first.kind === "sum" ? "name" : "sum";
  return [
    ...around,
    ...noise,
    pair("nothing found", []),
    pair("one less", findings.slice(1)),
    pair("one twice", [...findings, first]),
    pair("another kind", [{ ...first, kind: otherKind }, ...findings.slice(1)]),
    pair("not verbatim", [{ ...first, quote: `${first.quote} (sic)` }, ...findings.slice(1)]),
    pair(
      "the whole draft",
      findings.map(({ kind }) => ({ quote: draft, kind })),
    ),
    ...(sentences.length > findings.length
      ? [
          pair(
            "every sentence",
            sentences.map((quote) => ({ quote, kind: first.kind })),
          ),
        ]
      : []),
  ];
}
