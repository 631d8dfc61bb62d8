/**
 * Twists that look like trouble and change nothing.
 * @module
 */
import { conditional, failed, incidentId, inUnits, onApproval, onCheck, openIncident, outsider } from "./twist.js";
import { Taken } from "./untouched.js";

/** @typedef {import("./twist.js").Twist} Twist */

/** @type {Twist[]} */
export const harmless = [
  {
    name: "check-passed-later",
    effect: "release",
    weight: 2,
    apply(scenario, free, seeded) {
      const last = onCheck(scenario, free.check(), () => undefined);
      scenario.records.push({ ...last, day: last.day - seeded.integer(1, 4), passed: false });
    },
  },
  {
    name: "old-version-failed",
    effect: "release",
    weight: 2,
    apply(scenario, free) {
      const now = onCheck(scenario, free.check(), () => undefined);
      scenario.records.push({ ...now, day: now.day - 11, version: scenario.previous, passed: false });
    },
  },
  {
    name: "under-the-limit",
    effect: "release",
    weight: 3,
    apply(scenario, free, seeded) {
      const { measured } = scenario.domain;
      free.once("measured");
      if (measured === undefined || !scenario.checks.includes(measured.name)) throw new Taken();
      onCheck(scenario, measured.name, (record) => {
        record.measured = inUnits(measured, measured.limit * (1 - seeded.integer(3, 20) / 40), seeded);
      });
    },
  },
  {
    name: "waiver-valid",
    effect: "release",
    weight: 2,
    apply(scenario, free, seeded) {
      const check = failed(scenario, free);
      scenario.records.push({
        type: "waiver",
        day: scenario.day - 6,
        check,
        by: outsider(scenario, seeded),
        until: scenario.day + seeded.integer(2, 40),
      });
    },
  },
  {
    name: "waiver-on-its-last-day",
    effect: "release",
    weight: 3,
    apply(scenario, free, seeded) {
      const check = failed(scenario, free);
      scenario.records.push({
        type: "waiver",
        day: scenario.day - 14,
        check,
        by: outsider(scenario, seeded),
        until: scenario.day,
      });
    },
  },
  {
    name: "approval-after-refusal",
    effect: "release",
    weight: 2,
    apply(scenario, free, seeded) {
      const last = onApproval(scenario, free.role(), () => undefined);
      scenario.records.push({ ...last, day: last.day - seeded.integer(2, 5), verdict: "refused" });
    },
  },
  {
    name: "condition-met",
    effect: "release",
    weight: 2,
    apply: (scenario, free) => conditional(scenario, free, true),
  },
  {
    name: "incident-closed",
    effect: "release",
    weight: 2,
    apply(scenario, free, seeded) {
      const incident = {
        type: /** @type {const} */ ("incident"),
        id: incidentId(seeded),
        about: free.incident(),
        severity: seeded.integer(1, 2),
      };
      scenario.records.push(
        { ...incident, day: scenario.day - 10, state: "open" },
        { ...incident, day: scenario.day - 4, state: "closed" },
      );
    },
  },
  {
    name: "incident-minor",
    effect: "release",
    weight: 2,
    apply: (scenario, free, seeded) => openIncident(scenario, free, seeded, seeded.integer(3, 4)),
  },
  {
    name: "freeze-on-other-days",
    effect: "release",
    weight: 2,
    apply(scenario, free, seeded) {
      free.once("time");
      const length = seeded.integer(3, 9);
      const from = seeded.chance(0.5) ? scenario.day - length - 1 : scenario.day + 1;
      scenario.records.push({ type: "freeze", from, to: from + length });
    },
  },
  {
    name: "embargo-lifted",
    effect: "release",
    weight: 2,
    apply(scenario, free, seeded) {
      free.once("time");
      scenario.records.push({ type: "embargo", day: scenario.day - seeded.integer(0, 2) });
    },
  },
  {
    name: "another-candidate",
    effect: "release",
    weight: 2,
    apply(scenario, free, seeded) {
      const name = seeded.pick(scenario.domain.names.filter((other) => other !== scenario.name));
      const what = seeded.chance(0.5)
        ? `failed the ${seeded.pick(scenario.checks)}`
        : `has an open incident of severity 1 (${free.incident()})`;
      scenario.records.push({ type: "elsewhere", day: scenario.day - seeded.integer(1, 5), name, what });
    },
  },
];
