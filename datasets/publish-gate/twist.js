/**
 * A change of a clean scenario at one place, and the moves that several changes share.
 * @module
 */

/** @typedef {import("./gate.js").Scenario} Scenario */
/** @typedef {import("./gate.js").Decision} Decision */
/** @typedef {import("../seeded.js").Seeded} Seeded */
/** @typedef {import("./untouched.js").Untouched} Untouched */

/**
 * @typedef {object} Twist
 * @property {string} name - a tag
 * @property {Decision} effect - what it demands, all else being well
 * @property {1 | 2 | 3} weight - how much reading it takes
 * @property {(scenario: Scenario, free: Untouched, seeded: Seeded) => void} apply
 */
/** @type {(scenario: Scenario, check: string, change: (record: import("./gate.js").Check) => void) => import("./gate.js").Check} */
export function onCheck({ records }, check, change) {
  for (const record of records)
    if (record.type === "check" && record.check === check) {
      change(record);
      return record;
    }
  throw new Error(`no check "${check}"`);
}

/** @type {(scenario: Scenario, role: string, change: (record: import("./gate.js").Approval) => void) => import("./gate.js").Approval} */
export function onApproval({ records }, role, change) {
  for (const record of records)
    if (record.type === "approval" && record.role === role) {
      change(record);
      return record;
    }
  throw new Error(`no approval "${role}"`);
}

/** @type {(scenario: Scenario, record: unknown) => void} */
export function drop(scenario, record) {
  scenario.records = scenario.records.filter((other) => other !== record);
}

/** @type {(scenario: Scenario, free: Untouched) => string} */
export function failed(scenario, free) {
  const check = free.check();
  onCheck(scenario, check, (record) => {
    record.passed = false;
  });
  return check;
}

/** @type {(scenario: Scenario, seeded: Seeded) => string} */
export const outsider = ({ people, author }, seeded) =>
  seeded.pick([...people.values()].filter((person) => person !== author));

/** @type {(seeded: Seeded) => string} */
export const incidentId = (seeded) => `INC-${seeded.integer(1000, 9999)}`;

/** @type {(scenario: Scenario, free: Untouched, seeded: Seeded, severity: number | null) => void} */
export function openIncident(scenario, free, seeded, severity) {
  const day = scenario.day - seeded.integer(1, 8);
  scenario.records.push({
    type: "incident",
    day,
    id: incidentId(seeded),
    about: free.incident(),
    severity,
    state: "open",
  });
}

/** @type {(scenario: Scenario, free: Untouched, isMet: boolean) => void} */
export function conditional(scenario, free, isMet) {
  const { ask, met, unmet } = free.condition();
  const role = free.role();
  onApproval(scenario, role, (record) => {
    record.verdict = "conditional";
    record.ask = ask;
    record.day -= 3;
  });
  scenario.records.push({ type: "condition", day: scenario.day - 1, role, isMet, said: isMet ? met : unmet });
}

/** @type {(measured: import("./domains-technical.js").Measured, value: number, seeded: Seeded) => { value: string, limit: string }} */
export function inUnits({ small, large, factor, limit }, value, seeded) {
  const inSmall = (/** @type {number} */ amount) => `${Math.round(amount)} ${small}`;
  const inLarge = (/** @type {number} */ amount) => `${Number((Math.round(amount) / factor).toPrecision(4))} ${large}`;
  return seeded.chance(0.5)
    ? { value: inSmall(value), limit: inLarge(limit) }
    : { value: inLarge(value), limit: inSmall(limit) };
}

/** Two that may contradict each other. */
export const SOURCES = [
  ["the bench sheet", "the portal"],
  ["the tester's mail", "the register"],
  ["the copy in the folder", "the copy on the wall"],
  ["the night team's protocol", "the day team's protocol"],
  ["the supplier's report", "our own report"],
];
