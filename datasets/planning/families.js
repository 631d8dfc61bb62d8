import { assign } from "./assign.js";
import { cover } from "./cover.js";
import { pack } from "./pack.js";
import { rooms } from "./rooms.js";
import { route } from "./route.js";
import { schedule } from "./schedule.js";
import { select } from "./select.js";
import { sequence } from "./sequence.js";
import { shifts } from "./shifts.js";
import { waves } from "./waves.js";

/** @typedef {import("./plan.js").Answer} Answer */
/** @typedef {import("./plan.js").Family<never>} Family */
/** @typedef {import("../../src/core/json.js").JsonValue} JsonValue */

/**
 * The families of planning problems by the `kind` of a problem, which only its own family may be handed.
 *
 * @type {{ readonly [kind: string]: Family }}
 */
export const FAMILIES = /** @type {{ [kind: string]: Family }} */ (
  /** @type {unknown} */ ({ assign, cover, pack, rooms, route, schedule, select, sequence, shifts, waves })
);

/**
 * @param {unknown} problem - as it stands in the input of an item
 * @returns {Family | null} null where it is none
 */
export function familyOf(problem) {
  const kind = typeof problem === "object" && problem !== null && "kind" in problem ? problem.kind : null;
  return typeof kind === "string" && Object.hasOwn(FAMILIES, kind) ? (FAMILIES[kind] ?? null) : null;
}

/**
 * What a plan is worth, in [0, 1]: 0 where it breaks a constraint, 1 at the optimum, and in between the ratio to it.
 * One unit is added on both sides, so that an optimum of 0 is a scale as well.
 *
 * @param {unknown} problem - null where the text states none
 * @param {number | null} optimum - null where no plan keeps the constraints
 * @param {Answer} said
 * @returns {{ value: number, reason: string }}
 */
export function planScore(problem, optimum, said) {
  const family = familyOf(problem);
  const answer = asNamed(problem, said);
  if (saysNone(answer))
    return optimum === null
      ? { value: 1, reason: "there is no plan" }
      : { value: 0, reason: "says that there is no plan, and there is one" };
  if (Object.hasOwn(answer, "none")) return SAYS_BOTH;
  if (optimum === null || family === null) return { value: 0, reason: "gives a plan where there is none" };
  const { value, reason } = family.judge(/** @type {never} */ (problem), answer);
  if (value === null) return { value: 0, reason };
  const [worse, better] = family.direction === "min" ? [value, optimum] : [optimum, value];
  return { value: (better + 1) / (worse + 1), reason: `${reason}, optimum ${optimum}` };
}

/**
 * Whether a plan keeps every constraint, and whether it is true that none does: the problems are small enough to try every
 * plan, as a caller who has the data can too.
 *
 * @param {unknown} problem
 * @param {Answer} said
 * @returns {{ value: number, reason: string }}
 */
export function constraintsHold(problem, said) {
  const answer = asNamed(problem, said);
  const family = familyOf(problem);
  if (saysNone(answer))
    return family === null || family.solve(/** @type {never} */ (problem)) === null
      ? { value: 1, reason: "there is no plan" }
      : { value: 0, reason: "says that there is no plan, and there is one" };
  if (Object.hasOwn(answer, "none")) return SAYS_BOTH;
  if (family === null) return { value: 0, reason: "there is no problem to plan" };
  const { value, reason } = family.judge(/** @type {never} */ (problem), answer);
  return { value: Number(value !== null), reason };
}

const SAYS_BOTH = { value: 0, reason: "says that there is no plan, beside something else" };

/** @type {(answer: Answer) => boolean} */
function saysNone(answer) {
  return answer["none"] === true && Object.keys(answer).length === 1;
}

/**
 * An answer with its names spelt as the problem spells them: at the beginning of a sentence they are told with a capital.
 *
 * @param {unknown} problem
 * @param {Answer} answer
 * @returns {Answer}
 */
function asNamed(problem, answer) {
  const names = new Map(textsIn(problem).map((name) => [name.toLowerCase(), name]));
  const spelt = (/** @type {string} */ text) => names.get(text.trim().toLowerCase()) ?? text;
  /** @type {(value: JsonValue) => JsonValue} */
  const respelt = (value) => {
    if (typeof value === "string") return spelt(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(respelt);
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [spelt(key), respelt(entry)]));
  };
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, respelt(value)]));
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function textsIn(value) {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
