/** What a program may use. `work` is its only writable folder; both kinds of memory are watched together too. */
export const LIMITS = {
  wallMs: 10_000,
  cpuSeconds: 10,
  /** Of one process, and of all of them together. */
  memoryBytes: 512 * 1024 * 1024,
  processes: 64,
  openFiles: 64,
  workBytes: 64 * 1024 * 1024,
  /** Everything it reports and complains of. */
  outputBytes: 16 * 1024 * 1024,
  /** One call of the function. */
  callMs: 2_000,
  sourceLength: 65_536,
} as const;

/** A world outlives its time by this much where nobody is left to end it. */
export const ORPHAN_SECONDS = LIMITS.wallMs / 1000 + 2;
