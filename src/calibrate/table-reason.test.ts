import { describe, expect, it } from "vitest";
import type { CrossFittedFigures, TableCertificate } from "../core/calibration.js";
import type { ChosenTable } from "./choose-table.js";
import { comparedWords, tableReason } from "./table-reason.js";

const figures = (quality: number, costUsd: number | null): CrossFittedFigures => ({
  quality,
  costUsd,
  harm: 0,
  netLoss: 0,
});
const OPUS = figures(0.9, 0.04);
const CERTIFICATE: TableCertificate = {
  type: "non-inferiority",
  scope: "whole-table",
  method: "fixed-sequence-betting",
  epsilon: 0.03,
  delta: 0.05,
  pValue: 0.01234,
  k: null,
  n: 240,
  step: 1,
  assumes: [],
};

function reasonOf(change: Partial<ChosenTable>): string {
  const chosen = {
    everywhere: null,
    bestSingle: "opus",
    certificate: CERTIFICATE,
    figures: figures(0.892, 0.01),
    bestSingleFigures: OPUS,
    referenceFigures: OPUS,
    tested: { tests: [CERTIFICATE], certified: 1 },
    itemsStillNeeded: null,
    aboveFloor: 1,
    belowFloor: [],
    model: { tiers: ["haiku", "sonnet", "opus"], reference: 2 },
    ...change,
  };
  return tableReason(chosen as unknown as ChosenTable);
}

describe("tableReason", () => {
  it("of a table: against the reference, and against the best single tier where that is another", () => {
    expect(reasonOf({})).toBe(
      "One table for all task types has −0.8 points of quality and 75.0 % lower cost against opus, cross-fitted (loss at most 3 points with 95 % confidence, p 0.012 on 240 units).",
    );
    expect(reasonOf({ bestSingle: "sonnet", bestSingleFigures: figures(0.91, 0.02) })).toBe(
      "One table for all task types has −0.8 points of quality and 75.0 % lower cost against opus, cross-fitted; always sonnet has +1.0 points of quality and 50.0 % lower cost (loss at most 3 points with 95 % confidence, p 0.012 on 240 units).",
    );
  });

  it("names the tiers that are kept from task types, tier by tier", () => {
    const belowFloor = [
      { taskType: "code", tiers: ["haiku", "sonnet"] },
      { taskType: "tool-use", tiers: ["haiku"] },
    ];
    expect(reasonOf({ belowFloor })).toMatch(
      /units\)\. Not used where shown to lose more than the whole may on average: haiku for code, tool-use; sonnet for code\.$/,
    );
  });

  it("of the reference for everything: nothing to test, nothing certified, and how many items might tell", () => {
    const everywhere = { everywhere: "opus", certificate: null };
    expect(reasonOf({ ...everywhere, tested: { tests: [], certified: 0 } })).toBe(
      "Nothing cheaper than opus was left to test: everything goes to opus.",
    );
    expect(reasonOf(everywhere)).toBe(
      "Cheaper tables passed the test of the whole, but none saved 5 % within the promise on items that it was not learnt from: everything goes to opus.",
    );
    expect(reasonOf({ ...everywhere, aboveFloor: 0 })).toBe(
      "Cheaper tables passed the test of the whole, but each leaves a task type where its items show that more is lost than the whole may on average: everything goes to opus.",
    );
    const failed = { ...everywhere, tested: { tests: [CERTIFICATE], certified: 0 } };
    expect(reasonOf(failed)).toBe(
      "No cheaper table is certified to keep the promise against opus: everything goes to opus.",
    );
    expect(reasonOf({ ...failed, itemsStillNeeded: 120 })).toBe(
      "No cheaper table is certified to keep the promise against opus: everything goes to opus; about 120 more items of all task types together would probably tell.",
    );
  });

  it("of one tier for everything: what it changes and what is promised", () => {
    const harm: TableCertificate = { ...CERTIFICATE, type: "harm-rate", epsilon: 0.025, delta: 0.1 };
    const everywhere = { everywhere: "sonnet", bestSingle: "sonnet", figures: figures(0.9, 0.05) };
    expect(reasonOf({ ...everywhere, certificate: harm })).toBe(
      "Routing does not beat always sonnet: everything goes to sonnet, with 0.0 points of quality and 25.0 % higher cost against opus (harm at most 2.5 % with 90 % confidence, p 0.012 on 240 units).",
    );
    expect(reasonOf({ ...everywhere, certificate: { ...CERTIFICATE, epsilon: 0.0125 } })).toContain(
      "(loss at most 1.25 points with 95 % confidence,",
    );
    expect(reasonOf({ ...everywhere, certificate: { ...CERTIFICATE, epsilon: 0.01, pValue: 1e-9 } })).toContain(
      "(loss at most 1 point with 95 % confidence, p below 0.0001 on 240 units)",
    );
    expect(reasonOf({ ...everywhere, certificate: { ...CERTIFICATE, pValue: 0.0001, n: 12_345 } })).toContain(
      "confidence, p 0.00010 on 12,345 units)",
    );
    expect(reasonOf({ ...everywhere, certificate: null })).toMatch(/ against opus \(not certified\)\.$/);
  });
});

describe("comparedWords", () => {
  it("calls a saving lower cost and an expense higher cost", () => {
    expect(comparedWords(figures(0.9, 0.03), OPUS)).toBe("0.0 points of quality and 25.0 % lower cost");
    expect(comparedWords(figures(0.9, 0.04), OPUS)).toBe("0.0 points of quality and 0.0 % lower cost");
    expect(comparedWords(figures(0.925, 0.06), OPUS)).toBe("+2.5 points of quality and 50.0 % higher cost");
  });

  it("says so where a cost is not known, or the reference costs nothing", () => {
    const unknown = "+1.0 points of quality, costs not known,";
    expect(comparedWords(figures(0.91, null), OPUS)).toBe(unknown);
    expect(comparedWords(figures(0.91, 0.01), figures(0.9, null))).toBe(unknown);
    expect(comparedWords(figures(0.91, 0.01), figures(0.9, 0))).toBe(unknown);
  });
});
