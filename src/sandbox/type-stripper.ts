import { Worker } from "node:worker_threads";
import pLimit from "p-limit";

/** Time to load the compiler and take the types off one program, milliseconds; it usually takes ten. */
const STRIP_LIMIT_MS = 10_000;

/** The same program as JavaScript, or why it is none. */
export type Stripped = { readonly script: string } | { readonly reason: string };

/** One worker thread with a compiler. A program that takes too long ends with its worker, and the next gets a new one. */
export class TypeStripper {
  readonly #one = pLimit(1);
  #worker: Worker | null = null;

  strip(source: string): Promise<Stripped> {
    return this.#one(() => this.#strip(source));
  }

  #strip(source: string): Promise<Stripped> {
    const worker = this.#thread();
    worker.ref();
    return new Promise((resolve) => {
      const settle = (stripped: Stripped) => {
        clearTimeout(timer);
        worker.off("message", settle).off("error", fail);
        worker.unref();
        resolve(stripped);
      };
      const abandon = (reason: string) => {
        this.#worker = null;
        void worker.terminate();
        settle({ reason });
      };
      const timer = setTimeout(() => abandon(`does not parse within ${STRIP_LIMIT_MS} ms`), STRIP_LIMIT_MS);
      const fail = (error: Error) => abandon(`does not parse: ${error.message}`);
      worker.once("message", settle).once("error", fail);
      worker.postMessage(source);
    });
  }

  #thread(): Worker {
    this.#worker ??= new Worker(new URL("./strip-types-worker.js", import.meta.url), { execArgv: [], env: {} });
    return this.#worker;
  }
}
