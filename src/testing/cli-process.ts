/**
 * The command line as a process of its own, for tests of what only a process has:
 * signals, exit codes, bytes on its streams.
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const BIN = new URL("../../dist/cli/bin.js", import.meta.url).pathname;

export interface CliOptions {
  readonly cwd: string;
  readonly env?: { readonly [name: string]: string };
  /** JavaScript that runs before the command line does. */
  readonly before?: string;
  /** A program that starts it, with its own words. */
  readonly under?: readonly string[];
}

/** How a process has ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface CliProcess {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly said: { readonly out: string; readonly err: string };
  /** Resolves once standard error matches. */
  untilSaid(pattern: RegExp): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts a process of the command line, as it is shipped. */
export function startCli(args: readonly string[], { cwd, env = {}, before, under = [] }: CliOptions): CliProcess {
  const first = before === undefined ? [] : ["--import", `data:text/javascript,${encodeURIComponent(before)}`];
  const [program = "", ...words] = [...under, process.execPath, ...first, BIN, ...args];
  const child = spawn(program, words, {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const said = { out: "", err: "" };
  child.stdout?.on("data", (chunk: Buffer) => void (said.out += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => void (said.err += chunk.toString()));
  const ended = once(child, "close").then(([code, signal]): Ended => ({ code, signal, ...said }));
  return {
    child,
    said,
    ended,
    async untilSaid(pattern) {
      while (!pattern.test(said.err)) {
        if (child.exitCode !== null) throw new Error(`it ended without saying ${pattern.source}: ${said.err}`);
        await Promise.race([once(child.stderr ?? child, "data"), ended]);
      }
    },
  };
}
