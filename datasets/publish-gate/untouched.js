/**
 * What is still as it was in a scenario.
 * @module
 */

/** @typedef {import("./gate.js").Scenario} Scenario */
/** @typedef {import("../seeded.js").Seeded} Seeded */

/** What twists may still touch: none touches what another has. */
export class Untouched {
  #checks;
  #roles;
  #incidents;
  #conditions;
  #once = new Set();

  /**
   * @param {Scenario} scenario
   * @param {Seeded} seeded
   */
  constructor(scenario, seeded) {
    this.#checks = seeded.shuffled(scenario.checks.filter((check) => check !== scenario.domain.measured?.name));
    this.#roles = seeded.shuffled(scenario.roles);
    this.#incidents = seeded.shuffled(scenario.domain.incidents);
    this.#conditions = seeded.shuffled(scenario.domain.conditions);
  }

  check = () => taken(this.#checks.pop());
  role = () => taken(this.#roles.pop());
  incident = () => taken(this.#incidents.pop());
  condition = () => taken(this.#conditions.pop());
  /** @param {string} what */
  once(what) {
    if (this.#once.has(what)) throw new Taken();
    this.#once.add(what);
  }
}

/** There is nothing left for a twist to touch. */
export class Taken extends Error {}

/**
 * @template T
 * @param {T | undefined} value
 * @returns {T}
 */
function taken(value) {
  if (value === undefined) throw new Taken();
  return value;
}
