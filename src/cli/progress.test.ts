import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { outcomeRow } from "../testing/report-rows.js";
import { type TestEffectsOptions, testEffects } from "../testing/test-effects.js";
import { progressForm, startProgress } from "./progress.js";

/** A terminal that remembers what was written to it. */
function fakeTerminal(columns = 100): { readonly stream: NodeJS.WriteStream; readonly written: () => string } {
  const sink = new PassThrough();
  const chunks: string[] = [];
  sink.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const stream = Object.assign(sink, { isTTY: true, columns, rows: 30 }) as unknown as NodeJS.WriteStream;
  return { stream, written: () => chunks.join("") };
}

const ESCAPE = "\u001b";
const ESCAPES = new RegExp(`${ESCAPE}\\[\\w+|\r`, "g");

/** Cells of each tier, one tier after the other. */
function work(cells: { readonly [tier: string]: number }) {
  const plan = Object.entries(cells).flatMap(([tier, count]) =>
    Array.from({ length: count }, () => ({ cell: { tier } })),
  );
  return { plan };
}

const scored = outcomeRow({ tier: "haiku", chargedNanoUsd: 1_000_000 });
const errored = outcomeRow({ tier: "haiku", status: "errored", chargedNanoUsd: 0 });

/** Effects on a clock that is moved by hand. */
function clocked(options: Partial<TestEffectsOptions> = {}) {
  const clock = { ms: 0 };
  return { clock, effects: testEffects({ cwd: "/", nowMs: () => clock.ms, ...options }) };
}

describe("progress without a terminal", () => {
  it("is a line at every tenth", () => {
    const { clock, effects } = clocked();
    using progress = startProgress(work({ haiku: 40 }), effects, "view");
    for (let cell = 0; cell < 40; cell += 1) {
      clock.ms += 500;
      progress.advance(cell % 4 === 0 ? errored : scored);
    }
    expect(effects.err).toHaveLength(10);
    expect(effects.err[4]).toBe("20/40 cells, 5 errored, $0.0150 of ~$0.0300, 2.0/s, 10 s left");
    expect(effects.err.at(-1)).toBe("40/40 cells, 10 errored, $0.0300, 2.0/s");
  });

  it("counts what is taken from earlier runs as done, and projects the rest at the price of what is paid", () => {
    const { clock, effects } = clocked();
    const reused = Array.from({ length: 30 }, () => ({ tier: "haiku" }));
    using progress = startProgress({ ...work({ haiku: 40 }), reused }, effects, "view");
    clock.ms = 2000;
    for (let cell = 0; cell < 2; cell += 1) progress.advance(scored);
    expect(effects.err).toEqual(["32/40 cells, 0 errored, $0.00200 of ~$0.0100, 1.0/s, 8 s left"]);
  });

  it("says how each tier stands, and projects dear tiers at their own price", () => {
    const { clock, effects } = clocked();
    using progress = startProgress(work({ haiku: 5, opus: 5 }), effects, "view");
    clock.ms = 1000;
    for (let cell = 0; cell < 5; cell += 1) progress.advance(scored);
    clock.ms = 10_000;
    progress.advance(outcomeRow({ tier: "opus", chargedNanoUsd: 10_000_000 }));
    expect(effects.err.at(-1)).toBe(
      "6/10 cells, 0 errored, $0.0150 of ~$0.0550, 36.0/min, 40 s left (haiku 5/5, opus 1/5)",
    );
    expect(effects.err[0]).toBe("1/10 cells, 0 errored, $0.00100, 1.0/s (haiku 1/5, opus 0/5)");
  });

  it("says that the cost is unknown from the first cell without a price on, never $0", () => {
    const effects = testEffects({ cwd: "/" });
    using progress = startProgress(work({ haiku: 2 }), effects, "view");
    progress.advance(outcomeRow({ tier: "haiku", chargedNanoUsd: null }));
    progress.advance(scored);
    expect(effects.err).toEqual(["1/2 cells, 0 errored, cost unknown", "2/2 cells, 0 errored, cost unknown"]);
  });

  it("shows no money where none can be charged", () => {
    const { clock, effects } = clocked();
    using progress = startProgress({ ...work({ haiku: 2 }), isFree: true }, effects, "view");
    clock.ms = 500;
    progress.advance(scored);
    clock.ms = 1000;
    progress.advance(scored);
    expect(effects.err).toEqual(["1/2 cells, 0 errored, 2.0/s, 1 s left", "2/2 cells, 0 errored, 2.0/s"]);
  });

  it("counts what earlier parts of a run have done and spent, but not into the pace", () => {
    const { clock, effects } = clocked();
    const settled = [scored, scored, errored];
    using progress = startProgress({ ...work({ haiku: 5 }), settled }, effects, "view");
    clock.ms = 60_000;
    progress.advance(scored);
    expect(effects.err).toEqual(["4/5 cells, 1 errored, $0.00300 of ~$0.00375, 1.0/min, 60 s left"]);
  });

  it("does not promise the cells that an adaptive run may leave out", () => {
    const { clock, effects } = clocked();
    using progress = startProgress({ ...work({ haiku: 4 }), isAtMost: true }, effects, "view");
    clock.ms = 1000;
    progress.advance(scored);
    expect(effects.err).toEqual(["1/4 cells at most, 0 errored, $0.00100 of ≤~$0.00400, 1.0/s, 3 s left"]);
  });

  it("says when a tier does not answer and when it does again, and nothing of short pauses", () => {
    const { effects } = clocked();
    using progress = startProgress(work({ haiku: 4 }), effects, "view");
    const state = { concurrency: 4, pausedUntilMs: 12_000, isBroken: false };
    for (const isBroken of [false, true, true, false]) progress.tierState("haiku", { ...state, isBroken });
    expect(effects.err).toEqual([
      "tier haiku is not answering; it is tried again from time to time",
      "tier haiku answers again",
    ]);
  });
});

