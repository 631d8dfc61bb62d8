import { EXIT } from "../core/errors.js";
import type { Store } from "../core/store.js";
import type { AdaptiveSession } from "./adaptive-run.js";
import type { SessionResult } from "./benchmark-session.js";
import { concludeRun } from "./conclude-run.js";
import type { Effects } from "./effects.js";
import { FAIL_ON_ERROR, type RunInput } from "./run-flags.js";

/** Says how a run has ended, and what its user may do next. @returns the exit code */
export async function endRun(
  result: SessionResult,
  session: AdaptiveSession | null,
  store: Store,
  flags: RunInput,
  effects: Effects,
): Promise<number> {
  const { runId } = result.run;
  const failOnError = flags["fail-on-error"] ?? FAIL_ON_ERROR;
  const asked = result.scored + result.errored;
  const decided = session === null ? {} : { adaptive: { pairs: session.pairs(), asked, of: session.rules.mostCells } };
  const goOn = `run --resume ${runId}${flags.batch ? " --batch" : ""}`;
  const options = { store, failOnError, asJson: flags.json, isShort: flags.quiet, goOn };
  const exitCode = await concludeRun(result, { ...options, ...decided }, effects);
  if (exitCode === EXIT.ok && !flags.quiet && !flags.json) effects.print(`next: tierbench calibrate ${runId}`);
  return exitCode;
}
