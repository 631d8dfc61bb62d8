import { EXIT } from "../core/errors.js";

/** The signals that ask a program to end. */
export const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What ends a run before its time: a signal, or a bug that surfaced where nobody could catch it. */
export type Interrupt = (typeof SIGNALS)[number] | "bug";

const EXIT_CODES = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hungUp,
  bug: EXIT.bug,
} as const satisfies { readonly [cause in Interrupt]: number };

export function exitCodeAfter(cause: Interrupt): number {
  return EXIT_CODES[cause];
}
