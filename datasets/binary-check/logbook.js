/**
 * Over-long texts: a logbook of some thousand words, and claims whose labels follow from its entries.
 * @module
 */
import { Seeded } from "../seeded.js";
import { houses } from "./logbook-words.js";

/** @typedef {import("./logbook-words.js").House} House */
/** @typedef {import("./stances.js").Claim} Claim */

/**
 * @typedef {object} Entry
 * @property {string} time
 * @property {string} [thing] - what was switched
 * @property {boolean} [on]
 * @property {string} line
 */

const ENTRIES = 190;
/** @param {number} minute */
const clock = (minute) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/**
 * @param {House} house
 * @param {Seeded} seeded
 * @returns {Entry[]} every thing but the last is switched; the last is named and never switched
 */
function entriesOf(house, seeded) {
  const state = new Map(house.things.slice(0, -1).map((thing) => [thing, true]));
  const rounds = seeded.shuffled(
    house.places.flatMap((place) => house.findings.map((finding) => `${place}: ${finding}`)),
  );
  const remarks = [...house.remarks];
  const quiet = () => (remarks.length > 0 && seeded.chance(0.2) ? remarks.shift() : rounds.pop()) ?? "";
  let minute = 18 * 60;
  return Array.from({ length: ENTRIES }, () => {
    minute += seeded.integer(2, 6);
    const time = clock(minute);
    if (!seeded.chance(0.28)) return { time, line: quiet().replace("#", String(seeded.integer(3, 97))) };
    const thing = seeded.pick([...state.keys()]);
    const on = !state.get(thing);
    state.set(thing, on);
    return { time, thing, on, line: seeded.pick(on ? house.starts : house.stops).replace("@", thing) };
  });
}

/**
 * @param {House} house
 * @returns {{ text: string, claims: Claim[] }}
 */
function logbook(house) {
  // The first night of which everything can be asked.
  for (let night = 1; ; night += 1) {
    const seeded = new Seeded(`binary-check:${house.name}:${night}`);
    const entries = entriesOf(house, seeded);
    const switched = entries.filter(({ thing }) => thing !== undefined);
    const last = new Map(switched.map((entry) => [entry.thing, entry]));
    const isInTheMiddle = (/** @type {Entry} */ entry, /** @type {number} */ index) =>
      index > switched.length / 3 && entry.on === false && last.get(entry.thing) !== entry;
    const wrong = switched.find(isInTheMiddle);
    const others = [...last.values()].filter(({ thing }) => thing !== wrong?.thing);
    if (wrong !== undefined && new Set(others.map(({ on }) => on)).size === 2)
      return corrected(house, entries, others, wrong, seeded);
  }
}

/**
 * One switching is put right at the end of the book: it was another thing, which nothing else is said about.
 * @param {House} house
 * @param {Entry[]} entries
 * @param {Entry[]} others - the last switching of every other thing
 * @param {Entry} entry - the wrong one
 * @param {Seeded} seeded
 * @returns {{ text: string, claims: Claim[] }}
 */
function corrected(house, entries, others, entry, seeded) {
  const wrong = { time: entry.time, thing: entry.thing ?? "" };
  const spare = house.things.at(-1) ?? "";
  const lines = entries.map(({ time, line }) => `${time} ${line}`);
  const correction = house.correction.replace("$", wrong.time).replaceAll("@", wrong.thing).replace("%", spare);
  const text = [house.opening, ...lines, correction, house.closing].join("\n");
  return { text, claims: claimsOf(house, others, wrong, spare, seeded) };
}

/**
 * @param {House} house
 * @param {Entry[]} others - the last switching of every thing but the wrong one
 * @param {{ time: string, thing: string }} wrong
 * @param {string} spare
 * @param {Seeded} seeded
 * @returns {Claim[]}
 */
function claimsOf(house, others, wrong, spare, seeded) {
  /** @type {(claim: string, expected: Claim["expected"], ...tags: string[]) => Claim} */
  const hard = (claim, expected, ...tags) => ({ claim, expected, difficulty: "hard", tags: ["over-long", ...tags] });
  const off = seeded.pick(others.filter(({ on }) => on === false));
  const on = seeded.pick(others.filter(({ on }) => on === true));
  return [
    hard(house.isOn.replace("@", on.thing ?? ""), "confirmed", "time-shift"),
    hard(house.isOnToo.replace("@", off.thing ?? ""), "denied", "time-shift"),
    hard(house.stopped.replace("@", wrong.thing).replace("$", wrong.time), "denied", "corrected-later"),
    hard(house.stopped.replace("@", spare).replace("$", wrong.time), "confirmed", "corrected-later"),
    hard(house.untold, "not-stated", "not-mentioned"),
  ];
}

export const logbooks = houses.map(logbook);
