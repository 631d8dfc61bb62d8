/**
 * Twists that a person has to settle.
 * @module
 */
import { failed, incidentId, onApproval, onCheck, openIncident, outsider, SOURCES } from "./twist.js";

/** @typedef {import("./twist.js").Twist} Twist */

/** @type {Twist[]} */
export const escalating = [
  {
    name: "check-contradicted",
    effect: "escalate",
    weight: 3,
    apply(scenario, free, seeded) {
      const [one = "", other = ""] = seeded.shuffled(seeded.pick(SOURCES));
      const first = onCheck(scenario, free.check(), (record) => {
        record.source = one;
      });
      scenario.records.push({ ...first, passed: false, source: other });
    },
  },
  {
    name: "check-without-version",
    effect: "escalate",
    weight: 3,
    apply: (scenario, free) =>
      void onCheck(scenario, free.check(), (record) => {
        record.version = null;
      }),
  },
  {
    name: "waiver-without-end",
    effect: "escalate",
    weight: 3,
    apply(scenario, free, seeded) {
      const check = failed(scenario, free);
      scenario.records.push({
        type: "waiver",
        day: scenario.day - 4,
        check,
        by: outsider(scenario, seeded),
        until: null,
      });
    },
  },
  {
    name: "approval-unsigned",
    effect: "escalate",
    weight: 2,
    apply: (scenario, free) =>
      void onApproval(scenario, free.role(), (record) => {
        record.by = null;
      }),
  },
  {
    name: "condition-open",
    effect: "escalate",
    weight: 3,
    apply(scenario, free) {
      const { ask } = free.condition();
      onApproval(scenario, free.role(), (record) => {
        record.verdict = "conditional";
        record.ask = ask;
      });
    },
  },
  {
    name: "incident-unrated",
    effect: "escalate",
    weight: 2,
    apply: (scenario, free, seeded) => openIncident(scenario, free, seeded, null),
  },
  {
    name: "severity-contradicted",
    effect: "escalate",
    weight: 3,
    apply(scenario, free, seeded) {
      const [one = "", other = ""] = seeded.shuffled(seeded.pick(SOURCES));
      const incident = {
        type: /** @type {const} */ ("incident"),
        day: scenario.day - 3,
        id: incidentId(seeded),
        about: free.incident(),
        state: /** @type {const} */ ("open"),
      };
      scenario.records.push(
        { ...incident, severity: seeded.integer(1, 2), source: one },
        { ...incident, severity: seeded.integer(3, 4), source: other },
      );
    },
  },
];
