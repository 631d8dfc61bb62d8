/**
 * A clean file, and twists upon it until it has the wished decision.
 * @module
 */
import { decide } from "./gate.js";
import { inUnits } from "./twist.js";
import { escalating } from "./twists-escalate.js";
import { holding } from "./twists-hold.js";
import { harmless } from "./twists-release.js";
import { Taken, Untouched } from "./untouched.js";

/** @typedef {import("./gate.js").Scenario} Scenario */
/** @typedef {import("./gate.js").Decision} Decision */
/** @typedef {import("./twist.js").Twist} Twist */
/** @typedef {import("../seeded.js").Seeded} Seeded */

const PEOPLE = [
  "A. Okonedo",
  "Brigitta Maas",
  "C. Lindgren",
  "Darya Volkonen",
  "E. Ferreira",
  "Femke Aalders",
  "G. Okafor",
  "Halima Saadi",
  "I. Brandvold",
  "Jorge Pina",
  "K. Wisniak",
  "Leonie Truchet",
  "M. Castellane",
  "Nuria Benaim",
  "O. Haldorsen",
  "Priya Raman",
  "Q. Teixido",
  "Rasmus Ebb",
  "S. Yamazumi",
  "Tilda Kron",
  "U. Adeyo",
  "Vera Sommerfeld",
  "W. Achterop",
  "Xenia Palk",
  "Y. Dramane",
  "Zoltan Erdei",
  "Ines Corbusa",
  "Paul Hinnerk",
];

/** @type {(form: string, seeded: Seeded) => { version: string, previous: string }} */
function versions(form, seeded) {
  if (form === "semver") {
    const [major, minor, patch] = [seeded.integer(1, 9), seeded.integer(0, 14), seeded.integer(1, 9)];
    return { version: `${major}.${minor}.${patch}`, previous: `${major}.${minor}.${patch - 1}` };
  }
  const number = seeded.integer(2, 19);
  if (form === "letter")
    return { version: String.fromCodePoint(65 + number), previous: String.fromCodePoint(64 + number) };
  return { version: String(number), previous: String(number - 1) };
}

/**
 * @param {import("./domains-technical.js").Domain} domain
 * @param {boolean} isMeasured - one check is reported as a figure for certain, not by chance
 * @param {Seeded} seeded
 * @returns {Scenario} with every requirement met
 */
export function cleanScenario(domain, isMeasured, seeded) {
  // From March to October, so that no file crosses the turn of a year.
  const day = Math.floor(
    Date.UTC(seeded.integer(2030, 2035), seeded.integer(2, 9), seeded.integer(1, 28)) / 86_400_000,
  );
  const [author = "", ...others] = seeded.sample(PEOPLE, 6);
  const checks = seeded.sample(domain.checks, seeded.integer(3, 5));
  const { measured } = domain;
  if (measured !== undefined && (seeded.chance(0.3) || isMeasured))
    checks.splice(seeded.integer(0, checks.length), 0, measured.name);
  const roles = seeded.sample(domain.roles, seeded.integer(2, 4));
  const { version, previous } = versions(domain.form, seeded);
  const people = new Map(roles.map((role, index) => [role, others[index] ?? ""]));
  /** @type {import("./gate.js").Evidence[]} */
  const records = [
    ...checks.map((check) => ({
      type: /** @type {const} */ ("check"),
      day: day - seeded.integer(4, 14),
      check,
      version,
      passed: true,
      ...(check === measured?.name
        ? { measured: inUnits(measured, measured.limit * (0.3 + seeded.next() / 2), seeded) }
        : {}),
    })),
    ...roles.map((role) => ({
      type: /** @type {const} */ ("approval"),
      day: day - seeded.integer(1, 4),
      role,
      by: people.get(role) ?? "",
      version,
      verdict: /** @type {const} */ ("approved"),
    })),
  ];
  return { domain, name: seeded.pick(domain.names), version, previous, author, day, checks, roles, people, records };
}

/** @type {Readonly<Record<Decision, number>>} */
const RANK = { release: 0, escalate: 1, hold: 2 };

/**
 * @param {Scenario} clean
 * @param {readonly Twist[]} wished
 * @param {Seeded} seeded
 * @returns {{ scenario: Scenario, applied: Twist[] }} those twists that found something to touch
 */
export function twisted(clean, wished, seeded) {
  const free = new Untouched(clean, seeded);
  let scenario = structuredClone(clean);
  /** @type {Twist[]} */
  const applied = [];
  for (const twist of wished) {
    const next = structuredClone(scenario);
    try {
      twist.apply(next, free, seeded);
    } catch (thrown) {
      if (thrown instanceof Taken) continue;
      throw thrown;
    }
    scenario = next;
    applied.push(twist);
  }
  const demanded = applied.reduce(
    (worst, { effect }) => (RANK[effect] > RANK[worst] ? effect : worst),
    /** @type {Decision} */ ("release"),
  );
  // The rule decides; that it agrees with what each twist is meant to do is a check of both.
  if (decide(scenario) !== demanded)
    throw new Error(`rule says ${decide(scenario)}, twists say ${demanded}: ${applied.map(({ name }) => name).join()}`);
  return { scenario, applied };
}

/** @type {(effect: Decision) => Twist[]} */
export const withEffect = (effect) => ({ hold: holding, escalate: escalating, release: harmless })[effect];
