/**
 * How a text can stand to a proposition, and the label that follows: the label rule of this dataset as a table.
 * @module
 */

/** @typedef {"confirmed" | "denied" | "not-stated"} Label */
/** @typedef {"easy" | "medium" | "hard"} Band */

/**
 * @typedef {object} Stance
 * @property {1 | -1 | 0} truth - does the text commit itself to the proposition (1), to its opposite (-1), to neither (0)
 * @property {string[]} tags
 * @property {Band} band - unless the claim says another
 */

/**
 * @param {1 | -1 | 0} truth
 * @param {Band} band
 * @param {...string} tags
 * @returns {Stance}
 */
const stance = (truth, band, ...tags) => ({ truth, band, tags });

/** @type {Readonly<Record<string, Stance>>} */
const STANCES = {
  yes: stance(1, "easy"),
  no: stance(-1, "easy", "negation"),
  silent: stance(0, "easy", "not-mentioned"),
  implied: stance(1, "medium", "inference"),
  excluded: stance(-1, "medium", "inference"),
  "twice-yes": stance(1, "hard", "double-negation"),
  "twice-no": stance(-1, "hard", "double-negation"),
  hedge: stance(0, "medium", "hedge"),
  if: stance(0, "medium", "conditional"),
  // What would be if something were otherwise says that it is not so.
  "if-no": stance(-1, "hard", "conditional"),
  "if-yes": stance(1, "hard", "conditional"),
  plan: stance(0, "medium", "plan"),
  question: stance(0, "medium", "question"),
  hearsay: stance(0, "hard", "hearsay"),
  adopted: stance(1, "medium", "quoted-speech"),
  rejected: stance(-1, "hard", "quoted-speech"),
  // The claim is about what was said, not about whether it is so.
  said: stance(1, "medium", "quoted-speech"),
  unsaid: stance(-1, "medium", "quoted-speech"),
  "fixed-yes": stance(1, "hard", "corrected-later"),
  "fixed-no": stance(-1, "hard", "corrected-later"),
  withdrawn: stance(0, "hard", "corrected-later"),
  "irony-yes": stance(1, "hard", "sarcasm"),
  "irony-no": stance(-1, "hard", "sarcasm"),
  "scope-yes": stance(1, "medium", "scope"),
  "scope-no": stance(-1, "medium", "scope"),
  "scope-open": stance(0, "hard", "scope"),
  "time-yes": stance(1, "medium", "time-shift"),
  "time-no": stance(-1, "medium", "time-shift"),
  "time-open": stance(0, "hard", "time-shift"),
  "units-yes": stance(1, "medium", "units"),
  "units-no": stance(-1, "hard", "units"),
  other: stance(0, "hard", "different-entity", "near-miss"),
  near: stance(0, "hard", "near-miss"),
  unresolved: stance(0, "hard", "contradiction"),
};

/**
 * @typedef {object} Claim
 * @property {string} claim
 * @property {Label} expected
 * @property {Band} difficulty
 * @property {string[]} tags
 */

/**
 * Reads `stance: claim`. `stance!` says that the claim is the opposite of the proposition; `stance/hard` gives the
 * band, `stance+tag` a further tag.
 * @param {string} line
 * @returns {Claim}
 */
export function claimFrom(line) {
  const [head = "", ...rest] = line.split(": ");
  const claim = rest.join(": ");
  const name = /^[a-z-]+/u.exec(head)?.[0] ?? "";
  const band = /\/(easy|medium|hard)/u.exec(head)?.[1];
  const isOpposite = head.includes("!");
  const found = STANCES[name];
  if (found === undefined || claim === "") throw new Error(`no stance begins "${line}"`);
  const truth = isOpposite ? -found.truth : found.truth;
  const expected = truth === 0 ? "not-stated" : truth > 0 ? "confirmed" : "denied";
  const more = [...head.matchAll(/\+([a-z-]+)/gu)].map(([, tag = ""]) => tag);
  const tags = new Set([...found.tags, ...(isOpposite ? ["negative-claim"] : []), ...more]);
  return { claim, expected, difficulty: /** @type {Band} */ (band ?? found.band), tags: [...tags] };
}

/**
 * @typedef {object} Document
 * @property {string} text
 * @property {Claim[]} claims
 */

/**
 * @param {string} text
 * @param {...string} claims - see claimFrom
 * @returns {Document}
 */
export function document(text, ...claims) {
  return { text, claims: claims.map(claimFrom) };
}
