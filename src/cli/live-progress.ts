import type { Effects } from "./effects.js";
import type { LiveRegion } from "./live-region.js";
import type { Progress } from "./progress.js";
import { progressTable } from "./progress-table.js";
import { FINE_SIGNS, PLAIN_SIGNS } from "./progress-text.js";
import type { RunTally } from "./run-tally.js";

/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MS = 200;

/** A table on a terminal that is drawn over and over, and goes away. */
export function liveProgress(tally: RunTally, region: LiveRegion, effects: Effects): Progress {
  const signs = speaksUtf8(effects.env) ? FINE_SIGNS : PLAIN_SIGNS;
  let timer: NodeJS.Timeout | null = null;
  const draw = () => region.show(progressTable(tally, effects.nowMs(), region.columns, signs));
  // After the signals that are waiting: one of them may say that the terminal has another size.
  const drawSoon = () => setImmediate(() => timer !== null && draw());
  return {
    begin() {
      draw();
      timer ??= setInterval(drawSoon, REDRAW_MS).unref();
    },
    advance: (outcome) => tally.add(outcome, effects.nowMs()),
    tierState: (tier, state) => tally.setState(tier, state),
    drain() {},
    end() {},
    note: (line) => effects.note(line),
    [Symbol.dispose]() {
      if (timer === null) return;
      clearInterval(timer);
      timer = null;
      region.clear();
    },
  };
}

/** As the first of these variables says that is set. */
function speaksUtf8(env: Effects["env"]): boolean {
  return /utf-?8/i.test(env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "");
}
