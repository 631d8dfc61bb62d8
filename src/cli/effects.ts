import { randomBytes } from "node:crypto";
import type { Clock } from "../core/clock.js";
import { EXIT } from "../core/errors.js";
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
  outliveStreams();
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

/**
 * What cannot be said is no reason to lose a run: it goes on, and stores what it pays for. A reader that has gone away
 * (`| head`) has read enough. Of a disk that is full, whoever counts on what was said must learn that it is not all there.
 */
function outliveStreams(): void {
  const { stdout, stderr } = process;
  let isTold = false;
  stderr.on("error", (error: NodeJS.ErrnoException) => void outlive(stderr, error));
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (!outlive(stdout, error) || isTold) return;
    isTold = true;
    stderr.write(
      `tierbench: standard output cannot be written: ${error.message}; what is stored is kept: make room, and let it be printed again\n`,
    );
  });
}

/** Whether something is lost that somebody may wait for. */
function outlive({ isTTY }: NodeJS.WriteStream, error: NodeJS.ErrnoException): boolean {
  if (error.syscall !== "write") throw error;
  if (error.code === "EPIPE") return false;
  const ending = error.code === "EIO" && isTTY ? endByHangup : endIncomplete;
  process.off("exit", ending).once("exit", ending);
  return ending === endIncomplete;
}

function endIncomplete(exitCode: number): void {
  if (exitCode === EXIT.ok) process.exitCode = EXIT.incomplete;
}

/** The terminal was closed: Node would abort with a core dump, because it cannot restore one that is gone. */
function endByHangup(): void {
  process.kill(process.pid, "SIGHUP");
}
