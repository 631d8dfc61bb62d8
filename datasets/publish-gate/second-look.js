/**
 * The same file some days later: part of what was the matter is settled, time has passed, something new may have come up.
 * @module
 */
import { decide, findApproval, findCheck } from "./gate.js";

/** @typedef {import("./gate.js").Evidence} Evidence */
/** @typedef {import("./gate.js").Scenario} Scenario */
/** @typedef {import("../seeded.js").Seeded} Seeded */

/** How much of what is not met gets settled. */
const SHARE_SETTLED = 0.75;
const CHANCE_OF_NEWS = 0.3;

const OPENINGS = [
  "UPDATE. The decision was put off to {d}; what holds on that day counts.",
  "Postscript. We did not decide then. The day of the decision is now {d}. Since then:",
  "--- second sitting, {d}, which is the day of the decision now ---",
  "New day of the decision: {d}. What has come in meanwhile:",
  "Taken off the agenda and put on it again for {d}, the day that counts. Added to the file:",
];

/**
 * @param {Scenario} scenario
 * @param {import("./wording.js").Wording} wording - that of the file
 * @param {string} file - as it was
 * @param {Seeded} seeded
 * @returns {{ file: string, decision: import("./gate.js").Decision, added: Evidence[] }}
 */
export function secondLook(scenario, wording, file, seeded) {
  const later = { ...scenario, day: scenario.day + seeded.integer(3, 6) };
  const added = [...settled(later, scenario.day, seeded), ...news(later, file, seeded)];
  const lines = seeded.shuffled(added).map((record) => wording.sentence(record));
  const opening = seeded.pick(OPENINGS).replace("{d}", wording.date(later.day));
  const update = [opening, ...(lines.length === 0 ? ["Nothing has come in."] : lines)].join("\n");
  return { file: `${file}\n\n${update}`, decision: decide({ ...later, records: [...later.records, ...added] }), added };
}

/**
 * @param {Scenario} later
 * @param {number} since - the day of the first look
 * @param {Seeded} seeded
 * @returns {Evidence[]} what part of it was settled by
 */
function settled(later, since, seeded) {
  const { checks, roles, records, people, version } = later;
  const day = () => seeded.integer(since + 1, later.day);
  /** @type {Evidence[]} */
  const all = [
    ...checks
      .filter((check) => check !== later.domain.measured?.name && findCheck(later, check) !== "met")
      .map((check) => ({ type: /** @type {const} */ ("check"), day: day(), check, version, passed: true })),
    ...roles
      .filter((role) => findApproval(later, role) !== "met")
      .map((role) => ({
        type: /** @type {const} */ ("approval"),
        day: day(),
        role,
        by: people.get(role) ?? "",
        version,
        verdict: /** @type {const} */ ("approved"),
      })),
    ...records
      .flatMap((record) =>
        record.type === "incident" && record.state !== "closed" && record.source === undefined ? [record] : [],
      )
      .filter(
        ({ id, day: opened }) =>
          !records.some((other) => other.type === "incident" && other.id === id && other.day > opened),
      )
      .map((incident) => ({
        ...incident,
        day: day(),
        state: /** @type {const} */ ("closed"),
        severity: incident.severity ?? 2,
      })),
  ];
  return all.filter(() => seeded.chance(SHARE_SETTLED));
}

/** @type {(later: Scenario, file: string, seeded: Seeded) => Evidence[]} */
function news({ domain, records, day }, file, seeded) {
  const known = new Set(records.flatMap((record) => (record.type === "incident" ? [record.about] : [])));
  const fresh = domain.incidents.filter((about) => !known.has(about));
  if (!seeded.chance(CHANCE_OF_NEWS))
    return [{ type: "remark", said: seeded.pick(domain.noise.filter((said) => !file.includes(said.slice(1)))) }];
  const severity = seeded.pick([1, 2, 3, 4, null]);
  return [
    {
      type: "incident",
      day: day - 1,
      id: `INC-${seeded.integer(1000, 9999)}`,
      about: seeded.pick(fresh),
      severity,
      state: "open",
    },
  ];
}
