import { randomBytes } from "node:crypto";
import type { Clock } from "../core/clock.js";
import { systemClock } from "../models/call-clock.js";
import { jsonText, printable } from "./printable.js";

/** Everything a verb may do to the world outside its files; tests hand in their own. */
export interface Effects {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** What was asked for. Text from data cannot control the terminal. */
  print(line: string): void;
  /** What the user should know besides: warnings, progress. */
  note(line: string): void;
  /** One JSON document on standard output, on one line or indented. */
  printJson(value: unknown, indent?: number): void;
  /** Null where there is no terminal to draw on. */
  readonly terminal: NodeJS.WriteStream | null;
  nowMs(): number;
  /** Measures and waits; its wall clock is `nowMs`. */
  readonly clock: Clock;
  /** Lower-case hex of random bytes. */
  randomHex(bytes: number): string;
  /**
   * Calls back on every interrupt until disposed. Without a listener an
   * interrupt ends the process.
   */
  onInterrupt(listener: () => void): Disposable;
}

const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export function processEffects(): Effects {
  // A reader that has gone away (`| head`) is no reason to lose a run.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  return {
    cwd: process.cwd(),
    env: process.env,
    print: (line) => void process.stdout.write(`${printable(line)}\n`),
    note: (line) => void process.stderr.write(`${printable(line)}\n`),
    printJson: (value, indent) => void process.stdout.write(`${jsonText(value, indent)}\n`),
    terminal: process.stderr.isTTY && process.env["CI"] === undefined ? process.stderr : null,
    nowMs: () => systemClock.nowMs(),
    clock: systemClock,
    randomHex: (bytes) => randomBytes(bytes).toString("hex"),
    onInterrupt(listener) {
      for (const signal of INTERRUPTS) process.on(signal, listener);
      return {
        [Symbol.dispose]() {
          for (const signal of INTERRUPTS) process.off(signal, listener);
        },
      };
    },
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
