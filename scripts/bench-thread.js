/**
 * Shares the draws of a row out to worker threads, each of which adds up its own.
 * @module
 */
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const THREADS = 2;

/**
 * Calls an exported function of a module on parts of the draws 1 to `draws`, side
 * by side, and adds the tallies up that it returns.
 *
 * @param {string} module - file URL
 * @param {string} name - of the function: ({ firstDraw, lastDraw, dist }) → { [key]: { [count]: number } }
 * @param {{ draws: number, dist: string }} work
 * @returns {Promise<Map<string, { [count: string]: number }>>}
 */
export async function tallied(module, name, { draws, dist }) {
  /** @type {Map<string, { [count: string]: number }>} */
  const totals = new Map();
  const part = Math.ceil(draws / THREADS);
  await Promise.all(
    Array.from({ length: THREADS }, (_, t) => {
      const share = { firstDraw: t * part + 1, lastDraw: Math.min(draws, (t + 1) * part), dist };
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { module, name, share } });
      worker.once("message", (/** @type {[string, { [count: string]: number }][]} */ tallies) => {
        for (const [key, tally] of tallies) {
          const total = totals.get(key) ?? {};
          for (const [count, value] of Object.entries(tally)) total[count] = (total[count] ?? 0) + value;
          totals.set(key, total);
        }
      });
      return new Promise((resolved, failed) => {
        worker.once("error", failed);
        worker.once("exit", (code) => (code === 0 ? resolved(null) : failed(new Error(`a thread ended with ${code}`))));
      });
    }),
  );
  return totals;
}

/** Not awaited: the module that is imported imports this one, and would wait for it. */
async function work() {
  const { module, name, share } = workerData;
  const found = await (await import(module))[name](share);
  parentPort?.postMessage(Object.entries(found));
}

if (!isMainThread && workerData?.module !== undefined) void work();
