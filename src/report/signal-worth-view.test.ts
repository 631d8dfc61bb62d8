import { describe, expect, it } from "vitest";
import type { Estimate } from "../core/estimate.js";
import type { SignalWorth } from "../core/signal-worth.js";
import { reportSample } from "../testing/report-sample.js";
import { htmlText } from "./html.js";
import { signalWorthView } from "./signal-worth-view.js";
import { signalsPart } from "./signals-section.js";

const { calibration, runs } = reportSample();
const est = (v: number, lo = v, hi = v): Estimate => ({ v, ci: [lo, hi], n: 100 });
const words = (text: string) => text.replaceAll("\u00a0", " ");

/** A cascade from haiku to opus by three levels: 40 % are kept at the top, 90 % from the middle on. */
function worth(change: Partial<SignalWorth> = {}): SignalWorth {
  return {
    taskType: "t",
    tier: "haiku",
    signal: "sure",
    auroc: est(0.81, 0.74, 0.87),
    aurc: est(0.05, 0.03, 0.07),
    normalisedAurc: 0.25,
    thresholds: [
      { atLeast: "high", accepted: est(0.4, 0.31, 0.5), risk: est(0.01, 0, 0.05) },
      { atLeast: "medium", accepted: est(0.9, 0.83, 0.94), risk: est(0.08, 0.04, 0.14) },
      { atLeast: "low", accepted: est(1, 0.96, 1), risk: est(0.12, 0.07, 0.2) },
    ],
    costUsd: est(0.002, 0.0018, 0.0022),
    breakEven: [
      {
        stronger: "opus",
        rate: est(0.3, 0.25, 0.35),
        savingsUsd: [est(-0.003, -0.004, -0.002), est(0.002, 0.001, 0.003), est(0.003, 0.002, 0.004)],
      },
    ],
    ...change,
  };
}
const viewOf = (one: SignalWorth, change: Partial<typeof calibration> = {}) =>
  signalWorthView({ ...calibration, ...change, signalWorth: [one] })[0];

