import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { CrashPoint, StoreHooks } from "../store/store-hooks.js";

const ROOT = new URL("../../", import.meta.url).pathname;

/**
 * Opens the stores at the paths that are given until one lets it in, then carries
 * out cells, eight at a time, for ever: an intent, its settlement with an answer,
 * the outcome. Says "refused <error>" for each store that does not let it in, "ready"
 * once, "sent <key>" for every acknowledged intent, "kept <key>" for every outcome.
 * Every tenth cell gets no outcome, only "paid <key>" when its answer is acknowledged.
 */
const WRITER = `
  import { openStore } from "./dist.test/store/duckdb-store.js";
  import * as rows from "./dist.test/testing/store-rows.js";
  const { paths, crashPoint, nth, ...sizes } = JSON.parse(process.argv[1]);
  const say = (line) => process.stdout.write(line + "\\n");
  let passed = 0;
  const hooks = {
    ...sizes,
    crashPoint: (name) => {
      if (name === crashPoint && ++passed === nth) process.kill(process.pid, "SIGKILL");
    },
  };
  for (const path of paths) {
    try {
      const store = await openStore(path, { hooks });
      if ((await store.runs()).length === 0) await store.createRun(rows.sampleRun(), [], []);
      say("ready");
      let next = 0;
      await Promise.all(Array.from({ length: 8 }, async () => {
        for (;;) {
          const number = next++;
          const name = process.pid + "-" + number;
          const key = rows.keyOf(name);
          await store.intend("run-1", rows.sampleIntent(name));
          say("sent " + key);
          const settled = store.settle("run-1", rows.sampleAttempt(name), rows.sampleResponse());
          if (number % 10 === 9) {
            await settled;
            say("paid " + key);
          } else {
            await Promise.all([settled, store.record(rows.sampleOutcome(name), [])]);
            say("kept " + key);
          }
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
  /** As whom it runs, where not as the same user. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Where it kills itself: when it comes by there for the nth time. */
  readonly crash?: { readonly crashPoint: CrashPoint; readonly nth: number };
  readonly sizes?: Partial<Pick<StoreHooks, "reserveBytes" | "rotateBytes">>;
}

/** Starts another process that writes to the first store that lets it in, until it is killed. */
export function startStoreWriter(paths: readonly string[], { user, crash, sizes }: StoreChildOptions = {}): StoreChild {
  const task = JSON.stringify({ paths, ...crash, ...sizes });
  const child = spawn(process.execPath, ["--input-type=module", "--eval", WRITER, task], {
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
