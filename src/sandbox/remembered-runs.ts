import type { Program, ProgramResult } from "../core/program.js";

/** Programs whose results are kept: scorers and signals ask for calls of the same program one after the other. */
const REMEMBERED = 64;

interface RememberedRun {
  readonly calls: string;
  readonly result: Promise<ProgramResult>;
}

/**
 * Results of the latest programs. Calls are made in order, so what the first of them came to also answers whoever asks
 * for these alone: one world for the hidden calls of an answer and the visible ones before them.
 */
export class RememberedRuns {
  readonly #runs = new Map<string, RememberedRun>();

  /** @param run - asked where nothing that is remembered says it */
  of(program: Program, run: () => Promise<ProgramResult>): Promise<ProgramResult> {
    const { calls, ...rest } = program;
    const key = JSON.stringify(rest);
    const text = openList(calls);
    const known = this.#runs.get(key);
    if (known?.calls === text) return known.result;
    if (known?.calls.startsWith(`${text},`)) return known.result.then((result) => firstOf(result, calls.length));
    const result = run();
    this.#remember(key, { calls: text, result });
    return result;
  }

  #remember(key: string, run: RememberedRun): void {
    this.#runs.delete(key);
    this.#runs.set(key, run);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > REMEMBERED && oldest !== undefined) this.#runs.delete(oldest);
  }
}

/** Such that a list that begins with another one begins with its text and a comma. */
function openList(calls: Program["calls"]): string {
  return JSON.stringify(calls).slice(0, -1);
}

function firstOf(result: ProgramResult, count: number): ProgramResult {
  return result.kind === "called" ? { ...result, results: result.results.slice(0, count) } : result;
}
