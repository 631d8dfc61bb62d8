import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type PairwiseVerdict, type Preference, pairwiseAgreement } from "./judge-pairwise.js";

const OPTIONS = { confidence: 0.95, seed: 1, resamples: 500 };

type Row = readonly [label: "1" | "2", original: "1" | "2" | null, swapped: "1" | "2" | null];

function verdicts(rows: readonly (readonly [count: number, row: Row])[]): readonly PairwiseVerdict[] {
  return rows.flatMap(([count, [label, original, swapped]], r) =>
    Array.from({ length: count }, (_, i) => ({
      itemId: `i${r}-${i}`,
      judge: "j",
      prompting: null,
      label,
      original,
      swapped,
    })),
  );
}

describe("pairs of answers in both orders", () => {
  test("a judge that always takes the first shown is right half of the time, and flips on every item", () => {
    const [found] = pairwiseAgreement(
      verdicts([
        [30, ["1", "1", "2"]],
        [30, ["2", "1", "2"]],
      ]),
      OPTIONS,
    );
    expect(found?.accuracy?.v).toBe(0.5);
    expect(found?.firstShown.v).toBe(1);
    expect(found?.positionFlips?.v).toBe(1);
    expect(found?.original?.kappa?.v).toBe(0);
  });

  test("an even-handed perfect judge", () => {
    const [found] = pairwiseAgreement(
      verdicts([
        [30, ["1", "1", "1"]],
        [20, ["2", "2", "2"]],
      ]),
      OPTIONS,
    );
    expect(found).toMatchObject({ items: 50, accuracy: { v: 1 }, firstShown: { v: 0.5 }, positionFlips: { v: 0 } });
    expect(found?.original?.kappa?.v).toBe(1);
  });

  test("items of one cluster are one unit in every interval", () => {
    const verdicts = (cluster: (i: number) => string | null) =>
      Array.from({ length: 60 }, (_, i) => {
        const wrong = Math.floor(i / 10) % 3 === 0;
        return {
          itemId: `i${i}`,
          judge: "j",
          prompting: null,
          label: "1" as const,
          original: wrong ? ("2" as const) : ("1" as const),
          swapped: "1" as const,
          cluster: cluster(i),
        };
      });
    const options = { confidence: 0.95, seed: 1, resamples: 400 };
    const [alone] = pairwiseAgreement(
      verdicts(() => null),
      options,
    );
    const [together] = pairwiseAgreement(
      verdicts((i) => `document ${Math.floor(i / 10)}`),
      options,
    );
    const width = (estimate: { readonly ci: readonly [number, number] } | null | undefined) =>
      (estimate?.ci[1] ?? 0) - (estimate?.ci[0] ?? 0);
    for (const name of ["accuracy", "firstShown", "positionFlips"] as const) {
      expect(together?.[name]).toMatchObject({ v: alone?.[name]?.v, n: 6 });
      expect(width(together?.[name])).toBeGreaterThan(1.5 * width(alone?.[name]));
    }
    expect(width(together?.original?.ac1)).toBeGreaterThan(1.5 * width(alone?.original?.ac1));
  });

  test("verdicts that could not be read are counted and enter nothing", () => {
    const rows = verdicts([
      [10, ["1", "1", null]],
      [10, ["2", "2", "1"]],
      [5, ["1", null, null]],
    ]);
    const [found] = pairwiseAgreement(rows, OPTIONS);
    expect(found).toMatchObject({ items: 25, unread: { original: 5, swapped: 15 }, positionFlips: { v: 1, n: 10 } });
    expect(found?.accuracy).toMatchObject({ v: 0.75, n: 20 });
    expect(found?.original?.accuracy.n).toBe(20);
    expect(pairwiseAgreement(verdicts([[3, ["1", null, null]]]), OPTIONS)).toEqual([]);
  });

  test("judges and promptings stand apart, in name order whatever that of the rows", () => {
    const rows = verdicts([
      [8, ["1", "1", "1"]],
      [9, ["2", "1", "2"]],
    ]);
    const all = ["b", "a"].flatMap((judge) => rows.map((row) => ({ ...row, judge })));
    const found = pairwiseAgreement([...all, ...rows.map((row) => ({ ...row, judge: "a", prompting: "x" }))], OPTIONS);
    expect(found.map(({ judge, prompting }) => [judge, prompting])).toEqual([
      ["a", null],
      ["a", "x"],
      ["b", null],
    ]);
    expect(pairwiseAgreement([...all].reverse(), OPTIONS)).toEqual(pairwiseAgreement(all, OPTIONS));
  });
});

const FILE = new URL("../../../shared/data/llmbar-judges.csv.gz", import.meta.url);
const isThere = existsSync(FILE);

describe.skipIf(!isThere)(`LLMBar, real judges${isThere ? "" : " (skipped: no ../shared/data)"}`, () => {
  function read(): readonly PairwiseVerdict[] {
    const [, ...lines] = gunzipSync(readFileSync(FILE)).toString("utf8").trim().split("\n");
    const preference = (text: string | undefined): Preference | null => (text === "1" || text === "2" ? text : null);
    return lines.flatMap((line) => {
      const [itemId = "", subset, judge = "", prompting = "", label, original, swapped] = line.split(",");
      if (subset?.startsWith("LLMBar/") !== true || prompting !== "Vanilla_NoRules") return [];
      const verdicts = { original: preference(original), swapped: preference(swapped) };
      return [{ itemId, judge, prompting, label: preference(label) ?? "1", ...verdicts }];
    });
  }

  test.each([
    ["GPT-4", ".765", "0.52", "0.501"],
    ["ChatGPT", ".400", "-0.21", "0.685"],
  ])("%s: accuracy %s, κ %s, first shown %s", (name, accuracy, kappa, firstShown) => {
    const found = pairwiseAgreement(read(), OPTIONS).find(({ judge }) => judge === name);
    expect(found?.items).toBe(419);
    expect(found?.accuracy?.v.toFixed(3)).toBe(`0${accuracy}`);
    expect(found?.original?.kappa?.v.toFixed(2)).toBe(kappa);
    expect(found?.firstShown.v.toFixed(3)).toBe(firstShown);
    for (const one of [found?.original?.kappa, found?.original?.ac1, found?.original?.alpha]) {
      expect((one?.ci[1] ?? 0) - (one?.ci[0] ?? 0)).toBeGreaterThan(0.1);
      expect((one?.ci[1] ?? 1) - (one?.ci[0] ?? 0)).toBeLessThan(0.25);
    }
  });
});