describe("progress on a terminal", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** What stands on the terminal after the last drawing. */
  const lastTable = (written: string) => (written.split("\u001b[J").at(-2) ?? "").replaceAll(ESCAPES, "");

  it("is a table with a line for each tier and one for all", () => {
    const { stream, written } = fakeTerminal(120);
    const { clock, effects } = clocked({ terminal: stream, env: { LANG: "en_GB.UTF-8" } });
    using progress = startProgress(work({ haiku: 100, opus: 50 }), effects, "view");
    progress.begin("run_1");
    clock.ms = 10_000;
    for (let cell = 0; cell < 50; cell += 1) progress.advance(cell === 7 ? errored : scored);
    progress.advance(outcomeRow({ tier: "opus", chargedNanoUsd: 20_000_000 }));
    progress.tierState("haiku", { concurrency: 8, pausedUntilMs: null, isBroken: false });
    progress.tierState("opus", { concurrency: 1, pausedUntilMs: 22_000, isBroken: false });
    vi.advanceTimersByTime(201);
    expect(lastTable(written())).toBe(
      [
        "tier                          cells  errored     rate    spent    in all   left",
        "haiku  ██████████░░░░░░░░░░  50/100        1    5.0/s  $0.0490  ~$0.0980   10 s  8 at a time",
        "opus   ░░░░░░░░░░░░░░░░░░░░    1/50        0  6.0/min  $0.0200    ~$1.00  9 min  paused 12 s",
        "total  ██████░░░░░░░░░░░░░░  51/150        1    5.1/s  $0.0690    ~$1.10  9 min",
        "",
      ].join("\n"),
    );
  });

  it("has no columns of money where none can be charged", () => {
    const { stream, written } = fakeTerminal(120);
    const { clock, effects } = clocked({ terminal: stream });
    using progress = startProgress({ ...work({ haiku: 2 }), isFree: true }, effects, "view");
    progress.begin("run_1");
    clock.ms = 1000;
    progress.advance(scored);
    vi.advanceTimersByTime(201);
    expect(lastTable(written())).toMatch(/^tier +cells +errored +rate +left\nhaiku +\S+ +1\/2 +0 +1\.0\/s +1 s\n/);
    expect(written()).not.toContain("$");
  });

  it("keeps within the columns, in ASCII where the terminal has no more, whatever a tier is called", () => {
    for (const columns of [40, 60, 80, 100, 120]) {
      const { stream, written } = fakeTerminal(columns);
      const { clock, effects } = clocked({ terminal: stream, env: { LANG: "C" } });
      using progress = startProgress(
        { ...work({ "東京\u001b[2J::x": 9, ["long".repeat(20)]: 9 }), isAtMost: true },
        effects,
        "view",
      );
      progress.begin("run_1");
      clock.ms = 3_000_000;
      progress.advance(scored);
      vi.advanceTimersByTime(201);
      const lines = lastTable(written()).split("\n");
      expect(lines).toHaveLength(5);
      for (const line of lines) expect(line).toMatch(new RegExp(`^[\\x20-\\x7e]{0,${columns - 1}}$`));
    }
  });

  it("goes away, and stays away", () => {
    const { stream, written } = fakeTerminal();
    const effects = testEffects({ cwd: "/", terminal: stream });
    const progress = startProgress(work({ haiku: 4 }), effects, "view");
    progress.begin("run_1");
    progress.advance(scored);
    progress.note("a word between");
    progress[Symbol.dispose]();
    const after = written();
    // One table before the word, one after it; each is taken away by going up its three lines.
    expect(after.match(/total/g)).toHaveLength(2);
    expect(after.endsWith("\u001b[3A\r\u001b[J")).toBe(true);
    progress[Symbol.dispose]();
    vi.advanceTimersByTime(1000);
    progress.note("a word after");
    expect(written()).toBe(after);
    expect(effects.err).toEqual(["a word between", "a word after"]);
  });

  it("never hides the cursor, so that a killed run leaves the terminal as it was", () => {
    const { stream, written } = fakeTerminal();
    const effects = testEffects({ cwd: "/", terminal: stream });
    using progress = startProgress(work({ haiku: 4 }), effects, "view");
    progress.begin("run_1");
    vi.advanceTimersByTime(1000);
    const sequences = new Set(
      written()
        .split("\u001b")
        .slice(1)
        .map((rest) => /^\[\d*[A-Za-z]/.exec(rest)?.[0] ?? rest),
    );
    expect([...sequences].toSorted()).toEqual(["[3A", "[J", "[K"]);
  });
});

