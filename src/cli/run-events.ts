import type { Outcome } from "../core/outcome.js";
import { usdFromNano } from "../core/price.js";
import type { BenchmarkResult } from "../runner/run-benchmark.js";
import type { Effects } from "./effects.js";
import type { Progress } from "./progress.js";
import type { RunTally } from "./run-tally.js";

/** What happens in a run as JSON, for programs that watch it; the fields are described in docs/run-events.md. */
export function eventProgress(tally: RunTally, effects: Effects): Progress {
  const emit = (event: string, fields: object) => effects.emit({ event, at: timeText(effects.nowMs()), ...fields });
  return {
    begin: (runId) => emit("run-start", { runId, ...plannedFields(tally) }),
    advance(outcome) {
      tally.add(outcome, effects.nowMs());
      emit("cell-end", cellFields(outcome));
    },
    tierState(tier, { concurrency, pausedUntilMs, isBroken }) {
      const pausedUntil = pausedUntilMs === null ? null : timeText(pausedUntilMs);
      emit("tier-state", { tier, concurrency, pausedUntil, isBroken });
    },
    drain: (cause) => emit("drain-start", { cause }),
    end: (result) => emit("run-end", endFields(result, tally)),
    note: (line) => effects.note(line),
    [Symbol.dispose]() {},
  };
}

function plannedFields({ total, tiers, isAtMost }: RunTally) {
  return {
    cells: total.total,
    reused: total.reused,
    isAtMost,
    tiers: tiers.map(({ name, total: cells, done }) => ({ tier: name, cells, done })),
  };
}

function cellFields(outcome: Outcome) {
  const { runId, taskType, itemId, tier, trial, status, outcomeClass, score, latencyMs, attempts, error } = outcome;
  const chargedUsd = usdOrNull(outcome.chargedNanoUsd);
  return { runId, taskType, itemId, tier, trial, status, outcomeClass, score, latencyMs, attempts, chargedUsd, error };
}

function endFields({ run, planned, scored, errored, missing }: BenchmarkResult, { total }: RunTally) {
  const { runId, status } = run;
  return { runId, status, planned, scored, errored, missing, chargedUsd: usdOrNull(total.chargedNanoUsd) };
}

function usdOrNull(nanoUsd: number | null): number | null {
  return nanoUsd === null ? null : usdFromNano(nanoUsd);
}

function timeText(ms: number): string {
  return new Date(ms).toISOString();
}
