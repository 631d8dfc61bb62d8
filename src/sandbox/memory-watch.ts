import type { ChildProcess } from "node:child_process";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { LIMITS } from "./limits.js";

/** How often the memory of a world is looked at, milliseconds. */
const PERIOD_MS = 50;
const PAGE_BYTES = 4096;

/**
 * Watches the memory that all processes of a world use together: limits of the kernel that an ordinary user may set
 * count one process each, and no file that lives in memory alone.
 */
export function watchMemory(child: ChildProcess, end: (reason: string) => void): { stop(): void } {
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking || child.pid === undefined) return;
    isLooking = true;
    void memoryBelow(child.pid).then((bytes) => {
      isLooking = false;
      if (bytes > LIMITS.memoryBytes) end(`used more than ${LIMITS.memoryBytes / 2 ** 20} MiB of memory`);
    });
  }, PERIOD_MS);
  return { stop: () => clearInterval(timer) };
}

async function memoryBelow(pid: number): Promise<number> {
  const children = (await lines(`/proc/${pid}/task/${pid}/children`)).flatMap((line) => line.trim().split(" "));
  const parts = [residentBytes(pid), unmappedBytes(pid), ...children.filter(Boolean).map(Number).map(memoryBelow)];
  return (await Promise.all(parts)).reduce((sum, bytes) => sum + bytes, 0);
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
