/**
 * Summaries that leave out, add, or state what is forbidden.
 *
 * @param {string} reference
 * @param {import("../../src/core/item.js").Item} item
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference, { expected }) {
  const bullets = reference.split("\n");
  const { forbidden } = /** @type {{ forbidden: readonly string[] }} */ (expected);
  return [
    ["empty", ""],
    ["words before", `Here is the answer:\n${reference}`],
    ["words after", `${reference}\n\nLet me know if you need anything else.`],
    ...bullets.map((_, drop) => pair("a bullet less", bullets.filter((_, index) => index !== drop).join("\n"))),
    ["a bullet more", `${reference}\n- All is well.`],
    ["a long bullet", `${reference}${" and so on".repeat(16)}`],
    ["other bullets", bullets.map((bullet) => bullet.replaceAll("- ", "* ")).join("\n")],
    ["three empty phrases", "- Something happened.\n- There was a reason.\n- It will be looked at."],
    ...forbidden.map((phrase) => pair("what must not be said", `${reference} ${phrase}`)),
  ];
}

/** @type {(name: string, text: string) => [name: string, text: string]} */
const pair = (name, text) => [name, text];
