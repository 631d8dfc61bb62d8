/**
 * Plausible wrong programs, made from the solution of an item.
 * @module
 */

/** @typedef {{ args: unknown[], returns?: unknown, throws?: string }} Call */
/** @typedef {{ language: "typescript" | "python", entry: string, stub: string, examples: Call[] }} Input */
/** @typedef {(entry: string, solution: string, examples: Call[]) => string} Wrapper */

/** Slips of a writer: what is written, and what stands there by mistake. */
const SLIPS = {
  typescript: [
    ["a bound left out", / <= /, " < "],
    ["a bound too much", / < /, " <= "],
    ["a bound left out above", / >= /, " > "],
    ["a bound too much above", / > /, " >= "],
    ["the contrary", / === /, " !== "],
    ["or for and", / && /, " || "],
    ["and for or", / \|\| /, " && "],
    ["the largest for the smallest", /Math\.min/, "Math.max"],
    ["the smallest for the largest", /Math\.max/, "Math.min"],
    ["rounded up", /Math\.floor/, "Math.ceil"],
    ["plus for minus", / - (?=\w)/, " + "],
    ["minus for plus", / \+ (?=\w)/, " - "],
    ["times for divided by", / \/ (?=\w)/, " * "],
  ],
  python: [
    ["a bound left out", / <= /, " < "],
    ["a bound too much", / < /, " <= "],
    ["a bound left out above", / >= /, " > "],
    ["a bound too much above", / > /, " >= "],
    ["the contrary", / == /, " != "],
    ["a member for a stranger", / not in /, " in "],
    ["or for and", / and /, " or "],
    ["and for or", / or /, " and "],
    ["the largest for the smallest", /\bmin\(/, "max("],
    ["the smallest for the largest", /\bmax\(/, "min("],
    ["not sorted", /\bsorted\((\w+)\)/, "list($1)"],
    ["plus for minus", / - (?=\w)/, " + "],
    ["minus for plus", / \+ (?=\w)/, " - "],
    ["a remainder for a quotient", / \/\/ /, " % "],
  ],
};
const MOST_SLIPS = 4;

/** @param {string} text */
const indented = (text) => text.replace(/^(?=.)/gm, "    ");

/** Wrong programs around the right one; the right one is hidden inside, under its own name. @type {{ [language: string]: [string, Wrapper][] }} */
const WRAPPERS = {
  typescript: [
    ["does not parse", (entry, solution) => solution.replace(`function ${entry}(`, `function ${entry}((`)],
    ["prints instead of returning", around((call) => `console.log(${call});`)],
    [
      "returns what the first example returns",
      (entry, _, examples) => `export const ${entry} = () => (${literal(examples[0])});`,
    ],
    ["is one off", around((call) => `const r: any = ${call};\n${OFF.typescript}`)],
    ["returns text", around((call) => `return JSON.stringify(${call}) + "";`)],
    [
      "knows the examples only",
      (entry, _, examples) => {
        const known = Object.fromEntries(examples.map(({ args, returns = null }) => [JSON.stringify(args), returns]));
        return `const known: any = ${JSON.stringify(known)};\nexport const ${entry} = (...args: unknown[]) => known[JSON.stringify(args)];`;
      },
    ],
  ],
  python: [
    ["does not parse", (entry, solution) => solution.replace(`def ${entry}(`, `def ${entry}((`)],
    ["prints instead of returning", inside((call) => `print(${call})`)],
    [
      "returns what the first example returns",
      (entry, _, examples) =>
        `import json\ndef ${entry}(*args):\n    return json.loads(${JSON.stringify(literal(examples[0]))})`,
    ],
    ["is one off", inside((call) => `r = ${call}\n${OFF.python}`)],
    ["returns text", inside((call) => `return "=" + repr(${call})`)],
    [
      "knows the examples only",
      (entry, _, examples) => {
        const known = examples.map(({ args, returns = null }) => [args, returns]);
        return `import json\nKNOWN = json.loads(${JSON.stringify(JSON.stringify(known))})\ndef ${entry}(*args):\n    return next((value for known, value in KNOWN if known == list(args)), None)`;
      },
    ],
  ],
};

/** What is nearly the result `r`. */
const OFF = {
  typescript: `if (typeof r === "number") return r + 1;
if (typeof r === "boolean") return !r;
if (typeof r === "string" || Array.isArray(r)) return r.length > 0 ? r.slice(0, -1) : [r, r];
return r === null ? 0 : Object.fromEntries(Object.entries({ "": 0, ...r }).slice(1 - Math.sign(Object.keys(r).length), -1));`,
  python: `if isinstance(r, bool):
    return not r
if isinstance(r, (int, float)):
    return r + 1
if isinstance(r, (str, list, tuple)):
    return r[:-1] if r else [r, r]
return 0 if r is None else dict(list(r.items())[:-1]) or {"": 0}`,
};

/**
 * @param {(call: string) => string} body
 * @returns {Wrapper}
 */
function around(body) {
  return (entry, solution) =>
    `export const ${entry} = (...args: unknown[]) => {\n${solution.replace(/^export /gm, "")}\n${body(`(${entry} as any)(...args)`)}\n};`;
}

/**
 * @param {(call: string) => string} body
 * @returns {Wrapper}
 */
function inside(body) {
  return (entry, solution) =>
    `def right():\n${indented(solution)}\n    return ${entry}\n\nright = right()\n\ndef ${entry}(*args):\n${indented(body("right(*args)"))}`;
}

/** @param {Call | undefined} call */
function literal(call) {
  return JSON.stringify(call?.returns ?? null);
}

/**
 * The solution with one slip each.
 *
 * @param {Input} input
 * @param {string} solution
 * @returns {[string, string][]}
 */
function slips({ language, stub }, solution) {
  const start = solution.indexOf(stub) + stub.length;
  const [before, body] = [solution.slice(0, start), solution.slice(start)];
  return SLIPS[language]
    .flatMap(([name, right, wrong]) => {
      const slipped = body.replace(/** @type {RegExp} */ (right), /** @type {string} */ (wrong));
      return slipped === body ? [] : [/** @type {[string, string]} */ ([String(name), before + slipped])];
    })
    .slice(0, MOST_SLIPS);
}

/**
 * @param {string} _reference
 * @param {{ input: Input, expected: { solution: string } }} item
 * @returns {[string, string][]} names and answers, each of them wrong
 */
export default function mutations(_reference, { input, expected: { solution } }) {
  const { language, entry, examples } = input;
  const wrapped = /** @type {[string, Wrapper][]} */ (WRAPPERS[language]).map(
    ([name, wrap]) => /** @type {[string, string]} */ ([name, wrap(entry, solution, examples)]),
  );
  return [...wrapped, ...slips(input, solution)].map(([name, code]) => [name, `\`\`\`${language}\n${code}\n\`\`\``]);
}
