/**
 * A clause with its marks, and the label that follows from them: the label rule of this dataset.
 * @module
 */

/** The closed list of risks; where a clause carries several, the first of this list is its label. */
export const RISKS = [
  "indemnity",
  "unlimited-liability",
  "ip-transfer",
  "data-use",
  "exclusivity",
  "unilateral-change",
  "termination",
  "auto-renewal",
  "penalty",
  "liability-exclusion",
  "assignment",
  "jurisdiction",
  "none",
];

const AGGRAVATING = new Set(["unlimited", "faultless", "discretion", "forever"]);
const SOFTENING = new Set(["capped", "fault", "mutual", "notice", "brief", "gross"]);
const BANDS = { E: "easy", M: "medium", H: "hard" };

/**
 * @typedef {object} Clause
 * @property {string} text
 * @property {{ risk: string, severity: string, spans: [start: number, end: number][] }} expected
 * @property {string} difficulty
 * @property {string[]} tags
 */

/**
 * @param {string[]} features
 * @returns {"low" | "medium" | "high"} high if something aggravates and nothing softens, low the other way round
 */
export function severityOf(features) {
  const isWorse = features.some((feature) => AGGRAVATING.has(feature));
  const isSofter = features.some((feature) => SOFTENING.has(feature));
  if (isWorse === isSofter) return "medium";
  return isWorse ? "high" : "low";
}

/**
 * Reads `E indemnity faultless capped +multi-risk` and a text in which the risky words stand in [[double brackets]].
 * @param {string} marks - band, risk, features of the clause, tags
 * @param {string} marked
 * @returns {Clause}
 */
export function clause(marks, marked) {
  const [band = "", risk = "", ...rest] = marks.split(" ");
  const features = rest.filter((word) => !word.startsWith("+"));
  const tags = rest.filter((word) => word.startsWith("+")).map((word) => word.slice(1));
  const difficulty = BANDS[/** @type {keyof typeof BANDS} */ (band)];
  const unknown = features.find((feature) => !AGGRAVATING.has(feature) && !SOFTENING.has(feature));
  const { text, spans } = withoutMarks(marked);
  if (difficulty === undefined || !RISKS.includes(risk) || unknown !== undefined)
    throw new Error(`marks "${marks}" are not understood`);
  if ((risk === "none") !== (spans.length === 0))
    throw new Error(`"${marks}" does not go with its brackets: ${text.slice(0, 60)}`);
  const severity = risk === "none" ? "none" : severityOf(features);
  const softened = features.filter((feature) => SOFTENING.has(feature)).length > 0 ? ["softened"] : [];
  const aggravated = features.filter((feature) => AGGRAVATING.has(feature)).length > 0 ? ["aggravated"] : [];
  return { text, expected: { risk, severity, spans }, difficulty, tags: [...tags, ...aggravated, ...softened] };
}

/**
 * @param {string} marked
 * @returns {{ text: string, spans: [number, number][] }}
 */
function withoutMarks(marked) {
  /** @type {[number, number][]} */
  const spans = [];
  const parts = marked.split(/\[\[|\]\]/u);
  if (parts.length % 2 === 0) throw new Error(`a bracket is not closed: ${marked.slice(0, 60)}`);
  let text = "";
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) spans.push([text.length, text.length + part.length]);
    text += part;
  }
  return { text, spans };
}

/**
 * @typedef {object} Contract
 * @property {string} kind - as its first page says
 * @property {string} reader - the party that we are
 * @property {Clause[]} clauses
 */

/**
 * @param {string} kind
 * @param {string} reader
 * @param {...[marks: string, text: string]} clauses
 * @returns {Contract}
 */
export function contract(kind, reader, ...clauses) {
  return { kind, reader, clauses: clauses.map(([marks, text]) => clause(marks, text)) };
}
