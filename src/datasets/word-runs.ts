import { plainWords } from "./plain-words.js";

/** Words as numbers, with the sums that make the hash of any run of them one subtraction. */
export interface WordSequence {
  readonly ids: Int32Array;
  readonly sums: Int32Array;
}

const BASE = 0x01000193;

/** Numbers for words, the same for every text that one of these reads. */
export class WordNumbers {
  readonly #numbers = new Map<string, number>();
  /** Instructions and examples come back in every prompt, line by line. */
  readonly #lines = new Map<string, readonly number[]>();

  sequence(text: string): WordSequence {
    const ids = Int32Array.from(text.split("\n").flatMap((line) => this.#line(line)));
    const sums = new Int32Array(ids.length + 1);
    for (const [index, id] of ids.entries())
      sums[index + 1] = Math.imul(sums[index] ?? 0, BASE) + Math.imul(id, 0x9e3779b1);
    return { ids, sums };
  }

  #line(line: string): readonly number[] {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const ids = plainWords(line).map((word) => this.#number(word));
    this.#lines.set(line, ids);
    return ids;
  }

  #number(word: string): number {
    const id = this.#numbers.get(word) ?? this.#numbers.size + 1;
    this.#numbers.set(word, id);
    return id;
  }
}

/** Hash of the run of words from `start` on. */
function runHash({ sums }: WordSequence, start: number, length: number, power: number): number {
  return ((sums[start + length] ?? 0) - Math.imul(sums[start] ?? 0, power)) | 0;
}

function powerOf(length: number): number {
  let power = 1;
  for (let factor = 0; factor < length; factor += 1) power = Math.imul(power, BASE);
  return power;
}

function isSameRun(a: WordSequence, from: number, b: WordSequence, start: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (a.ids[from + index] !== b.ids[start + index]) return false;
  return true;
}

/** A run of words in the sequence that it comes from. */
export interface WordRun {
  readonly sequence: WordSequence;
  readonly start: number;
}

/** Runs of one length, each once, that can be found in other sequences. */
export class RunIndex {
  readonly length: number;
  readonly #power: number;
  readonly #runs = new Map<number, WordRun[]>();

  constructor(length: number) {
    this.length = length;
    this.#power = powerOf(length);
  }

  /** The run that stands for all that equal this one. */
  add(sequence: WordSequence, start: number): WordRun {
    const hash = runHash(sequence, start, this.length, this.#power);
    const known = this.#runs.get(hash) ?? [];
    const same = known.find((run) => isSameRun(run.sequence, run.start, sequence, start, this.length));
    if (same !== undefined) return same;
    const run = { sequence, start };
    this.#runs.set(hash, [...known, run]);
    return run;
  }

  /** Every run of the index that stands in a sequence, as often as it does. */
  *foundIn(sequence: WordSequence): Generator<WordRun> {
    for (let start = 0; start + this.length <= sequence.ids.length; start += 1) {
      const known = this.#runs.get(runHash(sequence, start, this.length, this.#power));
      if (known === undefined) continue;
      for (const run of known) if (isSameRun(run.sequence, run.start, sequence, start, this.length)) yield run;
    }
  }
}
