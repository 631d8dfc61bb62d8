import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { agreement } from "./agreement.js";
import { amountsAddUp } from "./amounts-add-up.js";
import { codeCompiles, codeExamples, codeTests } from "./code-tests.js";
import { contains } from "./contains.js";
import { custom } from "./custom.js";
import { finalState } from "./final-state.js";
import { jsonFields } from "./json-fields.js";
import { judge } from "./judge.js";
import { labelCost } from "./label-cost.js";
import { labelMatch } from "./label-match.js";
import { numeric } from "./numeric.js";
import { pairwiseJudge } from "./pairwise-judge.js";
import { plantedFaults } from "./planted-faults.js";
import { reviewer } from "./reviewer.js";
import { selfReport } from "./self-report.js";
import { setF1 } from "./set-f1.js";
import { spanOverlap } from "./span-overlap.js";
import { verbatimQuotes } from "./verbatim-quotes.js";

const costs = { low: { high: 1 }, high: { low: 1 } };
const review = { tier: "haiku", task: "say it", criteria: [{ name: "said", question: "Is it said?" }] };
const rubric = { task: "say it", criteria: [{ name: "said", question: "Is it said?" }] };
const own = { name: "mine", version: "1", needsLabel: false, score: () => 1 };

/** Every option that there is, and one that is misspelt: by itself it would have been left out. */
const MADE: readonly [name: string, make: (stray: object) => object, misspelt: string][] = [
  ["contains", (stray) => contains({ all: ["a"], none: ["b"], ...stray }), "non"],
  ["labelMatch", (stray) => labelMatch({ ignoreCase: true, ...stray }), "ignorecase"],
  ["labelCost", (stray) => labelCost({ costs, field: "risk", ...stray }), "feild"],
  ["numeric", (stray) => numeric({ tolerance: 1, field: "total", ...stray }), "tolerence"],
  ["jsonFields", (stray) => jsonFields({ fields: { a: "text" }, allOrNothing: true, ...stray }), "allornothing"],
  ["setF1", (stray) => setF1({ path: "a", comparison: "code", ...stray }), "compare"],
  ["finalState", (stray) => finalState({ paths: ["a"], ignore: ["a.b"], partialCredit: true, ...stray }), "path"],
  ["spanOverlap", (stray) => spanOverlap({ source: "text", field: "quotes", ...stray }), "feild"],
  ["verbatimQuotes", (stray) => verbatimQuotes({ source: "text", field: "quotes", ...stray }), "quotes"],
  ["plantedFaults", (stray) => plantedFaults({ text: "draft", beta: 2, ...stray }), "betta"],
  ["amountsAddUp", (stray) => amountsAddUp({ text: "text", amounts: ["total"], ...stray }), "amount"],
  [
    'judge "faith"',
    (stray) =>
      judge({
        ...rubric,
        name: "faith",
        showInput: true,
        reference: () => "a",
        agreementFloor: 0.5,
        hardened: true,
        ...stray,
      }),
    "hardend",
  ],
  [
    'judge "panel"',
    (stray) => judge({ ...rubric, name: "panel", judges: ["haiku", "opus"], abstainBelow: 0.8, ...stray }),
    "judge",
  ],
  ['judge "drawn"', (stray) => judge({ ...rubric, name: "drawn", draws: 3, ...stray }), "draw"],
  [
    'pairwise judge "duel"',
    (stray) =>
      pairwiseJudge({
        name: "duel",
        task: "say it",
        better: "shorter",
        reference: () => "a",
        showInput: false,
        agreementFloor: 0.5,
        ...stray,
      }),
    "showinput",
  ],
  ["code-tests", (stray) => codeTests({ language: "python", entry: "add", share: true, ...stray }), "shared"],
  ["code-examples", (stray) => codeExamples({ language: "python", entry: "add", ...stray }), "lang"],
  ["code-compiles", (stray) => codeCompiles({ language: "python", entry: "add", ...stray }), "function"],
  ['custom "mine"', (stray) => custom({ ...own, ...stray }), "needslabel"],
  ['reviewer "second"', (stray) => reviewer({ ...review, name: "second", ...stray }), "criterion"],
  [
    'agreement "twice"',
    (stray) => agreement({ answers: 2, key: String, keyVersion: "1", name: "twice", ...stray }),
    "answer",
  ],
  [
    'selfReport "sure"',
    (stray) => selfReport({ levels: ["no", "yes"], name: "sure", form: "field", field: "sure", ...stray }),
    "from",
  ],
];

/** What each cannot do without; the type check, which JavaScript has not, is left out here. */
const NEEDED: readonly [make: (options: never) => object, told: string][] = [
  [contains, "contains needs all"],
  [labelCost, "labelCost needs costs"],
  [jsonFields, "jsonFields needs fields"],
  [spanOverlap, "spanOverlap needs source"],
  [verbatimQuotes, "verbatimQuotes needs source"],
  [plantedFaults, "plantedFaults needs text"],
  [amountsAddUp, "amountsAddUp needs text and amounts"],
  [judge, "judge needs task and criteria"],
  [pairwiseJudge, "pairwiseJudge needs task"],
  [custom, "custom needs name and version and score"],
  [reviewer, "reviewer needs tier and task and criteria"],
  [selfReport, "selfReport needs levels"],
];

describe("an option that is missing", () => {
  it.each(NEEDED)("is said to be: %# %o", (make, told) => {
    for (const none of [undefined, {}] as never[])
      expect(() => make(none)).toThrow(new UsageError(`${told}, found nothing`));
    const other = { note: "x" } as never;
    expect(() => make(other)).toThrow(new UsageError(`${told}, found note`));
  });
});

describe("an option that there is not", () => {
  it.each(MADE)("of %s is refused by name, and none of those that there are", (name, make, misspelt) => {
    expect(make({})).toMatchObject({ version: expect.any(String) as string });
    expect(() => make({ [misspelt]: true })).toThrow(UsageError);
    expect(() => make({ [misspelt]: true })).toThrow(
      `${name}: there is no option "${misspelt}"; correct it or take it out`,
    );
  });
});