describe("progress as events", () => {
  it("is one JSON object on one line for all that happens", () => {
    const { effects } = clocked();
    using progress = startProgress(work({ haiku: 1, opus: 1 }), effects, "events");
    progress.begin("run_1");
    progress.advance(outcomeRow({ tier: "haiku", itemId: "a\n::error::\u001b[2J", chargedNanoUsd: null }));
    progress.tierState("opus", { concurrency: 2, pausedUntilMs: 5000, isBroken: true });
    progress.drain("SIGTERM");
    expect(effects.err.filter((line) => !/^\{"event":"[\x20-\x7e]*\}$/.test(line))).toEqual([]);
    expect(effects.events).toMatchObject([
      {
        event: "run-start",
        at: "1970-01-01T00:00:00.000Z",
        runId: "run_1",
        cells: 2,
        tiers: [
          { tier: "haiku", cells: 1, done: 0 },
          { tier: "opus", cells: 1, done: 0 },
        ],
      },
      { event: "cell-end", tier: "haiku", itemId: "a\n::error::\u001b[2J", chargedUsd: null, status: "scored" },
      { event: "tier-state", tier: "opus", concurrency: 2, pausedUntil: "1970-01-01T00:00:05.000Z", isBroken: true },
      { event: "drain-start", cause: "SIGTERM" },
    ]);
  });
});

it("progress that is not wanted is silent, but for notes", () => {
  const { stream, written } = fakeTerminal();
  const effects = testEffects({ cwd: "/", terminal: stream });
  using progress = startProgress(work({ haiku: 2 }), effects, "none");
  progress.begin("run_1");
  progress.advance(scored);
  progress.note("said");
  expect([written(), effects.err]).toEqual(["", ["said"]]);
});

it("the form of progress follows the flags", () => {
  const flags = { quiet: false, "no-progress": false, json: false };
  expect(progressForm(flags)).toBe("view");
  expect(progressForm({ ...flags, json: true })).toBe("events");
  expect(progressForm({ ...flags, json: true, "no-progress": true })).toBe("none");
  expect(progressForm({ ...flags, quiet: true })).toBe("none");
});
