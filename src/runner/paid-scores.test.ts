import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Score, Scorer, Validator } from "../core/score.js";
import type { Signal } from "../core/signal.js";
import type { Store } from "../core/store.js";
import { agreement } from "../scorers/agreement.js";
import { finalState } from "../scorers/final-state.js";
import { labelMatch } from "../scorers/label-match.js";
import { oneOf } from "../scorers/one-of.js";
import { validatorSignal } from "../scorers/validator-signal.js";
import { openStore } from "../store/duckdb-store.js";
import { memoryStore } from "../store/memory-store.js";
import {
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { shelfEval, shelfPlan, shelves } from "../testing/conversation-fixture.js";
import { type Script, scriptedClient } from "../testing/scripted-client.js";
import { reusableOutcomes } from "./reuse.js";
import { type BenchmarkOptions, rescoreRun, startRun } from "./run-benchmark.js";

const YES: Script = ({ role }) => (role.startsWith("judge:") ? { text: "yes" } : {});
const NO: Script = () => ({ text: "no" });
const DOWN: Script = () => ({ outcomeClass: "infra_timeout" });
const SIGNALS = [agreement()];
const JUDGE = yesNoJudge();
const OTHER_RUBRIC = yesNoJudge("kind", "rubric-2");
const GOOD = [labelMatch(), JUDGE];

const broken: Validator = {
  ...labelMatch(),
  score: () => {
    throw new Error("typo");
  },
};

/** A run that is measured and then scored again and again; every time says what there is, and who was asked. */
async function measured(store: Store, scorers: readonly Scorer[] = GOOD) {
  const planOf = (today: readonly Scorer[], signals: readonly Signal[]) =>
    fixturePlan(2, fixtureEval({ scorers: today, signals }), { judge: MIDDLE });
  const run = fixtureRun(planOf(scorers, SIGNALS));
  await startRun(run, planOf(scorers, SIGNALS), fixtureOptions(store, scriptedClient(YES), { judge: MIDDLE }));
  const score = async (
    today: readonly Scorer[],
    options: Partial<BenchmarkOptions> = {},
    script = YES,
    signals: readonly Signal[] = SIGNALS,
  ) => {
    const client = scriptedClient(script);
    await rescoreRun(run, planOf(today, signals), fixtureOptions(store, client, options));
    return { is: await store.outcomes(), asked: client.calls.map(({ role }) => role) };
  };
  return { was: await store.outcomes(), score };
}

const ANEW = { judge: MIDDLE, judgesAnew: true };
const folders: string[] = [];

async function databaseStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), "tierbench-scores-"));
  folders.push(folder);
  return openStore(join(folder, "results.duckdb"));
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describe.each([
  ["memory", async () => memoryStore()],
  ["a database", databaseStore],
] as const)("verdicts that are paid, in %s,", (_where, open) => {
  it("are there again where a validator threw once", async () => {
    await using store = await open();
    const { was, score } = await measured(store);
    const { is, asked } = await score([broken, JUDGE]);
    expect(is.map(({ error }) => error)).toEqual(Array(6).fill("label-match: threw: typo"));
    expect(asked).toEqual([]);
    expect(await score(GOOD)).toEqual({ is: was, asked: [] });
  });

  it("are there again where a validator threw before the judge could be asked anew", async () => {
    await using store = await open();
    const { was, score } = await measured(store);
    for (const _again of [1, 2]) expect((await score([broken, JUDGE], ANEW)).asked).toEqual([]);
    expect(await score(GOOD)).toEqual({ is: was, asked: [] });
  });
});

