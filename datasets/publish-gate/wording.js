/**
 * One record as a sentence or as the row of a table.
 * @module
 */
import { englishDates, frenchDate, germanDate } from "./dates.js";
import { french, german } from "./foreign.js";
import { english, englishFirstPerson } from "./phrases-english.js";

/** @typedef {import("./gate.js").Evidence} Evidence */
/** @typedef {import("./gate.js").Scenario} Scenario */
/** @typedef {import("../seeded.js").Seeded} Seeded */
/** @typedef {"en" | "de" | "fr"} Language */

/** @typedef {Record<"what" | "subject" | "version" | "outcome" | "who" | "date" | "note", string>} Row */

const PHRASES = { en: english, de: german, fr: french };

/** How one file words its records. */
export class Wording {
  /**
   * @param {Scenario} scenario
   * @param {Language} language
   * @param {Seeded} seeded
   */
  constructor(scenario, language, seeded) {
    this.scenario = scenario;
    this.language = language;
    this.seeded = seeded;
    this.date = language === "de" ? germanDate : language === "fr" ? frenchDate : seeded.pick(englishDates);
    this.passWord = seeded.pick(["pass", "passed", "ok", "green"]);
    this.failWord = seeded.pick(["FAIL", "failed", "not passed", "red"]);
  }

  /** @param {string} number */
  version(number) {
    const { form } = this.scenario.domain;
    if (this.language !== "en") return `${this.language === "de" ? "Ausgabe" : "version"} ${number}`;
    if (form === "semver") return number;
    return `${form === "letter" ? "rev" : form} ${number}`;
  }

  /**
   * @param {Evidence} record
   * @returns {string} a sentence
   */
  sentence(record) {
    if (record.type === "remark") return ended(record.said);
    return ended(this.#filled(this.#phrases(kindOf(record)), record));
  }

  /**
   * @param {Evidence} record
   * @returns {string} a sentence as the one who did it would write it, where there is one
   */
  ownWords(record) {
    const own =
      record.type === "approval" && record.by !== null && this.language === "en"
        ? englishFirstPerson[record.verdict]
        : undefined;
    return own === undefined ? this.sentence(record) : ended(this.#filled(own, record));
  }

  /** @param {Evidence} record */
  row(record) {
    /** @type {Row} */
    const row = {
      what: record.type,
      subject: "",
      version: "",
      outcome: "",
      who: "",
      date: "day" in record ? this.date(record.day) : "",
      note: "",
    };
    return { ...row, ...this.#cells(record) };
  }

  /** @param {string} kind */
  #phrases(kind) {
    const phrases = PHRASES[this.language][kind];
    if (phrases === undefined) throw new Error(`no phrases for "${kind}" in ${this.language}`);
    return phrases;
  }

  /** @type {(phrases: readonly string[], record: Evidence) => string} */
  #filled(phrases, record) {
    /** @type {Record<string, unknown>} */
    const values = { ...record, ...("measured" in record ? record.measured : {}) };
    const version = typeof values.version === "string" ? values.version : this.scenario.version;
    const days = ["until", "from", "to"].flatMap((name) =>
      typeof values[name] === "number" ? [[name, this.date(values[name])]] : [],
    );
    const shown = {
      ...values,
      ...Object.fromEntries(days),
      v: this.version(version),
      sev: values.severity,
      d: "day" in record ? this.date(record.day) : "",
    };
    return this.seeded
      .pick(phrases)
      .replace(/\{(\w+)\}/gu, (_, name) => String(shown[/** @type {keyof typeof shown} */ (name)]));
  }

  /** @type {(record: Evidence) => Partial<Row>} */
  #cells(record) {
    switch (record.type) {
      case "check":
        return {
          subject: record.check,
          version: record.version === null ? "" : this.version(record.version),
          outcome: record.measured
            ? `${record.measured.value} (limit ${record.measured.limit})`
            : record.passed
              ? this.passWord
              : this.failWord,
          note:
            record.version === null
              ? "version not recorded"
              : record.source === undefined
                ? ""
                : `from ${record.source}`,
        };
      case "approval":
        return {
          subject: record.role,
          version: this.version(record.version),
          outcome: record.verdict === "conditional" ? `approved if ${record.ask}` : record.verdict,
          who: record.by ?? "",
          note: record.by === null ? "no name" : "",
        };
      case "condition":
        return { what: "note", subject: record.role, outcome: record.said };
      case "incident":
        return {
          subject: `${record.id} ${record.about}`,
          outcome: `${record.state}, severity ${record.severity ?? "not assigned"}`,
          note: record.source === undefined ? "" : `from ${record.source}`,
        };
      case "waiver":
        return {
          subject: record.check,
          outcome: record.until === null ? "until: (blank)" : `until ${this.date(record.until)} incl.`,
          who: record.by,
        };
      case "freeze":
        return { subject: "calendar", outcome: `${this.date(record.from)} to ${this.date(record.to)}, both incl.` };
      case "embargo":
        return { subject: "calendar", outcome: `not before ${this.date(record.day)}`, date: "" };
      case "elsewhere":
        return { what: "other", subject: record.name, outcome: record.what };
      case "remark":
        return { what: "remark", note: record.said };
      default:
        throw new Error("a record of an unknown type");
    }
  }
}

/** @type {(record: Exclude<Evidence, { type: "remark" }>) => string} */
function kindOf(record) {
  switch (record.type) {
    case "check":
      if (record.measured) return "measured";
      if (record.version === null) return "unversioned";
      if (record.source !== undefined) return record.passed ? "sourcePassed" : "sourceFailed";
      return record.passed ? "passed" : "failed";
    case "approval":
      return record.by === null ? "unsigned" : record.verdict;
    case "incident":
      if (record.source !== undefined) return "sourceOpen";
      return record.severity === null ? "unrated" : record.state;
    case "waiver":
      return record.until === null ? "endless" : "waiver";
    default:
      return record.type;
  }
}

/** @type {(line: string) => string} */
function ended(line) {
  const begun = /^[A-Z]|^\p{Ll}[\d.]/u.test(line) ? line : line.charAt(0).toUpperCase() + line.slice(1);
  return /[.!?]["”»)]?$/u.test(begun) ? begun : `${begun}.`;
}
