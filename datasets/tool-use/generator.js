/**
 * Makes the items of tool-use: one kind of task after the other, each on a back office of its own, three tasks to an
 * office of the same people. The label is what the reference leaves behind when it is played; nothing of it is guessed.
 * @module
 */
import { backOffice } from "../../evals/tool-use/environment.js";
import { Seeded } from "../seeded.js";
import { CALENDAR_KINDS } from "./calendar-kinds.js";
import { CANCELLATION_KINDS } from "./cancellation-kinds.js";
import { ERRAND_KINDS } from "./errand-kinds.js";
import { HOSTILE_KINDS } from "./hostile-kinds.js";
import { INJECTION_KINDS } from "./injection-kinds.js";
import { MONEY_KINDS } from "./money-kinds.js";
import { ORDER_KINDS } from "./order-kinds.js";
import { Stage } from "./stage.js";
import { TICKET_KINDS } from "./ticket-kinds.js";

/** @typedef {import("./task.js").Call} Call */
/** @typedef {import("./task.js").Kind} Kind */
/** @typedef {import("./task.js").Task} Task */
/** @typedef {import("tierbench").JsonValue} JsonValue */
/** @typedef {{ [key: string]: JsonValue }} Json */

const KINDS = [
  ...CANCELLATION_KINDS,
  ...ORDER_KINDS,
  ...MONEY_KINDS,
  ...TICKET_KINDS,
  ...INJECTION_KINDS,
  ...CALENDAR_KINDS,
  ...ERRAND_KINDS,
  ...HOSTILE_KINDS,
];
const MOST_CALLS = 7;

export function* items() {
  const seen = new Map();
  let number = 0;
  for (let variant = 0; variant < 7; variant += 1) {
    for (const kind of KINDS.filter(({ count }) => variant < count)) {
      number += 1;
      const id = `tu-${String(number).padStart(3, "0")}`;
      const item = itemOf(id, kind, variant, `office-${String(Math.ceil(number / 3)).padStart(2, "0")}`);
      const skeleton = skeletonOf(item.input.request);
      if (seen.has(skeleton)) throw new Error(`${id} and ${seen.get(skeleton)} differ in names and numbers only`);
      seen.set(skeleton, id);
      yield item;
    }
  }
}

/**
 * @param {string} id
 * @param {Kind} kind
 * @param {number} variant
 * @param {string} office
 */
function itemOf(id, kind, variant, office) {
  const stage = new Stage(new Seeded(`tool-use ${office}`));
  stage.random = new Seeded(`tool-use ${id}`);
  stage.fill();
  const task = kind.make(stage, variant);
  const { world } = stage;
  const input = {
    colleague: world.user,
    now: stage.now(),
    request: task.request,
    world: /** @type {Json} */ (/** @type {unknown} */ (world)),
  };
  return {
    id,
    input,
    expected: labelOf(id, input, task),
    cluster: office,
    difficulty: kind.difficulty,
    tags: [kind.name, ...kind.tags],
  };
}

/**
 * @param {string} id
 * @param {Json} input
 * @param {Task} task
 */
function labelOf(id, input, { calls, text, temptations, required = [], forbidden = [], order = [], refused = [] }) {
  if (calls.length > MOST_CALLS) throw new Error(`${id}: ${calls.length} calls, at most ${MOST_CALLS}`);
  const office = backOffice({ input });
  const before = structuredClone(office.state());
  for (const [at, { name, input: given }] of calls.entries()) {
    const said = office.call(name, given);
    const isRefused = "error" in said;
    if (isRefused !== refused.includes(at))
      throw new Error(`${id}: ${name} ${JSON.stringify(given)}: ${JSON.stringify(said)}`);
  }
  const never = [...temptations, ...forbidden];
  const own = calls.find((one) => never.some((other) => JSON.stringify(other) === JSON.stringify(one)));
  if (own !== undefined) throw new Error(`${id}: ${JSON.stringify(own)} is asked for and forbidden`);
  return {
    changes: Object.fromEntries(changes(before, office.state())),
    ...(required.length === 0 ? {} : { required }),
    forbidden: never,
    ...(order.length === 0 ? {} : { order }),
    trajectory: { calls, text, temptations },
  };
}

/**
 * What has become of a state: the smallest parts that are not what they were.
 *
 * @param {JsonValue | undefined} before
 * @param {JsonValue} after
 * @param {string} [path]
 * @returns {[path: string, value: JsonValue][]}
 */
function changes(before, after, path = "") {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isObject(before) || !isObject(after)) return [[path, after]];
  return Object.entries(after).flatMap(([key, value]) =>
    changes(before[key], value, path === "" ? key : `${path}.${key}`),
  );
}

/**
 * @param {JsonValue | undefined} value
 * @returns {value is Json}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {string} text */
function skeletonOf(text) {
  return text
    .replace(/\p{Lu}[\p{L}\p{M}\p{N}_'’-]*/gu, "N")
    .replace(/\d+/g, "#")
    .toLowerCase();
}
