import { describe, expect, it } from "vitest";
import type { Calibration, WholeTable } from "../core/calibration.js";
import type { RoutingTable } from "../core/routing-table.js";
import { wholeRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { objectiveWords, promiseView } from "./promise-view.js";

const { calibration, table } = reportSample();
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const { certificate } = calibration.whole;
if (certificate === null) throw new Error("the sample has changed");
const FIGURES = { quality: 0.88, costUsd: 0.004, harm: 0.01, netLoss: 0.02 };

function viewOf(whole: Partial<WholeTable>, change: Partial<Calibration> = {}, of: RoutingTable = table) {
  const view = promiseView({ ...calibration, ...change, whole: wholeRow("opus", whole) }, of);
  return { ...view, promise: plain(view.promise), smallPrint: plain(view.smallPrint) };
}

describe("promise", () => {
  it("says the certificate of a whole table in plain words, and that its items had no part in it", () => {
    const view = viewOf({ basis: "whole-table", certificate });
    expect(view.isCertified).toBe(true);
    expect(view.promise).toBe(
      "95 % sure: on this traffic the table scores at most 5.0 points below opus, measured on 270 items that had no part in making it.",
    );
    expect(view.smallPrint).toBe(
      "About the mean over all task types in this mix, not about each of them; but none is sent where its own items show that more is lost. Tested by betting; number 3 in a sequence from the safest candidate on that stops at the first failure. p = 0.012, needed at most 0.050.",
    );
  });

  it("names the one tier that serves everything, the harm of a harm promise, and clusters", () => {
    const single = viewOf({ basis: "single-tier", everywhere: "sonnet", bestSingle: "sonnet", certificate });
    expect(single.promise).toContain("on this traffic sonnet for everything scores at most");
    const taskTypes = calibration.taskTypes.map((decision) => ({ ...decision, clusters: decision.items - 1 }));
    const options = { ...calibration.options, traffic: { a: 1 } };
    const harm = { ...certificate, type: "harm-rate", method: "fixed-sequence-binomial", k: 2, step: 1 } as const;
    const view = viewOf({ basis: "whole-table", certificate: harm }, { taskTypes, options });
    expect(view.promise).toBe(
      "95 % sure: on your traffic the table loses a right answer of opus on at most 5.0 % of requests, measured on 270 clusters that had no part in making it.",
    );
    expect(view.smallPrint).toContain("Tested by exact binomial, 2 of 270 lost; the first in a sequence");
  });

  it("says why nothing is promised", () => {
    expect(viewOf({ everywhere: "opus" }).promise).toContain("opus, the reference itself");
    expect(viewOf({ basis: "budget" }).promise).toContain("promises nothing against opus: it serves another objective");
    expect(viewOf({ basis: "whole-table" }).promise).toContain("too many answers are missing");
    const open = { ...table.routes["structured-summary"], guarantee: null } as RoutingTable["routes"][string];
    const routes = { ...table.routes, "structured-summary": open };
    expect(viewOf({}, {}, { ...table, routes }).promise).toContain(
      "Promised task type by task type, on 2 of 3, and not for the table as a whole",
    );
    expect(viewOf({}).isCertified).toBe(false);
  });

  it("gives the route's own promise where there is one task type", () => {
    const [only] = calibration.taskTypes;
    const route = table.routes["triage"];
    if (only?.taskType !== "triage" || route === undefined) throw new Error("the sample has changed");
    const one = { ...table, routes: { triage: route } };
    const view = viewOf({}, { taskTypes: [only] }, one);
    expect(view.promise).toBe("95 % sure: at most 5.0 points below opus; p = 0.008, n = 152.");
    expect(view.grounds[0]?.statement).toBe("The only task type");
  });

  it("does not lend the certificate to a table whose routes were changed", () => {
    const route = table.routes["triage"];
    if (route === undefined) throw new Error("the sample has changed");
    const plan = [{ tier: "sonnet", accept: "always" as const, carry: "none" as const }];
    const changed = { ...table, routes: { ...table.routes, triage: { ...route, plan } } };
    const view = viewOf({ basis: "whole-table", certificate }, {}, changed);
    expect(view).toMatchObject({ isCertified: false, grounds: [], smallPrint: "" });
    expect(view.promise).toContain("set by hand");
  });
});

describe("grounds", () => {
  const statements = (whole: Partial<WholeTable>, change: Partial<Calibration> = {}) =>
    viewOf(whole, change).grounds.map(({ statement }) => plain(statement));

  it("compares with the best single tier, cross-fitted", () => {
    const bestSingleFigures = { quality: 0.877, costUsd: 0.005, harm: 0.02, netLoss: 0.023 };
    const whole = {
      basis: "whole-table",
      certificate,
      bestSingle: "sonnet",
      figures: FIGURES,
      bestSingleFigures,
    } as const;
    expect(statements(whole)).toEqual([
      "All task types together",
      "Always sonnet: costs 25 % more, quality −0.3 points",
    ]);
    expect(statements({ ...whole, figures: { ...FIGURES, costUsd: null } })[1]).toContain("cost unknown");
  });

  it("never says that a single tier is better than the table that was chosen over it", () => {
    const singleFirst = { basis: "single-tier", everywhere: "sonnet", bestSingle: "sonnet", certificate } as const;
    expect(statements(singleFirst)).toEqual(["One tier for everything", "sonnet is the best single tier"]);
    expect(statements({ basis: "whole-table", certificate, figures: FIGURES })[1]).toBe(
      "No cheaper tier keeps the promise on all task types together",
    );
  });

  it("names what it would take to know only while nothing is promised", () => {
    expect(statements({ everywhere: "opus", itemsStillNeeded: 240 })[2]).toBe("About 240 more items");
    expect(statements({ basis: "whole-table", certificate, itemsStillNeeded: 240 })).toHaveLength(2);
  });

  it("passes advice on, word for word", () => {
    const advice = [{ kind: "undecided", text: "Do not route yet." }] as const;
    expect(viewOf({ advice }).advice).toEqual(["Do not route yet."]);
  });
});

describe("objective", () => {
  it("is said with its amounts", () => {
    expect(objectiveWords({ kind: "cost" })).toBe("");
    expect(objectiveWords({ kind: "budget", costUsd: 0.001 })).toBe(": $0.0010 per item");
    expect(objectiveWords({ kind: "stakes", failureCostsUsd: { a: 0.5, b: 0.5 } })).toBe(": $0.50 per wrong answer");
    expect(objectiveWords({ kind: "stakes", failureCostsUsd: { a: 2, b: 0.5 } })).toBe(
      ": $0.50 to $2.00 per wrong answer, by task type",
    );
  });
});
