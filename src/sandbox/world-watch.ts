import type { ChildProcess } from "node:child_process";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { LIMITS } from "./limits.js";

/** How often a world is looked at, milliseconds. */
const PERIOD_MS = 50;
const PAGE_BYTES = 4096;
/** Linux counts the processor time of processes in these, whatever its own clock does. */
const TICK_MS = 10;

/** What all processes of a world use together. */
interface Use {
  readonly bytes: number;
  /** Processor time of their first threads: others collect garbage and compile. */
  readonly cpuMs: number;
}

export interface WatchOptions {
  /** How much the world has reported so far; a call begins where it grows. */
  readonly reported: () => number;
  /** The processor time that one call may take; null: the program inside keeps that itself. */
  readonly callMs: number | null;
}

/**
 * Watches the memory that all processes of a world use together: limits of the kernel that an ordinary user may set
 * count one process each, and no file that lives in memory alone. And the processor time of each call: by the clock, a
 * good program would run out of time on a busy machine.
 */
export function watchWorld(
  child: ChildProcess,
  { reported, callMs }: WatchOptions,
  end: (reason: string) => void,
): { stop(): void } {
  let isLooking = false;
  let call = { reported: 0, cpuMs: 0 };
  const timer = setInterval(() => {
    if (isLooking || child.pid === undefined) return;
    isLooking = true;
    void useBelow(child.pid).then(({ bytes, cpuMs }) => {
      isLooking = false;
      if (bytes > LIMITS.memoryBytes) end(`used more than ${LIMITS.memoryBytes / 2 ** 20} MiB of memory`);
      if (reported() !== call.reported) call = { reported: reported(), cpuMs };
      else if (callMs !== null && call.reported > 0 && cpuMs - call.cpuMs > callMs)
        end(`took longer than ${callMs} ms`);
    });
  }, PERIOD_MS);
  return { stop: () => clearInterval(timer) };
}

async function useBelow(pid: number): Promise<Use> {
  const children = (await lines(`/proc/${pid}/task/${pid}/children`)).flatMap((line) => line.trim().split(" "));
  const own = Promise.all([residentBytes(pid), unmappedBytes(pid), processorMs(pid)]);
  const below = await Promise.all(children.filter(Boolean).map(Number).map(useBelow));
  const [resident, unmapped, cpuMs] = await own;
  return below.reduce((sum, use) => ({ bytes: sum.bytes + use.bytes, cpuMs: sum.cpuMs + use.cpuMs }), {
    bytes: resident + unmapped,
    cpuMs,
  });
}

async function processorMs(pid: number): Promise<number> {
  const [line = ""] = await lines(`/proc/${pid}/task/${pid}/stat`);
  // A name may hold spaces and brackets; the 14th and 15th field come after it.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

async function residentBytes(pid: number): Promise<number> {
  const [line = ""] = await lines(`/proc/${pid}/statm`);
  const [, resident = "0", shared = "0"] = line.split(" ");
  // Pages of files are the interpreter's own, and shared by all worlds; what is written to /work has a limit of its own.
  return (Number(resident) - Number(shared)) * PAGE_BYTES;
}

/** Files without a name that live in memory: each may be large while no process has mapped it. */
async function unmappedBytes(pid: number): Promise<number> {
  const folder = `/proc/${pid}/fd`;
  const sizes = (await readdir(folder).catch(() => [])).map(async (name) => {
    const path = `${folder}/${name}`;
    const target = await readlink(path).catch(() => "");
    return target.startsWith("/memfd:") ? ((await stat(path).catch(() => null))?.blocks ?? 0) * 512 : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

/** A process may be gone at any moment. */
async function lines(path: string): Promise<readonly string[]> {
  return (await readFile(path, "utf8").catch(() => "")).split("\n");
}
