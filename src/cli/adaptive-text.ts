import type { AdaptivePair } from "./adaptive-run.js";
import { percentText, pointsText } from "./money-text.js";
import { textTable } from "./text-table.js";

/** What an adaptive run has decided, and what that has saved. */
export interface AdaptiveSummary {
  readonly pairs: readonly AdaptivePair[];
  /** Cells that have been asked. */
  readonly asked: number;
  /** Cells if nothing were stopped early. */
  readonly of: number;
}

const WORDS: { readonly [decision in AdaptivePair["decision"]]: string } = {
  "non-inferior": "good enough",
  inferior: "worse",
  "not-needed": "not needed",
  undecided: "undecided: no more items",
  open: "open",
};

/** The pairs of an adaptive run with their decisions, and the calls that were saved. */
export function adaptiveText({ pairs, asked, of }: AdaptiveSummary): string {
  const rows = pairs.map(({ taskType, tier, decision, units, of: all, skipped, loss }) => [
    taskType,
    tier,
    WORDS[decision],
    String(units),
    String(all),
    String(skipped),
    loss === null ? "–" : pointsText(0 - loss),
  ]);
  return [
    textTable(["task type", "tier", "decision", "units", "of", "skipped", "points"], rows),
    `asked ${grouped(asked)} of ${grouped(of)} cells${isOpen(pairs) ? " so far" : ` (${percentText(-savedOf(asked, of))})`}`,
  ].join("\n");
}

/** The same for a program. */
export function adaptiveJson({ pairs, asked, of }: AdaptiveSummary) {
  return { asked, of, saved: isOpen(pairs) ? null : savedOf(asked, of), pairs };
}

/** One line about a pair that has just been closed. */
export function closedText({ taskType, tier, decision, units, of }: AdaptivePair): string {
  return `${taskType}, ${tier}: ${WORDS[decision]} after ${units} of ${of} units`;
}

/** A run that has ended before its pairs has saved nothing yet. */
function isOpen(pairs: readonly AdaptivePair[]): boolean {
  return pairs.some(({ decision }) => decision === "open");
}

function savedOf(asked: number, of: number): number {
  return of === 0 ? 0 : 1 - asked / of;
}

/** `1,234`. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
