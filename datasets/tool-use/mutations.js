/**
 * Plausible wrong ways of doing a task, made from the right one.
 * @module
 */
import { backOffice } from "../../evals/tool-use/environment.js";

/** @typedef {import("./task.js").Call} Call */
/** @typedef {[name: string, calls: readonly Call[]]} Wrong */

/** Of tempting calls that are made at once, without looking anything up. */
const AT_ONCE = 2;

/**
 * @param {string} reference - the JSON of the right trajectory
 * @param {import("tierbench").Item} item
 * @returns {[name: string, text: string][]} trajectories as JSON
 */
export default function mutations(reference, item) {
  /** @type {{ calls: Call[], text: string, temptations: Call[] }} */
  const { calls, text, temptations } = JSON.parse(reference);
  const acting = effective(calls, item);
  /** @type {Wrong[]} */
  const wrong = [
    ...temptations.map((call, at) => wrongly(`does what it must not in the end (${at + 1})`, [...calls, call])),
    ...temptations.slice(0, AT_ONCE).map((call, at) => wrongly(`does what it must not, at once (${at + 1})`, [call])),
    ...(calls.length > 0 ? [wrongly("does nothing", [])] : []),
    ...acting.map((at) => wrongly(`leaves out call ${at + 1}`, calls.toSpliced(at, 1))),
    ...acting.slice(0, -1).map((at) => wrongly(`stops after call ${at + 1}`, calls.slice(0, at + 1))),
    ...acting.map((at) => wrongly(`means another record in call ${at + 1}`, calls.with(at, another(calls[at])))),
  ];
  return wrong.map(([name, made]) => [name, JSON.stringify({ calls: made, text })]);
}

/**
 * @param {string} name
 * @param {readonly Call[]} calls
 * @returns {Wrong}
 */
function wrongly(name, calls) {
  return [name, calls];
}

/**
 * Places of the calls that change something: of one that is refused, on the way to another, nothing is missing.
 *
 * @param {readonly Call[]} calls
 * @param {import("tierbench").Item} item
 */
function effective(calls, item) {
  const office = backOffice(item);
  return calls.flatMap(({ name, input }, at) => {
    const before = JSON.stringify(office.state());
    office.call(name, input);
    return JSON.stringify(office.state()) === before ? [] : [at];
  });
}

/**
 * The same done to a record that there is none of, or at a time that nobody meant.
 *
 * @param {Call | undefined} call
 * @returns {Call}
 */
function another(call) {
  if (call === undefined) throw new RangeError("no call");
  const { name, input } = call;
  const [field, id] = Object.entries(input).find(([key]) => key.endsWith("_id")) ?? [];
  if (field === undefined || typeof id !== "string")
    return { name, input: { ...input, start: "2031-01-01T09:00:00Z", end: "2031-01-01T10:00:00Z" } };
  return { name, input: { ...input, [field]: `${id.slice(0, 2)}99999` } };
}
