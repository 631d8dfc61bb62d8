import type { Effects } from "./effects.js";
import type { Progress } from "./progress.js";
import { summaryLine } from "./progress-text.js";
import type { RunTally } from "./run-tally.js";

const STEPS = 10;

/** A line at every tenth, where there is no terminal to draw on. */
export function plainProgress(tally: RunTally, effects: Effects): Progress {
  const { total } = tally;
  const step = () => Math.floor((total.done * STEPS) / total.total);
  let shown = step();
  return {
    begin() {},
    advance(outcome) {
      tally.add(outcome, effects.nowMs());
      if (step() === shown) return;
      shown = step();
      effects.note(summaryLine(tally, effects.nowMs()));
    },
    tierState(tier, state) {
      const wasBroken = tally.stateOf(tier)?.isBroken ?? false;
      tally.setState(tier, state);
      // Pauses come and go; a tier that does not answer explains why nothing else is said.
      if (state.isBroken !== wasBroken)
        effects.note(
          `tier ${tier} ${state.isBroken ? "is not answering; it is tried again from time to time" : "answers again"}`,
        );
    },
    drain() {},
    end() {},
    note: (line) => effects.note(line),
    [Symbol.dispose]() {},
  };
}