describe("what a signal is worth", () => {
  it("shows the rate at which it breaks even beside the measured one", () => {
    // 12 % are wrong: keeping 90 % comes nearest to keeping what is right.
    const row = viewOf(worth());
    expect(row).toMatchObject({ auroc: "0.81", aurocInterval: "0.74 to 0.87", aurc: "0.050", cost: "$2.00" });
    expect(words(row?.breakEven ?? "")).toBe("30.0 %");
    expect(row?.leastAccepted).toBeCloseTo(0.7, 12);
    expect(row?.shown).toMatchObject({ threshold: "≥ medium", money: "saves" });
    expect(words(row?.shown?.escalated ?? "")).toBe("10.0 %");
    expect(words(row?.shown?.escalatedInterval ?? "")).toBe("6.0 % to 17.0 %");
    expect(row?.shown?.moneyWords).toBe("saves $2.00 per 1,000 requests");
  });

  it("shows the table's own threshold where the table has one, and says plainly that it loses money", () => {
    const steps = [
      { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: "high" }] } },
      { tier: "opus", accept: "always" as const },
    ];
    const [first] = calibration.taskTypes;
    if (first === undefined) throw new Error("the sample has no task type");
    const decided = { ...first, taskType: "t", choice: { kind: "cascade" as const, steps } };
    const row = viewOf(worth(), { taskTypes: [decided] });
    expect(row).toMatchObject({ isInUse: true, shown: { threshold: "≥ high", money: "loses" } });
    expect(row?.shown?.moneyWords).toBe("loses money: $3.00 per 1,000 requests more than always opus");
  });

  it("puts first what is in use, else the best signal of the cheapest tier, type by type", () => {
    const of = (taskType: string, tier: string, signal: string, auroc: number) =>
      worth({ taskType, tier, signal, auroc: est(auroc) });
    const signalWorth = [
      of("t", "haiku", "sure", 0.6),
      of("t", "haiku", "other", 0.9),
      of("u", "haiku", "sure", 0.6),
      of("u", "haiku", "other", 0.9),
      of("u", "sonnet", "sure", 0.99),
    ];
    const [first] = calibration.taskTypes;
    if (first === undefined) throw new Error("the sample has no task type");
    const steps = [
      { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: "high" }] } },
      { tier: "opus", accept: "always" as const },
    ];
    const decided = { ...first, taskType: "t", choice: { kind: "cascade" as const, steps } };
    const rows = signalWorthView({ ...calibration, signalWorth, taskTypes: [decided] });
    expect(rows.map(({ isFirst }) => isFirst)).toEqual([true, false, false, true, false]);
  });

  it("does not decide where the interval holds 0, and knows nothing without costs", () => {
    const [evens] = worth().breakEven;
    if (evens === undefined) throw new Error("no stronger tier");
    const even = viewOf(
      worth({ breakEven: [{ ...evens, savingsUsd: [0, 1, 2].map(() => est(-0.001, -0.002, 0.001)) }] }),
    );
    expect(even?.shown?.moneyWords).toBe("not decided: loses $1.00 per 1,000 requests");
    const unknown = viewOf(worth({ costUsd: null, breakEven: [{ ...evens, rate: null, savingsUsd: null }] }));
    expect(unknown).toMatchObject({ cost: "unknown", breakEven: "unknown", leastAccepted: null });
    expect(unknown?.shown?.money).toBe("unknown");
  });

  it("never breaks even where tier and signal cost more than the stronger tier", () => {
    const [evens] = worth().breakEven;
    const row = viewOf(worth({ breakEven: [{ stronger: "opus", savingsUsd: null, ...evens, rate: est(-0.2) }] }));
    expect(row).toMatchObject({ breakEven: "never", breakEvenNote: "dearer than opus alone" });
  });

  it("has nothing to show where no tier is stronger, and calls a signal without calls free", () => {
    expect(viewOf(worth({ breakEven: [] }))).toMatchObject({ shown: null, breakEven: "–", all: [] });
    expect(viewOf(worth({ costUsd: est(0) }))).toMatchObject({ cost: "free" });
  });

  it("lists every threshold against every stronger tier", () => {
    const [evens] = worth().breakEven;
    if (evens === undefined) throw new Error("no stronger tier");
    const row = viewOf(worth({ breakEven: [{ ...evens, stronger: "sonnet" }, evens] }));
    expect(row?.all.map(({ stronger, threshold }) => `${stronger} ${threshold}`)).toEqual([
      "sonnet ≥ high",
      "sonnet ≥ medium",
      "sonnet all",
      "opus ≥ high",
      "opus ≥ medium",
      "opus all",
    ]);
  });
});

describe("the section", () => {
  it("marks a cascade that loses money, in words and not by colour alone", () => {
    const [evens] = worth().breakEven;
    if (evens === undefined) throw new Error("no stronger tier");
    const losing = { ...evens, savingsUsd: [0, 1, 2].map(() => est(-0.003, -0.004, -0.002)) };
    const signals = [{ taskType: "t", tier: "haiku", signal: "sure", auroc: 0.81, bins: [], missing: 0 }];
    const changed = { ...calibration, signals, signalWorth: [worth({ breakEven: [losing] })] };
    const text = htmlText(signalsPart({ calibration: changed, runs }));
    expect(text).toContain(
      '<strong class="loses">loses money: $3.00 per 1,000 requests more than always opus</strong>',
    );
    expect(text).toContain('class="point point-loses"');
  });

  it("says of a validator that a failed check escalates", () => {
    const definition = { name: "sure", taskType: "t", levels: ["fail", "pass"], version: "1", extraCalls: 0 };
    const part = (kind: "validator" | "self-report") =>
      htmlText(
        signalsPart({
          calibration: { ...calibration, signalWorth: [worth()] },
          runs: runs.map((run) => ({ ...run, signals: [{ ...definition, kind }] })),
        }),
      );
    expect(part("validator")).toContain("gate: a failed check escalates");
    expect(part("self-report")).not.toContain("gate:");
  });
});
