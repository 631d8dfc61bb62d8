import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { outcomeRow } from "../testing/report-rows.js";
import { testEffects } from "../testing/test-effects.js";
import { startProgress } from "./progress.js";

/** A terminal that remembers what was written to it. */
function fakeTerminal(): { readonly stream: NodeJS.WriteStream; readonly written: () => string } {
  const sink = new PassThrough();
  const chunks: string[] = [];
  sink.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const methods = {
    isTTY: true,
    columns: 100,
    rows: 30,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  };
  return { stream: Object.assign(sink, methods) as unknown as NodeJS.WriteStream, written: () => chunks.join("") };
}

const scored = outcomeRow({ chargedNanoUsd: 1_000_000 });
const errored = outcomeRow({ status: "errored", chargedNanoUsd: 0 });

describe("progress", () => {
  it("without a terminal is a line at every tenth", () => {
    const effects = testEffects({ cwd: "/" });
    using progress = startProgress(40, effects, true);
    for (let cell = 0; cell < 40; cell += 1) progress.advance(cell % 4 === 0 ? errored : scored);
    expect(effects.err).toHaveLength(10);
    expect(effects.err[4]).toBe("20/40 cells, 5 errored, $0.0150");
    expect(effects.err.at(-1)).toBe("40/40 cells, 10 errored, $0.0300");
  });

  it("says that the cost is unknown from the first cell without a price on, never $0", () => {
    const effects = testEffects({ cwd: "/" });
    using progress = startProgress(2, effects, true);
    progress.advance(outcomeRow({ chargedNanoUsd: null }));
    progress.advance(scored);
    expect(effects.err).toEqual(["1/2 cells, 0 errored, cost unknown", "2/2 cells, 0 errored, cost unknown"]);
  });

  it("on a terminal is a bar that goes away, and stops once", () => {
    const { stream, written } = fakeTerminal();
    const effects = testEffects({ cwd: "/", terminal: stream });
    const progress = startProgress(4, effects, true);
    progress.advance(scored);
    progress.note("a word between");
    progress[Symbol.dispose]();
    const after = written();
    expect(after).toContain("/4 cells");
    expect(effects.err).toEqual(["a word between"]);
    progress[Symbol.dispose]();
    progress.note("a word after");
    expect(written()).toBe(after);
    expect(effects.err).toEqual(["a word between", "a word after"]);
  });

  it("that is not wanted is silent, but for notes", () => {
    const { stream, written } = fakeTerminal();
    const effects = testEffects({ cwd: "/", terminal: stream });
    using progress = startProgress(2, effects, false);
    progress.advance(scored);
    progress.note("said");
    expect([written(), effects.err]).toEqual(["", ["said"]]);
  });
});