describe("verdicts that are paid", () => {
  const scoresBy = (verdict: readonly Score[], name: string) => verdict.find(({ scorer }) => scorer === name);

  it("are there again where the judge that was asked anew was down", async () => {
    const { was, score } = await measured(memoryStore());
    const { is } = await score(GOOD, ANEW, DOWN);
    expect(is.map(({ outcomeClass }) => outcomeClass)).toEqual(Array(6).fill("judge_error"));
    const again = await score(GOOD);
    expect(again.asked).toEqual([]);
    expect(again.is.map(({ scores, score: value }) => [scores, value])).toEqual(
      was.map(({ scores, score: value }) => [scores, value]),
    );
  });

  it("are there again under a rubric that was changed and changed back, whether the other was paid or not", async () => {
    const { was, score } = await measured(memoryStore());
    expect((await score([labelMatch(), OTHER_RUBRIC])).is.map(({ status }) => status)).toEqual(
      Array(6).fill("errored"),
    );
    expect(await score(GOOD)).toEqual({ is: was, asked: [] });
    const other = await score([labelMatch(), OTHER_RUBRIC], ANEW, NO);
    expect(other.is.map(({ score: value }) => value)).toEqual(Array(6).fill(0));
    expect(other.asked).toHaveLength(6);
    const back = await score(GOOD);
    expect([back.is.map(({ score: value }) => value), back.asked]).toEqual([Array(6).fill(1), []]);
    const forth = await score([labelMatch(), OTHER_RUBRIC]);
    expect([forth.is.map(({ score: value }) => value), forth.asked]).toEqual([Array(6).fill(0), []]);
  });

  it("are there again where the judge was left out for a while", async () => {
    const { was, score } = await measured(memoryStore());
    const { is } = await score([labelMatch()]);
    expect(is.map(({ scores }) => scores.map(({ scorer }) => scorer).join())).toEqual(Array(6).fill("label-match"));
    expect(await score(GOOD)).toEqual({ is: was, asked: [] });
  });

  it("with answers of an earlier run are there again where a scorer failed on them", async () => {
    const store = memoryStore();
    const plan = fixturePlan(2, fixtureEval({ scorers: GOOD }), { judge: MIDDLE });
    const truncated: Script = (call) => (call.index === 0 ? { outcomeClass: "model_truncated" } : YES(call));
    await startRun(fixtureRun(plan), plan, fixtureOptions(store, scriptedClient(truncated), { judge: MIDDLE }));
    const reused = reusableOutcomes(plan, await store.outcomes(), { isSimulated: false, judge: MIDDLE });
    expect(reused.size).toBe(plan.length);
    const run = { ...fixtureRun(plan), runId: "run-2" };
    await startRun(run, plan, fixtureOptions(store, scriptedClient(YES), { judge: MIDDLE, reused }));
    const outcomes = () => store.outcomes({ runIds: ["run-2"] });
    const was = await outcomes();
    expect(was.some(({ outcomeClass }) => outcomeClass === "model_truncated")).toBe(true);
    const again = async (scorers: readonly Scorer[]) => {
      const client = scriptedClient(YES);
      const today = fixturePlan(2, fixtureEval({ scorers }), { judge: MIDDLE });
      await rescoreRun(run, today, fixtureOptions(store, client, { judge: null }));
      return client.calls.length;
    };
    expect(await again([broken, JUDGE])).toBe(0);
    expect((await outcomes()).filter(({ status }) => status === "errored").length).toBeGreaterThan(0);
    expect([await again(GOOD), await outcomes()]).toEqual([0, was]);
  });

  it("of one judge are there again where another before it could not say", async () => {
    const second = yesNoJudge("true");
    const { was, score } = await measured(memoryStore(), [JUDGE, second]);
    const { is } = await score([OTHER_RUBRIC, second]);
    expect(is.map(({ outcomeClass }) => outcomeClass)).toEqual(Array(6).fill("judge_error"));
    const { is: mended, asked } = await score([yesNoJudge("kind", "rubric-1"), second]);
    expect([mended, asked]).toEqual([was, []]);
  });

  it("are there again where today's eval reads more signals than the run did", async () => {
    const { was, score } = await measured(memoryStore());
    const more = [...SIGNALS, validatorSignal(oneOf(["refund", "billing"]))];
    await score([broken, JUDGE], {}, YES, more);
    const { is, asked } = await score(GOOD, {}, YES, more);
    expect([is.map(({ scores }) => scores), asked]).toEqual([was.map(({ scores }) => scores), []]);
  });

  it("give way to those of the same judge that was asked anew", async () => {
    const { score } = await measured(memoryStore());
    const { is } = await score(GOOD, ANEW, NO);
    expect(is.map(({ extra }) => JSON.stringify(extra))).toEqual(Array(6).fill("{}"));
    expect(is.map(({ scores }) => scoresBy(scores, "kind")?.value)).toEqual(Array(6).fill(0));
    expect((await score(GOOD)).is).toEqual(is);
  });

  it("and signals that are paid, are there again where a signal could not be taken off", async () => {
    const { was, score } = await measured(memoryStore());
    const torn: Signal = {
      ...agreement(),
      strip: () => {
        throw new Error("typo");
      },
    };
    const { is, asked } = await score(GOOD, ANEW, YES, [torn]);
    expect(is.map(({ error }) => error)).toEqual(Array(6).fill("a signal could not be taken off: typo"));
    expect(asked).toEqual([]);
    expect(await score(GOOD)).toEqual({ is: was, asked: [] });
  });

  it("and signals, are there again where an environment could not play a conversation again", async () => {
    const store = memoryStore();
    const planOf = (environment: typeof shelves) =>
      shelfPlan(1, shelfEval({ scorers: [finalState(), JUDGE], environment }), { judge: MIDDLE });
    const run = fixtureRun(planOf(shelves), { taskTypes: ["shelves"] });
    await startRun(run, planOf(shelves), fixtureOptions(store, scriptedClient(YES), { judge: MIDDLE }));
    const was = await store.outcomes();
    expect(was.map(({ signals, scores }) => `${signals.length} ${scores.length}`)).toEqual(Array(3).fill("2 2"));
    const collapsed: typeof shelves = () => {
      throw new Error("typo");
    };
    const nobody = scriptedClient(DOWN);
    await rescoreRun(run, planOf(collapsed), fixtureOptions(store, nobody, ANEW));
    expect((await store.outcomes()).map(({ outcomeClass }) => outcomeClass)).toEqual(Array(3).fill("validator_error"));
    await rescoreRun(run, planOf(shelves), fixtureOptions(store, nobody));
    expect(await store.outcomes()).toEqual(was);
    expect(nobody.calls).toEqual([]);
  });
});
