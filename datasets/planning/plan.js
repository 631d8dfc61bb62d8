/**
 * What the families of planning problems have in common.
 *
 * A family makes a problem, tells it, solves it exactly, and judges a plan: whether it keeps
 * every constraint, and what it is worth. `solve` tries every plan that could be best.
 * @module
 */

/**
 * @typedef {import("../seeded.js").Seeded} Seeded
 * @typedef {import("../../src/core/json.js").JsonObject} Answer - the JSON object that was answered
 * @typedef {{ readonly value: number | null, readonly reason: string }} Judged - value: null where a constraint is broken
 * @typedef {1 | 2 | 3} Size
 * @typedef {"plain" | "stale" | "units"} Quirk - one figure is corrected later, or stands in another unit
 * @typedef {{ intro: string, facts: string[], rules: string[], goal: string, form: string }} Told
 */
/**
 * @template Problem
 * @typedef {object} Family
 * @property {"min" | "max"} direction
 * @property {(chance: Seeded, size: Size) => Problem} make
 * @property {(problem: Problem, chance: Seeded, quirk: Quirk) => Told} tell
 * @property {(problem: Problem) => Answer | null} solve - null where no plan keeps the constraints
 * @property {(problem: Problem, answer: Answer) => Judged} judge
 * @property {Quirk[]} quirks
 * @property {{ de: string, fr: string, es: string }} goals
 */

/** @type {(reason: string) => Judged} */
export const broken = (reason) => ({ value: null, reason });

/**
 * Texts of a list, or null where it is no list of texts, or names one twice.
 *
 * @param {unknown} list
 * @returns {string[] | null}
 */
export function distinctTexts(list) {
  if (!Array.isArray(list) || list.length > 100) return null;
  const texts = list.filter((entry) => typeof entry === "string");
  return texts.length === list.length && new Set(texts).size === texts.length ? texts : null;
}

/**
 * The pairs of an object, or null where it is none.
 *
 * @param {unknown} value
 * @returns {Map<string, unknown> | null}
 */
export function pairsOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  return entries.length > 100 ? null : new Map(entries);
}

/**
 * Why two lists of names are not the same, if they are not.
 *
 * @param {Iterable<string>} said
 * @param {readonly string[]} asked
 * @returns {string | null}
 */
export function nameProblem(said, asked) {
  const given = new Set(said);
  const missing = asked.find((name) => !given.has(name));
  if (missing !== undefined) return `"${missing}" is missing`;
  const extra = [...given].find((name) => !asked.includes(name));
  return extra === undefined ? null : `"${extra.slice(0, 40)}" is unknown`;
}

/**
 * Every order of some values.
 *
 * @template T
 * @param {readonly T[]} values
 * @returns {Generator<T[]>}
 */
export function* orders(values) {
  if (values.length === 0) yield [];
  for (const [index, value] of values.entries())
    for (const rest of orders([...values.slice(0, index), ...values.slice(index + 1)])) yield [value, ...rest];
}

/**
 * Every choice of some values.
 *
 * @template T
 * @param {readonly T[]} values
 * @returns {Generator<T[]>}
 */
export function* choices(values) {
  for (let bits = 0; bits < 2 ** values.length; bits += 1)
    yield values.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
}

/**
 * Every way to give each value one of the options it has.
 *
 * @template T, O
 * @param {readonly T[]} values
 * @param {(value: T) => readonly O[]} optionsOf
 * @returns {Generator<[T, O][]>}
 */
export function* assignments(values, optionsOf) {
  const [first, ...rest] = values;
  if (first === undefined) yield [];
  else
    for (const option of optionsOf(first))
      for (const more of assignments(rest, optionsOf)) yield [[first, option], ...more];
}

/**
 * The best of some plans, judged one by one.
 *
 * @template {Answer} A
 * @param {Iterable<A>} plans
 * @param {(plan: A) => Judged} judge
 * @param {"min" | "max"} direction
 * @returns {A | null} null where none keeps the constraints
 */
export function bestOf(plans, judge, direction) {
  /** @type {A | null} */
  let best = null;
  let bestValue = direction === "min" ? Infinity : -Infinity;
  for (const plan of plans) {
    const { value } = judge(plan);
    if (value === null || (direction === "min" ? value >= bestValue : value <= bestValue)) continue;
    [best, bestValue] = [plan, value];
  }
  return best;
}

/** @type {(names: readonly string[]) => string} */
export const listed = (names) =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
