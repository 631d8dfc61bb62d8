/**
 * Drafts are written once, with places where a fault may be planted; which of them are used is decided apart.
 * @module
 */

/** @typedef {"number" | "name" | "date" | "unsupported" | "reversed" | "sum" | "unit" | "logic" | "variable"} Kind */
/** @typedef {{ quote: string, kind: Kind }} Fault */
/** @typedef {(chance: import("../seeded.js").Seeded, plant: Planter) => { source: string, draft: string, tags?: string[] }} Writer */

/** Around what is planted, until its place in the finished draft is known. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];

/** Writes right or wrong words, and remembers where the wrong ones are. */
export class Planter {
  #next = 0;
  /** @type {ReadonlySet<number>} */
  #chosen;

  /** @param {ReadonlySet<number>} chosen - which of the places, counted from 0, are to be wrong */
  constructor(chosen) {
    this.#chosen = chosen;
  }

  /** @returns {number} places so far */
  get places() {
    return this.#next;
  }

  /**
   * @param {string} right
   * @param {string} wrong
   * @param {Kind} kind
   * @returns {string}
   */
  words(right, wrong, kind) {
    return this.#isChosen(wrong === right ? null : kind) ? `${OPEN}${kind}:${wrong}${CLOSE}` : right;
  }

  /**
   * A result, and how it is printed: what is computed from it later goes on with the printed one.
   *
   * @param {number} right
   * @param {number} wrong
   * @param {(value: number) => string} print
   * @param {Kind} [kind]
   * @returns {{ value: number, text: string }}
   */
  result(right, wrong, print, kind = "sum") {
    const isWrong = this.#isChosen(print(right) === print(wrong) ? null : kind);
    return isWrong
      ? { value: wrong, text: `${OPEN}${kind}:${print(wrong)}${CLOSE}` }
      : { value: right, text: print(right) };
  }

  /** @param {Kind | null} kind - null where right and wrong are the same: no place at all */
  #isChosen(kind) {
    if (kind === null) return false;
    this.#next += 1;
    return this.#chosen.has(this.#next - 1);
  }

  /**
   * @param {string} written - a draft with marks
   * @returns {{ draft: string, faults: Fault[] }} each quote as long as it must be to stand there once
   */
  static finish(written) {
    /** @type {{ start: number, end: number, kind: string }[]} */
    const places = [];
    let draft = "";
    for (const [index, part] of written.split(OPEN).entries()) {
      const [marked = "", rest = ""] = index === 0 ? ["", part] : part.split(CLOSE);
      const [kind = "", ...planted] = marked.split(":");
      const words = planted.join(":");
      if (index > 0) places.push({ start: draft.length, end: draft.length + words.length, kind });
      draft += words + rest;
    }
    return {
      draft,
      faults: places.map((place) => ({ quote: onlyQuote(draft, place), kind: /** @type {Kind} */ (place.kind) })),
    };
  }
}

/**
 * @param {string} draft
 * @param {{ start: number, end: number }} place
 */
function onlyQuote(draft, { start, end }) {
  const isOnce = (/** @type {string} */ quote) => quote !== "" && draft.indexOf(quote) === draft.lastIndexOf(quote);
  let [from, to] = [start, end];
  while (from < to && draft[from] === " ") from += 1;
  while (!isOnce(draft.slice(from, to).trim())) {
    const before = draft.slice(0, from).search(/[^\s]+\s*$/);
    const isStop = /[.!?]\s+$|\n\s*$/.test(draft.slice(0, from)) || before < 0;
    const after = /^\s*[^\s]+/.exec(draft.slice(to));
    if (!isStop) from = before;
    else if (after !== null && !after[0].includes("\n")) to += after[0].length;
    else throw new RangeError(`no quote of its own: ${draft.slice(from, to)}`);
  }
  return draft.slice(from, to).trim();
}
