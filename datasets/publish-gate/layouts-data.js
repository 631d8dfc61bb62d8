/**
 * Files as data: tables, YAML, JSON, logs.
 * @module
 */
import { chronological, grouped } from "./layouts-prose.js";

/** @typedef {import("./layouts-prose.js").Layout} Layout */
/** @typedef {import("./wording.js").Wording} Wording */
/** @typedef {import("./wording.js").Row} Row */

/** @type {(wording: Wording) => [string, string][]} */
function fields(wording) {
  const { domain, name, version, author, day } = wording.scenario;
  return [
    ["candidate", name],
    ["kind", domain.kind],
    ["version", wording.version(version)],
    ["author", author],
    ["decision_date", wording.date(day)],
  ];
}

/** @type {(row: Row) => [string, string][]} */
const filledCells = (row) => Object.entries(row).filter(([, value]) => value !== "");

/** @type {Layout} */
export function table(wording, records) {
  const { scenario } = wording;
  const top = fields(wording).map(([name, value]) => `**${name.replace("_", " ")}:** ${value}`);
  const needs = [
    `**required checks:** ${scenario.checks.join("; ")}`,
    `**required approvals:** ${scenario.roles.join("; ")}`,
  ];
  const rows = grouped(records).map((record) => {
    const { what, subject, version, outcome, who, date, note } = wording.row(record);
    return `| ${[what, subject, version, outcome, who, date, note].join(" | ")} |`;
  });
  return [
    ...top,
    ...needs,
    "",
    "| what | subject | version | outcome | who | date | note |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** @type {Layout} */
export function yaml(wording, records) {
  const { scenario, seeded } = wording;
  const top = fields(wording).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const list = (/** @type {string} */ name, /** @type {string[]} */ values) => [
    `${name}:`,
    ...values.map((value) => `  - ${value}`),
  ];
  const entries = (seeded.chance(0.5) ? grouped(records) : records).flatMap((record) => {
    if (record.type === "remark") return [`# ${record.said}`];
    const cells = filledCells(wording.row(record));
    return cells.map(
      ([name, value], index) =>
        `${index === 0 ? "  - " : "    "}${name}: ${/[:#"]/u.test(value) ? JSON.stringify(value) : value}`,
    );
  });
  return [
    ...top,
    ...list("required_checks", scenario.checks),
    ...list("required_approvals", scenario.roles),
    `${seeded.pick(["evidence", "records", "file"])}:`,
    ...entries,
  ].join("\n");
}

/** @type {Layout} */
export function json(wording, records) {
  const { scenario, seeded } = wording;
  const rows = records.map((record) => Object.fromEntries(filledCells(wording.row(record))));
  const document = {
    ...Object.fromEntries(fields(wording)),
    required: { checks: scenario.checks, approvals: scenario.roles },
    [seeded.pick(["evidence", "records", "items"])]: rows,
  };
  return JSON.stringify(document, null, seeded.pick([0, 1, 2]));
}

/** @type {Layout} */
export function log(wording, records) {
  const { scenario, seeded } = wording;
  const separator = seeded.pick([" | ", " ; ", "\t", " :: "]);
  const top = [
    ...fields(wording),
    ["required checks", scenario.checks.join(", ")],
    ["required approvals", scenario.roles.join(", ")],
  ];
  const lines = chronological(records).map((record) => {
    const { what, subject, version, outcome, who, date, note } = wording.row(record);
    return [date === "" ? "-" : date, what, subject, version, outcome, who, note]
      .filter((cell) => cell !== "")
      .join(separator);
  });
  return [...top.map(([name, value]) => `# ${name}: ${value}`), ...lines, "# end of export"].join("\n");
}
