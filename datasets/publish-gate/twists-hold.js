/**
 * Twists that demand a hold.
 * @module
 */
import {
  conditional,
  drop,
  failed,
  incidentId,
  inUnits,
  onApproval,
  onCheck,
  openIncident,
  outsider,
} from "./twist.js";
import { Taken } from "./untouched.js";

/** @typedef {import("./twist.js").Twist} Twist */

/** @type {Twist[]} */
export const holding = [
  { name: "check-failed", effect: "hold", weight: 1, apply: (scenario, free) => void failed(scenario, free) },
  {
    name: "check-missing",
    effect: "hold",
    weight: 2,
    apply: (scenario, free) =>
      drop(
        scenario,
        onCheck(scenario, free.check(), () => undefined),
      ),
  },
  {
    name: "check-of-old-version",
    effect: "hold",
    weight: 3,
    apply: (scenario, free) =>
      void onCheck(scenario, free.check(), (record) => {
        record.version = scenario.previous;
        record.day -= 9;
      }),
  },
  {
    name: "check-failed-later",
    effect: "hold",
    weight: 2,
    apply(scenario, free, seeded) {
      const first = onCheck(scenario, free.check(), (record) => {
        record.day -= 4;
      });
      scenario.records.push({ ...first, day: first.day + seeded.integer(1, 3), passed: false });
    },
  },
  {
    name: "over-the-limit",
    effect: "hold",
    weight: 3,
    apply(scenario, free, seeded) {
      const { measured } = scenario.domain;
      free.once("measured");
      if (measured === undefined || !scenario.checks.includes(measured.name)) throw new Taken();
      onCheck(scenario, measured.name, (record) => {
        record.passed = false;
        record.measured = inUnits(measured, measured.limit * (1 + seeded.integer(3, 20) / 40), seeded);
      });
    },
  },
  {
    name: "waiver-expired",
    effect: "hold",
    weight: 2,
    apply(scenario, free, seeded) {
      const check = failed(scenario, free);
      const until = scenario.day - seeded.integer(1, 6);
      scenario.records.push({ type: "waiver", day: until - 20, check, by: outsider(scenario, seeded), until });
    },
  },
  {
    name: "waiver-for-another-check",
    effect: "hold",
    weight: 3,
    apply(scenario, free, seeded) {
      failed(scenario, free);
      const until = scenario.day + seeded.integer(4, 30);
      scenario.records.push({
        type: "waiver",
        day: scenario.day - 5,
        check: free.check(),
        by: outsider(scenario, seeded),
        until,
      });
    },
  },
  {
    name: "waiver-by-the-author",
    effect: "hold",
    weight: 3,
    apply(scenario, free, seeded) {
      const check = failed(scenario, free);
      scenario.records.push({
        type: "waiver",
        day: scenario.day - 2,
        check,
        by: scenario.author,
        until: scenario.day + seeded.integer(5, 30),
      });
    },
  },
  {
    name: "approval-missing",
    effect: "hold",
    weight: 2,
    apply: (scenario, free) =>
      drop(
        scenario,
        onApproval(scenario, free.role(), () => undefined),
      ),
  },
  {
    name: "approval-refused",
    effect: "hold",
    weight: 1,
    apply: (scenario, free) =>
      void onApproval(scenario, free.role(), (record) => {
        record.verdict = "refused";
      }),
  },
  {
    name: "approval-withdrawn",
    effect: "hold",
    weight: 2,
    apply(scenario, free) {
      const given = onApproval(scenario, free.role(), (record) => {
        record.day -= 3;
      });
      scenario.records.push({ ...given, day: given.day + 2, verdict: "withdrawn" });
    },
  },
  {
    name: "approval-by-the-author",
    effect: "hold",
    weight: 3,
    apply: (scenario, free) =>
      void onApproval(scenario, free.role(), (record) => {
        record.by = scenario.author;
      }),
  },
  {
    name: "approval-of-old-version",
    effect: "hold",
    weight: 3,
    apply: (scenario, free) =>
      void onApproval(scenario, free.role(), (record) => {
        record.version = scenario.previous;
        record.day -= 8;
      }),
  },
  {
    name: "condition-not-met",
    effect: "hold",
    weight: 2,
    apply: (scenario, free) => conditional(scenario, free, false),
  },
  {
    name: "incident-open",
    effect: "hold",
    weight: 1,
    apply: (scenario, free, seeded) => openIncident(scenario, free, seeded, seeded.integer(1, 2)),
  },
  {
    name: "incident-reopened",
    effect: "hold",
    weight: 2,
    apply(scenario, free, seeded) {
      const incident = {
        type: /** @type {const} */ ("incident"),
        id: incidentId(seeded),
        about: free.incident(),
        severity: seeded.integer(1, 2),
      };
      scenario.records.push(
        { ...incident, day: scenario.day - 9, state: "closed" },
        { ...incident, day: scenario.day - 3, state: "reopened" },
      );
    },
  },
  {
    name: "freeze",
    effect: "hold",
    weight: 2,
    apply(scenario, free, seeded) {
      free.once("time");
      scenario.records.push({
        type: "freeze",
        from: scenario.day - seeded.integer(0, 6),
        to: scenario.day + seeded.integer(0, 9),
      });
    },
  },
  {
    name: "embargo",
    effect: "hold",
    weight: 2,
    apply(scenario, free, seeded) {
      free.once("time");
      scenario.records.push({ type: "embargo", day: scenario.day + seeded.integer(1, 5) });
    },
  },
];
