import type { Effects } from "../cli/effects.js";
import { jsonText, printable } from "../cli/printable.js";
import { jumpingClock } from "./jumping-clock.js";

/** A Friday on which every bundled price is in force. */
export const TEST_NOW_MS = Date.UTC(2026, 10, 20, 12);

/** Effects that keep what a person would have read. */
export interface TestEffects extends Effects {
  /** Lines of standard output, JSON documents among them. */
  readonly out: readonly string[];
  /** Lines of standard error. */
  readonly err: readonly string[];
  /** Both, as one text. */
  readonly text: string;
  /** The only JSON document that was printed. */
  readonly json: unknown;
  /** As a person at the terminal does with Ctrl-C. */
  interrupt(): void;
}

export interface TestEffectsOptions {
  readonly cwd: string;
  readonly env?: Effects["env"];
  readonly nowMs?: number;
  readonly terminal?: NodeJS.WriteStream;
  /** Told of every line on standard error as it is said. */
  readonly onNote?: (line: string, effects: TestEffects) => void;
  /** Told when an interrupt would be heard. */
  readonly onListening?: (effects: TestEffects) => void;
}

/** Run ids differ although the clock stands still. */
let drawn = 0;

export function testEffects(options: TestEffectsOptions): TestEffects {
  const { cwd, env = {}, nowMs = TEST_NOW_MS, terminal = null, onNote, onListening } = options;
  const [out, err, documents]: [string[], string[], string[]] = [[], [], []];
  const listeners = new Set<() => void>();
  const effects: TestEffects = {
    cwd,
    env,
    terminal,
    out,
    err,
    get text() {
      return [...out, ...err].join("\n");
    },
    get json(): unknown {
      if (documents.length !== 1) throw new RangeError(`${documents.length} JSON documents`);
      return JSON.parse(documents[0] ?? "");
    },
    print: (line) => void out.push(printable(line)),
    note(line) {
      err.push(printable(line));
      onNote?.(line, effects);
    },
    printJson(value, indent) {
      documents.push(jsonText(value, indent));
      out.push(jsonText(value, indent));
    },
    nowMs: () => nowMs,
    clock: jumpingClock(),
    randomHex(bytes) {
      drawn += 1;
      return drawn.toString(16).padStart(bytes * 2, "0");
    },
    onInterrupt(listener) {
      listeners.add(listener);
      onListening?.(effects);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    interrupt() {
      for (const listener of listeners) listener();
    },
  };
  return effects;
}
