/**
 * The command line as a process of its own, for tests of what only a process has:
 * signals, exit codes, bytes on its streams.
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = new URL("../../", import.meta.url).href;
/** `bin.ts` as Node would run it once it is built. */
const SOURCE_BIN = `
  import { createJiti } from "${ROOT}node_modules/jiti/lib/jiti.mjs";
  await createJiti("${ROOT}", { fsCache: process.argv[1] }).import("${ROOT}src/cli/bin.ts");
`;

/** Starts processes of the command line. Dispose it once they have ended. */
export interface CliLauncher extends Disposable {
  start(args: readonly string[], options: StartOptions): CliProcess;
}

export interface StartOptions {
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

/** @param built - the `bin.js` of a build; absent: the sources, compiled as they are loaded */
export function cliLauncher(built?: string): CliLauncher {
  const cache = mkdtempSync(join(tmpdir(), "tierbench-cli-cache-"));
  const entry = built === undefined ? ["--input-type=module", "--eval", SOURCE_BIN, cache] : [built];
  return {
    start(args, { cwd, env = {}, before, under = [] }) {
      const first = before === undefined ? [] : ["--import", `data:text/javascript,${encodeURIComponent(before)}`];
      const [program = "", ...words] = [...under, process.execPath, ...first, ...entry, ...args];
      const child = spawn(program, words, {
        cwd,
        env: { PATH: process.env["PATH"] ?? "", ...env },
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      });
      return watched(child);
    },
    [Symbol.dispose]: () => rmSync(cache, { recursive: true, force: true }),
  };
}

function watched(child: ChildProcess): CliProcess {
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
