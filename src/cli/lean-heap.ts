import { setFlagsFromString } from "node:v8";

/** A run that has taken so long is not a small one. A long plan, during which no timer fires, has not begun by then. */
const SMALL_RUN_MS = 500;

/**
 * A run keeps little and throws much away, and V8 by default lets a heap double before it looks for what can go. With this
 * it looks when the heap has grown by a third: half the peak memory of 100,000 cells, for no more processor time. Only in
 * the process of a run, where nothing else is slowed down by it, and only when it lasts: loading alone would take longer.
 */
export function keepHeapLean(): void {
  setTimeout(() => setFlagsFromString("--heap-growing-percent=30"), SMALL_RUN_MS).unref();
}
