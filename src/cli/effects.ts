import { randomBytes } from "node:crypto";
import type { Clock } from "../core/clock.js";
import { type Interrupt, SIGNALS } from "./interrupt.js";
import { LiveRegion } from "./live-region.js";
import { sayable } from "./sayable.js";

/** Everything a verb may do to the world outside its files; tests hand in their own. */
export interface Effects {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** What was asked for. Text from data cannot control the terminal, and no secret of the environment is said. */
  print(line: string): void;
  /** What the user should know besides: warnings, progress. */
  note(line: string): void;
  /** One JSON document on standard output, on one line or indented. */
  printJson(value: unknown, indent?: number): void;
  /** One JSON object on one line of standard error, for programs that watch a run. */
  emit(event: object): void;
  /** Null where there is no terminal to draw on. */
  readonly live: LiveRegion | null;
  /** Opens what a person types, line by line; null where nobody can. @defaultValue nobody */
  readonly lines?: () => Promise<Lines | null>;
  nowMs(): number;
  /** Measures and waits. @defaultValue the real one, which loads where it is needed */
  readonly clock?: Clock;
  /** Lower-case hex of random bytes. */
  randomHex(bytes: number): string;
  /**
   * Calls back on every interrupt until disposed. Without a listener a signal
   * ends the process.
   */
  onInterrupt(listener: (cause: Interrupt) => void): Disposable;
  /** Ends the process after this time, should something still hold it. */
  exitWithin(ms: number, exitCode: number): void;
}

/** Lines that a person types. */
export interface Lines extends Disposable {
  /** Null: there will be none any more. */
  next(): Promise<string | null>;
}

/** The effects of a real process. */
export interface ProcessEffects extends Effects {
  /** As a signal does; false where nobody listens. */
  interrupt(cause: Interrupt): boolean;
}

export function processEffects(): ProcessEffects {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreGoneReader);
  const { env } = process;
  const say = sayable(env);
  const live = drawsOn(process.stderr, env) ? new LiveRegion(process.stderr) : null;
  // Stopped and continued: the shell has written meanwhile.
  if (live !== null) process.on("SIGCONT", () => live.forget());
  const write = (stream: NodeJS.WriteStream, text: string) => {
    const speak = () => void stream.write(`${text}\n`);
    if (live === null) speak();
    else live.above(speak);
  };
  return {
    cwd: process.cwd(),
    env,
    print: (line) => write(process.stdout, say.text(line)),
    note: (line) => write(process.stderr, say.text(line)),
    printJson: (value, indent) => write(process.stdout, say.json(value, indent)),
    emit: (event) => write(process.stderr, say.json(event)),
    live,
    lines: typedLines,
    nowMs: () => Date.now(),
    randomHex: (bytes) => randomBytes(bytes).toString("hex"),
    ...processInterrupts(),
    exitWithin: (ms, exitCode) => void setTimeout(() => process.exit(exitCode), ms).unref(),
  };
}

/** The terminal stays in its usual mode, so that Ctrl-C ends the process and nothing needs repair. */
async function typedLines(): Promise<Lines | null> {
  if (!process.stdin.isTTY) return null;
  const { createInterface } = await import("node:readline");
  const reader = createInterface({ input: process.stdin });
  const iterator = reader[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await iterator.next();
      return done === true ? null : value;
    },
    [Symbol.dispose]: () => reader.close(),
  };
}

function drawsOn(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb";
}

function processInterrupts(): Pick<ProcessEffects, "onInterrupt" | "interrupt"> {
  const listeners = new Set<(cause: Interrupt) => void>();
  return {
    onInterrupt(listener) {
      for (const signal of SIGNALS) process.on(signal, listener);
      listeners.add(listener);
      return {
        [Symbol.dispose]() {
          for (const signal of SIGNALS) process.off(signal, listener);
          listeners.delete(listener);
        },
      };
    },
    interrupt(cause) {
      for (const listener of listeners) listener(cause);
      return listeners.size > 0;
    },
  };
}

/** A reader that has gone away (`| head`), or a terminal that was closed, is no reason to lose a run. */
function ignoreGoneReader(error: NodeJS.ErrnoException): void {
  if (error.code === "EIO") process.off("exit", endByHangup).once("exit", endByHangup);
  else if (error.code !== "EPIPE") throw error;
}

/** Node would abort with a core dump, because it cannot restore a terminal that is gone. */
function endByHangup(): void {
  process.kill(process.pid, "SIGHUP");
}
