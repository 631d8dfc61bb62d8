import type { JudgeLabel } from "../core/judge-label.js";
import type { Effects, Lines } from "./effects.js";
import { appendLabels, type BlindedAnswer, type LabelQuestion, labelsFor, type OwnLabels } from "./label-tasks.js";
import { countText } from "./money-text.js";
import { printableLine } from "./printable.js";

/** What the flow works on. */
export interface LabelWork {
  readonly answers: readonly BlindedAnswer[];
  readonly questions: readonly LabelQuestion[];
  readonly own: OwnLabels;
  readonly annotator: string;
  /** Where every label goes at once. */
  readonly file: string;
}

interface Step {
  readonly answer: BlindedAnswer;
  /** Of the answer among those that are shown, from 1. */
  readonly place: number;
  readonly question: LabelQuestion;
}

const KEYS = "y yes, n no, s skip, b back, q quit";

/**
 * Shows one blinded answer after the other, and asks its questions. A label is in
 * the file before the next question is asked, so that nothing is lost however it ends.
 *
 * @returns how many questions got an answer
 */
export async function labelInTerminal(work: LabelWork, effects: Effects, lines: Lines): Promise<number> {
  const { own, annotator, file } = work;
  const steps = openSteps(work);
  const of = new Set(steps.map(({ place }) => place)).size;
  let labelled = 0;
  let shownPlace = 0;
  for (let at = 0; at < steps.length; ) {
    const step = steps[at];
    if (step === undefined) break;
    if (step.place !== shownPlace) effects.print(answerText(step, of, work.questions));
    shownPlace = step.place;
    const said = await askedFor(step, effects, lines);
    if (said === "quit") break;
    if (said === "back") {
      if (at === 0) effects.print("This is the first question.");
      at = Math.max(0, at - 1);
      continue;
    }
    if (said !== "skip") {
      const labels: readonly JudgeLabel[] = labelsFor(step.answer, step.question, { isMet: said === "yes", annotator });
      appendLabels(file, labels);
      own.add(labels);
      labelled += 1;
    }
    at += 1;
  }
  return labelled;
}

/** Only what this person has not said yet. */
function openSteps({ answers, questions, own }: LabelWork): readonly Step[] {
  const open = answers
    .map((answer) => ({ answer, asked: questions.filter((question) => own.of(answer, question) === null) }))
    .filter(({ asked }) => asked.length > 0);
  return open.flatMap(({ answer, asked }, index) => asked.map((question) => ({ answer, place: index + 1, question })));
}

function answerText({ answer, place }: Step, of: number, questions: readonly LabelQuestion[]): string {
  const input = JSON.stringify(answer.item.input, null, 2);
  const beside = besideOf(answer, questions).flatMap((text) => ["The reference:", text, ""]);
  const head = ["", `── answer ${place} of ${of} ──`, "The input:", input, "", ...beside];
  return [...head, "The answer:", answer.text, ""].join("\n");
}

/** What several judges show is shown once. */
function besideOf({ item }: BlindedAnswer, questions: readonly LabelQuestion[]): readonly string[] {
  return [...new Set(questions.flatMap(({ judge }) => judge.beside?.(item) ?? []))];
}

async function askedFor({ question }: Step, effects: Effects, lines: Lines) {
  for (;;) {
    effects.print(`${question.criterion}: ${question.question} (${KEYS})`);
    const line = await lines.next();
    if (line === null) return "quit";
    const said = WORDS[line.trim().toLowerCase()];
    if (said !== undefined) return said;
    effects.print(`"${printableLine(line.trim()).slice(0, 20)}" is none of: ${KEYS}`);
  }
}

const WORDS: { readonly [word: string]: "yes" | "no" | "skip" | "back" | "quit" } = Object.assign(
  Object.create(null) as object,
  Object.fromEntries(
    (["yes", "no", "skip", "back", "quit"] as const).flatMap((word) => [
      [word, word],
      [word.charAt(0), word],
    ]),
  ),
);

/** What came of it, on one line. */
export function labelledText(questions: number, file: string): string {
  return questions === 0 ? "Nothing was labelled." : `${countText(questions, "label")} in ${file}`;
}
