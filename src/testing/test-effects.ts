import type { Effects } from "../cli/effects.js";
import type { Interrupt } from "../cli/interrupt.js";
import { LiveRegion } from "../cli/live-region.js";
import { sayable } from "../cli/sayable.js";
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
  /** Objects that were emitted; they are among the lines of standard error too. */
  readonly events: readonly { readonly [name: string]: unknown }[];
  /** Within which time the process was to end whatever holds it, and with which code. */
  readonly exits: readonly { readonly ms: number; readonly exitCode: number }[];
  /** As a person at the terminal does with Ctrl-C. */
  interrupt(cause?: Interrupt): void;
}

export interface TestEffectsOptions {
  readonly cwd: string;
  readonly env?: Effects["env"];
  readonly nowMs?: number | (() => number);
  readonly terminal?: NodeJS.WriteStream;
  /** What a person types, line by line; absent: there is no terminal. Told what has been printed. */
  readonly typed?: readonly (string | ((effects: TestEffects) => string))[];
  /** Told of every line on standard error as it is said. */
  readonly onNote?: (line: string, effects: TestEffects) => void;
  /** Told when an interrupt would be heard. */
  readonly onListening?: (effects: TestEffects) => void;
}

/** Run ids differ although the clock stands still. */
let drawn = 0;

export function testEffects(options: TestEffectsOptions): TestEffects {
  const { cwd, env = {}, nowMs = TEST_NOW_MS, terminal = null, typed, onNote, onListening } = options;
  const [out, err, documents]: [string[], string[], string[]] = [[], [], []];
  const events: { [name: string]: unknown }[] = [];
  const exits: { ms: number; exitCode: number }[] = [];
  const listeners = new Set<(cause: Interrupt) => void>();
  const say = sayable(env);
  const live = terminal === null ? null : new LiveRegion(terminal);
  const effects: TestEffects = {
    cwd,
    env,
    live,
    out,
    err,
    events,
    exits,
    get text() {
      return [...out, ...err].join("\n");
    },
    get json(): unknown {
      if (documents.length !== 1) throw new RangeError(`${documents.length} JSON documents`);
      return JSON.parse(documents[0] ?? "");
    },
    print: (line) => void out.push(say.text(line)),
    note(line) {
      const speak = () => void err.push(say.text(line));
      if (live === null) speak();
      else live.above(speak);
      onNote?.(line, effects);
    },
    printJson(value, indent) {
      documents.push(say.json(value, indent));
      out.push(say.json(value, indent));
    },
    emit(event) {
      events.push(JSON.parse(say.json(event)) as { [name: string]: unknown });
      err.push(say.json(event));
    },
    lines() {
      if (typed === undefined) return Promise.resolve(null);
      const left = [...typed];
      const next = () => {
        const line = left.shift();
        return Promise.resolve(typeof line === "function" ? line(effects) : (line ?? null));
      };
      return Promise.resolve({ next, [Symbol.dispose]: () => void left.splice(0) });
    },
    nowMs: typeof nowMs === "number" ? () => nowMs : nowMs,
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
    exitWithin: (ms, exitCode) => void exits.push({ ms, exitCode }),
    interrupt(cause = "SIGINT") {
      for (const listener of listeners) listener(cause);
    },
  };
  return effects;
}
