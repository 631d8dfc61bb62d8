import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { LIMITS } from "./limits.js";
import { watchWorld } from "./world-watch.js";

/** How a world ended: by itself, or by a limit that it ran into. */
export interface WorldEnd {
  /** What was reported on descriptor 3, also where a limit cut it off. */
  readonly reports: string;
  /** What the tools that build the world complain of, then whatever the program does; its beginning. */
  readonly complaints: string;
  readonly limit: string | null;
}

const COMPLAINT_CHARACTERS = 2_000;

/**
 * Starts a command that isolates itself, hands it its job, and waits until nothing of it is left.
 *
 * @param callMs - the processor time that one call may take; null: the program inside keeps that itself
 */
export function runIsolated(command: readonly string[], job: string, callMs: number | null): Promise<WorldEnd> {
  const [file = "", ...args] = command;
  // The tools outside are found by this path; what is inside gets no variable.
  const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
  const child = spawn(file, args, { env, cwd: "/", stdio: ["pipe", "ignore", "pipe", "pipe"] });
  return new Promise((resolve) => {
    let limit: string | null = null;
    const end = (reason: string) => {
      limit ??= reason;
      // Its first process is told to die with it, and everything in the world dies with that one.
      child.kill("SIGKILL");
    };
    const budget = { left: LIMITS.outputBytes };
    const reports = collect(child.stdio[3] as Readable, budget, end);
    const complaints = collect(child.stdio[2] as Readable, budget, end);
    const timer = setTimeout(() => end(`ran longer than ${LIMITS.wallMs / 1000} s`), LIMITS.wallMs);
    const watch = watchWorld(child, { reported: reports.size, callMs }, end);
    child.once("error", (error) => end(`cannot be started: ${error.message}`));
    child.once("close", () => {
      clearTimeout(timer);
      watch.stop();
      resolve({ reports: reports.text(), complaints: complaints.text().slice(0, COMPLAINT_CHARACTERS), limit });
    });
    hand(child, job);
  });
}

function hand({ stdin }: ChildProcess, job: string): void {
  // A world that ends before it has read its job is no failure of ours.
  stdin?.on("error", () => undefined);
  stdin?.end(job);
}

/** What has come so far. */
interface Collected {
  readonly text: () => string;
  /** Bytes. */
  readonly size: () => number;
}

function collect(stream: Readable, budget: { left: number }, end: (reason: string) => void): Collected {
  const chunks: Buffer[] = [];
  stream.on("error", () => undefined);
  stream.on("data", (chunk: Buffer) => {
    budget.left -= chunk.length;
    if (budget.left < 0) end(`wrote more than ${LIMITS.outputBytes / 2 ** 20} MiB`);
    else chunks.push(chunk);
  });
  return {
    text: () => Buffer.concat(chunks).toString("utf8"),
    size: () => chunks.reduce((sum, chunk) => sum + chunk.length, 0),
  };
}
