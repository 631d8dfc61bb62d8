import { z } from "zod";
import { UsageError } from "../core/errors.js";
import type { Validator } from "../core/score.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

export interface PlantedFaultsOptions {
  /** The field of the input that holds the draft. */
  readonly text: string;
  /** How many times as much a fault that is missed weighs as a false alarm. @defaultValue 1: as much */
  readonly beta?: number;
}

const LabelSchema = z.looseObject({
  faults: z.array(z.object({ quote: z.string().min(1), kind: z.string().min(1) })),
});
const FindingsSchema = z.array(z.looseObject({ quote: z.string(), kind: z.string() }));

/** A place in the draft, end excluded. */
interface Span {
  readonly start: number;
  readonly end: number;
}
interface Fault extends Span {
  readonly quote: string;
  readonly kind: string;
}
interface Finding {
  readonly quote: string;
  readonly kind: string;
}

/** What a finding at the right place counts that names another kind of fault. */
const WRONG_KIND_CREDIT = 0.5;

/**
 * Validator: F-beta of the faults that a review of a draft finds.
 *
 * The label is `{ faults: [{ quote, kind }] }`, the answer a JSON list of `{ quote, kind }`. A finding meets a fault if
 * its quote stands in the draft, once and verbatim, touches the fault, and does not reach beyond the sentence (or line)
 * of it; each fault is met once at most, with half the credit where the kind is another. Whatever else is found, twice
 * as well, is a false alarm. A draft without faults asks for an empty list: any finding scores 0.
 *
 * @throws UsageError without text, or unless beta is a positive number
 */
export function plantedFaults(options: PlantedFaultsOptions): Validator {
  needOptions("plantedFaults", options, "text");
  const { text: field, beta = 1, ...stray } = options;
  refuseStray("plantedFaults", stray);
  if (!(beta > 0 && Number.isFinite(beta)))
    throw new UsageError(`plantedFaults: beta must be a positive number, found ${beta}`);
  const name = "planted-faults";
  const version = `1:${field}:${beta}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const draft = item.input[field];
      const label = LabelSchema.safeParse(item.expected);
      if (typeof draft !== "string" || !label.success)
        return cannotSay(name, `item "${item.id}": needs a text input.${field} and expected.faults: [{ quote, kind }]`);
      const faults = label.data.faults.flatMap((fault) => placed(draft, fault));
      if (faults.length < label.data.faults.length)
        return cannotSay(name, `item "${item.id}": a fault's quote does not stand exactly once in input.${field}`);
      const findings = FindingsSchema.safeParse(jsonAnswer(text));
      if (!findings.success) return verdict(name, version, 0, `not a list of { quote, kind }: ${quoted(text)}`);
      const { credit, missed, alarms } = matched(draft, faults, findings.data);
      const value = fBeta(credit, faults.length, findings.data.length, beta);
      return verdict(name, version, value, reasonOf(missed, alarms, credit, faults.length));
    },
  };
}

/** The place of a quote that stands in a draft exactly once. */
function placed(draft: string, fault: Finding): readonly Fault[] {
  const start = draft.indexOf(fault.quote);
  const isOnce = fault.quote !== "" && start >= 0 && draft.indexOf(fault.quote, start + 1) < 0;
  return isOnce ? [{ ...fault, start, end: start + fault.quote.length }] : [];
}

/** The sentence around a place: to a line break, or to a full stop before a space, on either side. */
function sentenceAround(draft: string, { start, end }: Span): Span {
  const before = draft.slice(0, start);
  const lastStop = [...before.matchAll(/[.!?] /g)].at(-1);
  const from = Math.max(before.lastIndexOf("\n") + 1, (lastStop?.index ?? -2) + 2);
  const stop = /[.!?](?= |$)|\n/m.exec(draft.slice(end));
  return { start: from, end: stop === null ? draft.length : end + stop.index + (stop[0] === "\n" ? 0 : 1) };
}

interface Matched {
  readonly credit: number;
  readonly missed: readonly Fault[];
  readonly alarms: readonly Finding[];
}

/** Findings of the right kind first, so that one of another kind never takes their fault. */
function matched(draft: string, faults: readonly Fault[], findings: readonly Finding[]): Matched {
  const open = new Set(faults);
  const used = new Set<Finding>();
  let credit = 0;
  for (const isExact of [true, false]) {
    for (const finding of findings) {
      if (used.has(finding)) continue;
      const [place] = placed(draft, finding);
      const met = [...open].find(
        (fault) => place !== undefined && (!isExact || fault.kind === finding.kind) && meets(draft, place, fault),
      );
      if (met === undefined) continue;
      open.delete(met);
      used.add(finding);
      credit += isExact ? 1 : WRONG_KIND_CREDIT;
    }
  }
  return { credit, missed: [...open], alarms: findings.filter((finding) => !used.has(finding)) };
}

function meets(draft: string, place: Span, fault: Fault): boolean {
  const sentence = sentenceAround(draft, fault);
  const isWithin = place.start >= sentence.start && place.end <= sentence.end;
  return isWithin && place.start < fault.end && fault.start < place.end;
}

function fBeta(credit: number, faults: number, findings: number, beta: number): number {
  if (faults + findings === 0) return 1;
  const square = beta ** 2;
  return ((1 + square) * credit) / (square * faults + findings);
}

function reasonOf(missed: readonly Fault[], alarms: readonly Finding[], credit: number, faults: number): string {
  const wrongKinds = faults - missed.length - credit;
  const parts = [
    ...(missed.length > 0 ? [`missed: ${missed.map(({ quote }) => quoted(quote)).join(", ")}`] : []),
    ...(alarms.length > 0 ? [`${alarms.length} false alarms, first ${quoted(alarms[0]?.quote ?? "")}`] : []),
    ...(wrongKinds > 0 ? [`${wrongKinds / (1 - WRONG_KIND_CREDIT)} of another kind`] : []),
  ];
  return parts.length === 0 ? "every fault and nothing else" : parts.join("; ");
}
