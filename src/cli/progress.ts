import type { Outcome } from "../core/outcome.js";
import type { BenchmarkResult } from "../runner/run-benchmark.js";
import type { Effects } from "./effects.js";
import type { Interrupt } from "./interrupt.js";
import { liveProgress } from "./live-progress.js";
import { plainProgress } from "./plain-progress.js";
import { eventProgress } from "./run-events.js";
import { type PlannedWork, RunTally, type TierState } from "./run-tally.js";

/** Shows how a run goes on. What it shows is gone, or complete, once it is disposed. */
export interface Progress extends Disposable {
  /** The run is stored and its first cells are about to go out. */
  begin(runId: string): void;
  advance(outcome: Outcome): void;
  /** How the room in front of a tier has changed. */
  tierState(tier: string, state: TierState): void;
  /** No further cell is started. */
  drain(cause: Interrupt): void;
  end(result: BenchmarkResult): void;
  /** Says something without tearing what is drawn. */
  note(line: string): void;
}

/** `view`: for people; `events`: for programs. */
export type ProgressForm = "view" | "events" | "none";

export function progressForm(flags: {
  readonly quiet: boolean;
  readonly "no-progress": boolean;
  readonly json?: boolean;
}): ProgressForm {
  if (flags.quiet || flags["no-progress"]) return "none";
  return flags.json === true ? "events" : "view";
}

/** On a terminal lines that are drawn over and over, elsewhere a line at every tenth; or events. */
export function startProgress(work: PlannedWork, effects: Effects, form: ProgressForm): Progress {
  const tally = new RunTally(work, effects.nowMs());
  if (form === "events") return eventProgress(tally, effects);
  if (form === "none" || tally.total.left === 0) return silentProgress(effects);
  return effects.live === null ? plainProgress(tally, effects) : liveProgress(tally, effects.live, effects);
}

function silentProgress(effects: Effects): Progress {
  return {
    begin() {},
    advance() {},
    tierState() {},
    drain() {},
    end() {},
    note: (line) => effects.note(line),
    [Symbol.dispose]() {},
  };
}
