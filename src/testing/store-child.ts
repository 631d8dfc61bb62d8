import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

const ROOT = new URL("../../", import.meta.url).pathname;

/**
 * Opens the stores at the paths that are given until one lets it in, then records
 * cells, eight at a time, for ever. Says "refused <error>" for each that does not,
 * "ready" once, and the key of every acknowledged cell.
 */
const WRITER = `
  import { createJiti } from "jiti";
  const [cacheFolder, ...paths] = process.argv.slice(1);
  const jiti = createJiti(process.cwd() + "/", { fsCache: cacheFolder });
  const { openStore } = await jiti.import("./src/store/duckdb-store.ts");
  const rows = await jiti.import("./src/testing/store-rows.ts");
  const say = (line) => process.stdout.write(line + "\\n");
  for (const path of paths) {
    try {
      const store = await openStore(path);
      if ((await store.runs()).length === 0) await store.createRun(rows.sampleRun(), [], []);
      say("ready");
      let next = 0;
      await Promise.all(Array.from({ length: 8 }, async () => {
        for (;;) {
          const name = process.pid + "-" + next++;
          await store.record(rows.sampleOutcome(name), [rows.sampleAttempt(name)]);
          say(rows.keyOf(name));
        }
      }));
    } catch (error) {
      say("refused " + error.name + ": " + error.message);
    }
  }
`;

export interface StoreChild {
  readonly process: ChildProcess;
  /** Every line it has said so far. */
  readonly lines: readonly string[];
  /** Resolves when it has said so many lines, or has ended. */
  until(count: number): Promise<void>;
  /** Kills it as a crash would, and resolves when all it said has been read. */
  kill(): Promise<void>;
}

export interface StoreChildOptions {
  /** Where children of one test file share what they have compiled. */
  readonly cacheFolder: string;
  /** As whom it runs, where not as the same user. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Starts another process that writes to the first store that lets it in, until it is killed. */
export function startStoreWriter(paths: readonly string[], { cacheFolder, user }: StoreChildOptions): StoreChild {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", WRITER, cacheFolder, ...paths], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    ...user,
  });
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const watch of watchers) watch();
  });
  void ended.then(() => {
    hasEnded = true;
    for (const watch of watchers) watch();
  });
  return {
    process: child,
    lines,
    until: (count) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (lines.length < count && !hasEnded) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
