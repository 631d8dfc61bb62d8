import { Worker } from "node:worker_threads";
import { messageOf } from "../core/errors.js";
import type { JsonObject, JsonValue } from "../core/json.js";

/** What to check; `pattern` and `schema` come from the user, `text` and `value` from a model. */
export type PatternJob =
  | { readonly kind: "pattern"; readonly source: string; readonly flags: string; readonly text: string }
  | {
      readonly kind: "schema";
      readonly schema: JsonObject;
      /** A keyword that there is not fails, unless it begins with `x-`. @defaultValue false: it says nothing */
      readonly isStrict?: boolean;
      readonly value: JsonValue;
    };

export type PatternResult =
  | { readonly kind: "checked"; readonly isMatch: boolean; readonly detail: string }
  | { readonly kind: "failed"; readonly reason: string };

/** Time one check may take, milliseconds, counted from when the worker starts it. */
export const CHECK_LIMIT_MS = 250;
/** Time to start the thread and compile a pattern or schema, milliseconds: work that is the same for every answer. */
const PREPARATION_LIMIT_MS = 10_000;
const MAX_TEXT_LENGTH = 1_048_576;

interface Reply {
  readonly id: number;
  readonly started?: true;
  readonly isMatch?: boolean;
  readonly detail?: string;
  readonly failure?: string;
}

interface Waiting {
  readonly job: PatternJob;
  readonly resolve: (result: PatternResult) => void;
}

/**
 * One worker thread and a queue before it. A check that runs over its limit ends
 * with its worker, and the next check gets a new one. The thread does not keep
 * the process alive while idle.
 */
export class PatternChecker {
  #worker: Worker | null = null;
  #queue: Waiting[] = [];
  #current: (Waiting & { readonly id: number }) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastId = 0;

  check(job: PatternJob): Promise<PatternResult> {
    if (job.kind === "pattern" && job.text.length > MAX_TEXT_LENGTH) {
      return Promise.resolve({
        kind: "failed",
        reason: `text of ${job.text.length} characters, at most ${MAX_TEXT_LENGTH}`,
      });
    }
    return new Promise((resolve) => {
      this.#queue.push({ job, resolve });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current !== null) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) {
      this.#worker?.unref();
      return;
    }
    this.#lastId += 1;
    this.#current = { ...waiting, id: this.#lastId };
    const worker = this.#thread();
    worker.ref();
    this.#limit(PREPARATION_LIMIT_MS);
    try {
      worker.postMessage({ id: this.#lastId, ...waiting.job });
    } catch (thrown) {
      this.#settle({ kind: "failed", reason: `cannot be handed to the checking thread: ${messageOf(thrown)}` });
    }
  }

  #limit(milliseconds: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const timer = setTimeout(() => {
      // A busy main thread sees its timer before a reply that came in time: let the reply in first.
      setImmediate(() => {
        if (this.#timer === timer) this.#abandon(`took longer than ${milliseconds} ms`);
      });
    }, milliseconds);
    this.#timer = timer;
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL("./pattern-worker.js", import.meta.url), { execArgv: [] });
    worker.on("message", (reply: Reply) => this.#receive(reply));
    worker.on("error", (error) => {
      if (this.#worker === worker) this.#abandon(`the checking thread failed: ${error.message}`);
    });
    this.#worker = worker;
    return worker;
  }

  #receive(reply: Reply): void {
    if (reply.id !== this.#current?.id) return;
    if (reply.started) {
      this.#limit(CHECK_LIMIT_MS);
      return;
    }
    this.#settle(
      reply.failure === undefined
        ? { kind: "checked", isMatch: reply.isMatch === true, detail: reply.detail ?? "" }
        : { kind: "failed", reason: reply.failure },
    );
  }

  #abandon(reason: string): void {
    void this.#worker?.terminate();
    this.#worker = null;
    this.#settle({ kind: "failed", reason });
  }

  #settle(result: PatternResult): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const done = this.#current;
    this.#current = null;
    done?.resolve(result);
    this.#next();
  }
}

/** The checker that all validators of the process share: started by the first check. */
export const patternChecker = new PatternChecker();
