import { describe, expect, it } from "vitest";
import type { JsonObject } from "../core/json.js";
import { type ImportedRun, outcomesFromRows } from "./outcomes-from-rows.js";
import { tierPair, withAgreement } from "./tier-agreement.js";

async function imported(fields: readonly JsonObject[]): Promise<readonly ImportedRun[]> {
  async function* rows() {
    for (const [i, one] of fields.entries()) yield { file: "rows.csv", line: i + 2, fields: one };
  }
  return await outcomesFromRows(rows(), {
    runName: "rows",
    importedAt: "2026-10-31T00:00:00.000Z",
    toolVersion: "0",
    priceNanoUsd: () => null,
  });
}

function row(item: string, tier: string, answer: string, change: JsonObject = {}): JsonObject {
  const cost = tier === "small" ? 0.001 : 0.01;
  return { item_id: item, task_type: "t", tier, score: "1", cost_usd: String(cost), parsed_answer: answer, ...change };
}

const PAIR = [{ beside: "small", tier: "middle" }];

async function readings(fields: readonly JsonObject[]) {
  const [one] = withAgreement(await imported(fields), PAIR);
  return one?.outcomes.filter(({ tier }) => tier === "middle");
}

describe("agreement of two tiers", () => {
  it("is a signal of the second tier that costs the first one's call", async () => {
    const [run] = withAgreement(
      await imported([
        row("a", "small", "$5"),
        row("a", "middle", "5"),
        row("b", "small", "7"),
        row("b", "middle", "8"),
      ]),
      PAIR,
    );
    const [small, middle, , other] = run?.outcomes ?? [];
    expect(small).toMatchObject({ signals: [], costNanoUsd: 1_000_000, signalCostNanoUsd: 0 });
    expect(middle).toMatchObject({
      signals: [{ name: "agreement-with-small", value: 1, level: "same" }],
      costNanoUsd: 11_000_000,
      signalCostNanoUsd: 1_000_000,
    });
    expect(other?.signals).toEqual([
      { name: "agreement-with-small", value: 0, level: "different", costNanoUsd: 1_000_000 },
    ]);
    expect(run?.run.signals).toMatchObject([
      { name: "agreement-with-small", taskType: "t", kind: "agreement", levels: ["different", "same"] },
    ]);
  });

  it("reads a missing answer as different, and charges no call that failed", async () => {
    const found = await readings([
      row("a", "small", ""),
      row("a", "middle", "5"),
      row("b", "small", "5", { score: "", cost_usd: "" }),
      row("b", "middle", "5"),
      row("c", "middle", "5"),
    ]);
    for (const { signals } of found ?? [])
      expect(signals).toMatchObject([{ value: 0, level: "different", isMissing: true }]);
    expect(found?.map(({ signalCostNanoUsd }) => signalCostNanoUsd)).toEqual([1_000_000, 0, 0]);
  });

  it("compares trials with their like, and knows no cost where one is not known", async () => {
    const found = await readings([
      row("a", "small", "1", { trial: 0, cost_usd: "" }),
      row("a", "small", "2", { trial: 1 }),
      row("a", "middle", "1", { trial: 0 }),
      row("a", "middle", "1", { trial: 1 }),
    ]);
    expect(found?.map(({ signals, costNanoUsd }) => [signals[0]?.value, costNanoUsd])).toEqual([
      [1, null],
      [0, 11_000_000],
    ]);
  });

  it("is read from other column names too", async () => {
    const [run] = withAgreement(
      await imported([
        { ...row("a", "small", ""), answer: "x" },
        { ...row("a", "middle", ""), answer: "X" },
      ]),
      PAIR,
    );
    expect(run?.outcomes[1]?.signals).toMatchObject([{ level: "same" }]);
  });
});

describe("refused", () => {
  const rows = [row("a", "small", "5"), row("a", "middle", "5")];
  it.each([["small"], ["a+b+c"], ["+small"], ["small+"]])("%s, which is no pair", (text) => {
    expect(() => tierPair(text)).toThrow(/^--agreement: ".*" is no pair of tiers; give two, such as haiku\+sonnet$/);
  });

  it("one tier twice, a tier without rows, a pair twice, and rows without answers", async () => {
    expect(() => tierPair("small+small")).toThrow(
      '--agreement: "small+small" names one tier twice; give two different ones',
    );
    const found = await imported(rows);
    expect(() => withAgreement(found, [tierPair("huge+small")])).toThrow(
      '--agreement: no rows of tier "huge"; tiers: small, middle',
    );
    expect(() => withAgreement(found, [...PAIR, ...PAIR])).toThrow('"small+middle" is given twice');
    const bare = await imported(
      rows.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== "parsed_answer"))),
    );
    expect(() => withAgreement(bare, PAIR)).toThrow(
      '--agreement needs the answers: no column "answer", "parsed_answer", "prediction"',
    );
    const named = await imported([
      { ...(rows[0] as JsonObject), "signal.agreement-with-small": "0.5" },
      rows[1] as JsonObject,
    ]);
    expect(() => withAgreement(named, PAIR)).toThrow('have a signal "agreement-with-small" already');
  });
});
