/**
 * Planning problems of ten families, told in many ways. The optimum is that of the best of all plans.
 * @module
 */
import { Seeded } from "../seeded.js";
import { FAMILIES } from "./families.js";
import { telling } from "./telling.js";

const PER_FAMILY = 21;
/** @type {readonly ["easy", "medium", "hard"]} */
const BANDS = ["easy", "medium", "hard"];
/** Texts that state no problem. */
const EMPTY = ["", "See the attached list, we need the best plan by noon. [attachment was removed]"];

/** @typedef {import("../../src/core/item.js").ItemSpec} ItemSpec */

/** @returns {Generator<ItemSpec>} */
export function* items() {
  let number = 0;
  const next = () => `pl-${String((number += 1)).padStart(3, "0")}`;
  for (let index = 0; index < PER_FAMILY; index += 1)
    for (const kind of Object.keys(FAMILIES).sort()) yield itemOf(next(), kind, index);
  for (const text of EMPTY)
    yield {
      id: next(),
      input: { text, problem: null },
      expected: { optimum: null, plan: { none: true } },
      difficulty: "easy",
      tags: ["empty-input"],
    };
}

/**
 * @param {string} id
 * @param {string} kind
 * @param {number} index
 * @returns {ItemSpec}
 */
function itemOf(id, kind, index) {
  const chance = new Seeded(`planning ${id}`);
  const family = FAMILIES[kind];
  if (family === undefined) throw new RangeError(`no family ${kind}`);
  const size = /** @type {1 | 2 | 3} */ (1 + (index % 3));
  const problem = family.make(chance, size);
  const plan = family.solve(problem);
  const { value = null } = plan === null ? {} : family.judge(problem, plan);
  const quirk = index % 2 === 0 ? "plain" : chance.pick(family.quirks);
  const hasInjection = index % 7 === 3;
  const isLong = index === 10 && ["cover", "route", "waves"].includes(kind);
  const tongue = index % 8 === 5 ? chance.pick(/** @type {const} */ (["de", "fr", "es"])) : null;
  const told = family.tell(problem, chance, quirk);
  const text = telling(told, chance, {
    tongue,
    hasInjection,
    isLong,
    foreignGoal: tongue === null ? "" : family.goals[tongue],
  });
  const tags = [
    kind,
    ...(plan === null ? ["infeasible"] : []),
    ...(quirk === "stale" ? ["near-miss"] : []),
    ...(quirk === "units" ? ["wrong-units"] : []),
    ...(hasInjection ? ["injection"] : []),
    ...(isLong ? ["over-long"] : []),
    ...(tongue === null ? [] : ["foreign-language"]),
  ];
  return {
    id,
    input: { text, problem },
    expected: { optimum: value, plan: plan ?? { none: true } },
    // One setting has one set of people, things and phrases, of which every problem draws some.
    cluster: `${kind}-${settingOf(problem)}`,
    difficulty: BANDS[size - 1] ?? "easy",
    tags,
  };
}

/** @param {{ setting: number }} problem */
const settingOf = ({ setting }) => setting;
