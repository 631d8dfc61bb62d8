/**
 * Takes the types off untrusted TypeScript, away from the main thread. Plain JavaScript: a worker is loaded as it is.
 * @module
 */
import { parentPort } from "node:worker_threads";
import { createJiti } from "jiti";

/** What the compiler writes instead of a program that does not parse. */
const FAILURE = /^exports\.__JITI_ERROR__ = (\{.*\})$/s;

const compiler = createJiti("/work/", { fsCache: false });

parentPort?.on("message", (/** @type {string} */ source) => {
  try {
    const script = compiler.transform({ source, ts: true, filename: "/work/answer.ts" });
    const failure = FAILURE.exec(script)?.[1];
    if (failure === undefined) parentPort?.postMessage({ script });
    else {
      const { message, line } = JSON.parse(failure);
      parentPort?.postMessage({ reason: `does not parse: ${message} on line ${line}` });
    }
  } catch (thrown) {
    parentPort?.postMessage({ reason: `does not parse: ${thrown instanceof Error ? thrown.message : String(thrown)}` });
  }
});
