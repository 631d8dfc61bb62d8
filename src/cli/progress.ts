import { Presets, SingleBar } from "cli-progress";
import type { Outcome } from "../core/outcome.js";
import type { Effects } from "./effects.js";

/** Lines that are printed where there is no terminal to draw on. */
const PLAIN_STEPS = 10;
/** Cells whose pace says how long the rest takes: answers come in bursts of the concurrency. */
const ETA_CELLS = 200;
const CLEAR_LINE = "\r\u001b[K";
/** The bar goes back, when it stops, to where the cursor was saved. */
const SAVE_CURSOR = "\u001b7";

/** Shows how a run goes on: a bar on a terminal, a line at every tenth elsewhere. */
export interface Progress extends Disposable {
  advance(outcome: Outcome): void;
  /** Says something without tearing the bar. */
  note(line: string): void;
}

export function startProgress(total: number, effects: Effects, isWanted: boolean): Progress {
  if (!isWanted || total === 0) return { advance() {}, note: (line) => effects.note(line), [Symbol.dispose]() {} };
  return effects.terminal === null ? plainLines(total, effects) : bar(total, effects.terminal, effects);
}

class Tally {
  done = 0;
  errored = 0;
  /** Null once the charge of a cell is not known. */
  #chargedNanoUsd: number | null = 0;

  add({ status, chargedNanoUsd }: Outcome): void {
    this.done += 1;
    if (status === "errored") this.errored += 1;
    const before = this.#chargedNanoUsd;
    this.#chargedNanoUsd = before === null || chargedNanoUsd === null ? null : before + chargedNanoUsd;
  }

  get spent(): string {
    return this.#chargedNanoUsd === null ? "cost unknown" : `$${(this.#chargedNanoUsd / 1e9).toFixed(4)}`;
  }
}

function bar(total: number, stream: NodeJS.WriteStream, effects: Effects): Progress {
  const tally = new Tally();
  const drawn = new SingleBar(
    {
      stream,
      format: "{bar} {value}/{total} cells  {errored} errored  {spent}  {eta_formatted} left",
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: ETA_CELLS,
    },
    Presets.rect,
  );
  let isDrawn = true;
  drawn.start(total, 0, { errored: 0, spent: "$0.0000" });
  return {
    advance(outcome) {
      tally.add(outcome);
      drawn.update(tally.done, { errored: tally.errored, spent: tally.spent });
    },
    note(line) {
      if (isDrawn) stream.write(CLEAR_LINE);
      effects.note(line);
      if (isDrawn) stream.write(SAVE_CURSOR);
    },
    [Symbol.dispose]() {
      // A second stop would draw the bar once more, over what has been printed since.
      if (isDrawn) drawn.stop();
      isDrawn = false;
    },
  };
}

function plainLines(total: number, effects: Effects): Progress {
  const tally = new Tally();
  let shown = 0;
  return {
    advance(outcome) {
      tally.add(outcome);
      const step = Math.floor((tally.done * PLAIN_STEPS) / total);
      if (step === shown) return;
      shown = step;
      effects.note(`${tally.done}/${total} cells, ${tally.errored} errored, ${tally.spent}`);
    },
    note: (line) => effects.note(line),
    [Symbol.dispose]() {},
  };
}
