import { spawn } from "node:child_process";
import { once } from "node:events";

const ROOT = new URL("../../", import.meta.url).pathname;

const PATIENCE_MS = 180_000;

/** Reads every folder that is named on standard input, one JSON line each, and says what became of it. */
const READER = `
  import { createInterface } from "node:readline";
  import { loadDataset } from "./dist.test/datasets/load-dataset.js";
  const say = (found) => process.stdout.write(JSON.stringify(found) + "\\n");
  const prototypes = () => [Object, Array, String, Function].map((one) =>
    Reflect.ownKeys(one.prototype).map(String).join()).join(";") + typeof {}.polluted;
  const before = prototypes();
  let uncaught = 0;
  process.on("uncaughtException", () => { uncaught += 1; });
  process.on("unhandledRejection", () => { uncaught += 1; });
  for await (const line of createInterface({ input: process.stdin })) {
    const folder = JSON.parse(line);
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    let found;
    try {
      found = { items: (await loadDataset(folder, "t")).items.length };
    } catch (error) {
      found = { refused: error.message, exitCode: error.exitCode ?? null };
    }
    const { user, system } = process.cpuUsage(cpu);
    say({ ...found, milliseconds: performance.now() - started, cpuMilliseconds: (user + system) / 1000 });
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  say({ uncaught, arePrototypesIntact: prototypes() === before, peakMebibytes: process.resourceUsage().maxRSS / 1024 });
`;

/** What became of one dataset: its items, or the message and exit code of its refusal. */
export interface HostileFinding {
  readonly items?: number;
  readonly refused?: string;
  readonly exitCode?: number | null;
  readonly milliseconds: number;
  /** Of the processor, which other programs on the machine do not lengthen. */
  readonly cpuMilliseconds: number;
}

export interface HostileFindings {
  readonly findings: readonly HostileFinding[];
  readonly uncaught: number;
  readonly arePrototypesIntact: boolean;
  /** Of the whole process, Node and the code itself included. */
  readonly peakMebibytes: number;
}

/**
 * Loads datasets one after the other in a process of its own, so that what it
 * takes can be measured and what nobody catches can be counted.
 */
export async function readInChild(folders: readonly string[]): Promise<HostileFindings> {
  const words = ["--disable-proto=throw", "--input-type=module", "--eval", READER];
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  child.stdin.end(folders.map((folder) => `${JSON.stringify(folder)}\n`).join(""));
  await once(child, "close");
  clearTimeout(patience);
  const lines = said
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  if (lines.length <= folders.length) throw new Error(`no end, or a crash, at ${folders[lines.length]}`);
  const last = lines.pop() as Omit<HostileFindings, "findings">;
  return { ...last, findings: lines as HostileFinding[] };
}
