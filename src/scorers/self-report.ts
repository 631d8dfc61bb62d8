import { UsageError } from "../core/errors.js";
import { selfReportInstruction, splitSelfReport } from "../core/self-report.js";
import { fieldInstruction, splitConfidenceField, withConfidenceField } from "../core/self-report-field.js";
import { followUpLevel, followUpPrompt } from "../core/self-report-follow-up.js";
import type { Signal } from "../core/signal.js";
import { needOptions, refuseStray } from "./_stray-options.js";

/**
 * How the level is asked for. `line`: on a last line of a text answer. `field`: in
 * a field of a JSON answer. `follow-up`: by a second call after the answer, which
 * is paid.
 */
export const SELF_REPORT_FORMS = ["line", "field", "follow-up"] as const;
export type SelfReportForm = (typeof SELF_REPORT_FORMS)[number];

export interface SelfReportOptions {
  /** Least to most confident. */
  readonly levels: readonly string[];
  readonly name?: string;
  /** @defaultValue "line" */
  readonly form?: SelfReportForm;
  /** Form `field` only: what the field is called. @defaultValue "confidence" */
  readonly field?: string;
}

const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/**
 * Signal: the model's own confidence, asked for in the answer itself or after it.
 * Without a readable level it counts as the lowest. What stands in the answer is
 * taken off before it is scored.
 *
 * @throws UsageError with fewer than two levels, levels that cannot be told apart, a form that
 *   there is not, or a field that does not go with the form
 */
export function selfReport(options: SelfReportOptions): Signal {
  needOptions("selfReport", options, "levels");
  const { levels, name = "self-report", form = "line", field = "confidence", ...stray } = options;
  refuseStray(`selfReport "${name}"`, stray);
  checkLevels(levels);
  checkForm(options);
  if (form === "field") return inField(name, levels, field);
  return form === "follow-up" ? asFollowUp(name, levels) : onLastLine(name, levels);
}

function onLastLine(name: string, levels: readonly string[]): Signal {
  return {
    name,
    kind: "self-report",
    levels,
    version: `1:${JSON.stringify(levels)}`,
    instruction: selfReportInstruction(levels),
    extraCalls: 0,
    strip: (text) => splitSelfReport(text, levels).answer,
    read: ({ rawText }) => reading(name, levels, splitSelfReport(rawText, levels).level),
  };
}

function inField(name: string, levels: readonly string[], field: string): Signal {
  const asked = { field, levels };
  return {
    name,
    kind: "self-report",
    levels,
    version: `1:field:${field}:${JSON.stringify(levels)}`,
    instruction: fieldInstruction(asked),
    extendSchema: (schema, taskType) => withConfidenceField(schema, asked, taskType),
    extraCalls: 0,
    strip: (text) => splitConfidenceField(text, asked).answer,
    read: ({ rawText }) => reading(name, levels, splitConfidenceField(rawText, asked).level),
  };
}

function asFollowUp(name: string, levels: readonly string[]): Signal {
  return {
    name,
    kind: "self-report",
    levels,
    version: `1:follow-up:${JSON.stringify(levels)}`,
    extraCalls: 1,
    ask: ({ prompt, response }) => followUpPrompt(prompt, response.text, levels),
    read: ({ extraTexts: [said] }) => reading(name, levels, said === undefined ? null : followUpLevel(said, levels)),
  };
}

function reading(name: string, levels: readonly string[], level: string | null) {
  if (level === null) return { name, value: 0, level: levels[0] ?? "", isMissing: true };
  return { name, value: levels.indexOf(level), level };
}

function checkLevels(levels: readonly string[]): void {
  const folded = new Set(levels.map((level) => level.toLowerCase()));
  if (
    levels.length < 2 ||
    folded.size !== levels.length ||
    levels.some((level) => level === "" || /[,.\n]/.test(level) || level.trim() !== level)
  ) {
    throw new UsageError(
      `selfReport levels must be two or more distinct words, least to most confident; found ${JSON.stringify(levels)}`,
    );
  }
}

function checkForm({ form = "line", field }: SelfReportOptions): void {
  if (!SELF_REPORT_FORMS.includes(form)) {
    throw new UsageError(
      `selfReport form must be one of ${SELF_REPORT_FORMS.join(", ")}; found ${JSON.stringify(form)}: for two forms, use two signals`,
    );
  }
  if (field === undefined) return;
  if (form !== "field")
    throw new UsageError(`selfReport field "${field}" goes with form "field", found form "${form}"`);
  if (!FIELD_NAME.test(field)) {
    throw new UsageError(
      `selfReport field must be letters, digits and _, not a digit first; found ${JSON.stringify(field)}`,
    );
  }
}
