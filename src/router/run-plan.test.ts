import { describe, expect, it } from "vitest";
import type { UnsealedTable } from "../core/table-file.js";
import { AGREED, SAMPLE_DAY, SURE, sampleRoute, sampleTable } from "../testing/router-sample-table.js";
import {
  createRouter,
  RouterCallError,
  type RunOptions,
  type RunRecord,
  type TierAnswer,
  type TierCall,
} from "./create-router.js";

interface Request {
  readonly taskType: string;
  readonly inputTokens?: number;
  readonly needs?: { readonly vision?: boolean };
}
type Answers = { readonly [tier: string]: Omit<TierAnswer<string>, "response"> | Error };

/** A router whose clock moves on by 7 ms with every look. */
function router(overrides: Partial<UnsealedTable> = {}) {
  let looks = 0;
  const now = () => {
    looks += 1;
    return SAMPLE_DAY + 7 * looks;
  };
  return createRouter(sampleTable(overrides), { safeTier: "sonnet", now });
}

/** Each tier answers with its own name, or fails. */
function answering(answers: Answers, calls: TierCall<Request>[] = []) {
  return async (call: TierCall<Request>): Promise<TierAnswer<string>> => {
    calls.push(call);
    const answer = answers[call.tier] ?? {};
    if (answer instanceof Error) throw answer;
    return { response: `from ${call.tier}`, ...answer };
  };
}

const sure = { signals: { "self-report": "high" }, costUsd: 0.001 };
const unsure = { signals: { "self-report": "medium" }, costUsd: 0.001 };
const down = new Error("overloaded");
const TRIAGE = { taskType: "triage" };
const EXTRACTION = { taskType: "extraction" };

const run = (request: Request, answers: Answers, options?: RunOptions, overrides?: Partial<UnsealedTable>) =>
  router(overrides).run(request, answering(answers), options);

const tiersOf = (record: RunRecord) => record.hops.map(({ tier }) => tier);

async function rejectionOf(promise: Promise<unknown>): Promise<RouterCallError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RouterCallError);
  return error as RouterCallError;
}

describe("quality", () => {
  it("takes an answer whose signals suffice", async () => {
    const calls: TierCall<Request>[] = [];
    const { response, tier, record } = await router().run(TRIAGE, answering({ haiku: sure }, calls));
    expect([response, tier]).toEqual(["from haiku", "haiku"]);
    expect(calls).toEqual([
      { tier: "haiku", model: "claude-haiku-5-5", params: { maxTokens: 1024, effort: "low" }, hop: 0, request: TRIAGE },
    ]);
    expect(record).toMatchObject({ end: "accepted", escalations: 0, degraded: false, totalCostUsd: 0.001 });
  });

  it("goes one step on where they do not, with the original request, and records why", async () => {
    const calls: TierCall<Request>[] = [];
    const answers = { haiku: unsure, opus: { costUsd: 0.04 } };
    const { tier, record } = await router().run(TRIAGE, answering(answers, calls));
    expect(tier).toBe("opus");
    expect(calls.map(({ hop, request }) => [hop, request])).toEqual([
      [0, TRIAGE],
      [1, TRIAGE],
    ]);
    expect(record).toEqual({
      tableId: "rt_sample",
      route: "triage",
      taskType: "triage",
      reason: "route",
      detail: "haiku, then opus: harm at most 2 % at 95 % confidence",
      end: "accepted",
      tier: "opus",
      hops: [
        {
          tier: "haiku",
          model: "claude-haiku-5-5",
          cause: "plan",
          accepted: false,
          signals: [{ signal: "self-report", value: "medium", atLeast: "high", isMet: false, isMissing: false }],
          costUsd: 0.001,
          latencyMs: 7,
        },
        {
          tier: "opus",
          model: "claude-opus-5-5",
          cause: "plan",
          accepted: true,
          signals: [],
          costUsd: 0.04,
          latencyMs: 7,
        },
      ],
      totalCostUsd: 0.041,
      isCostComplete: true,
      escalations: 1,
      degraded: false,
      isStale: false,
      overrides: {},
      startedAt: "2026-11-15T12:00:00.014Z",
    });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  it("asks for all conditions of a step", async () => {
    const signals = (agreement: number) => ({ signals: { "self-report": "high", agreement } });
    expect((await run(EXTRACTION, { haiku: signals(0.8) })).tier).toBe("haiku");
    expect((await run(EXTRACTION, { haiku: signals(0.79), sonnet: signals(0.9) })).tier).toBe("sonnet");
    expect((await run(EXTRACTION, { haiku: signals(0.79), sonnet: signals(0.1) })).tier).toBe("opus");
  });

  it("returns the last answer where no step is left", async () => {
    const plan = [
      { tier: "haiku", accept: SURE, carry: "none" as const },
      { tier: "sonnet", accept: AGREED, carry: "none" as const },
    ];
    const routes = { triage: sampleRoute("triage", plan) };
    const { tier, record } = await run({ taskType: "triage" }, { haiku: unsure }, {}, { routes });
    expect([tier, record.end, record.escalations]).toEqual(["sonnet", "exhausted", 1]);
  });

  it("goes on no further than the table's number of escalations", async () => {
    const defaults = { ...sampleTable().defaults, maxHops: 1 };
    const { tier, record } = await run(EXTRACTION, {}, {}, { defaults });
    expect([tier, record.end, tiersOf(record)]).toEqual(["sonnet", "max-hops", ["haiku", "sonnet"]]);
    const none = await run(EXTRACTION, {}, {}, { defaults: { ...defaults, maxHops: 0 } });
    expect([none.tier, none.record.end]).toEqual(["haiku", "max-hops"]);
  });
});

describe("signals", () => {
  const readings: readonly [string, TierAnswer<string>["signals"] | null, string, boolean][] = [
    ["no signals", undefined, "low", true],
    ["null", null, "low", true],
    ["an unknown level", { "self-report": "certain" }, "low", true],
    ["a level in another case", { "self-report": "High" }, "low", true],
    ["an index beyond the levels", { "self-report": 3 }, "low", true],
    ["a negative index", { "self-report": -1 }, "low", true],
    ["NaN", { "self-report": Number.NaN }, "low", true],
    ["an inherited reading", Object.create({ "self-report": "high" }) as Record<string, string>, "low", true],
    [
      "a reading that throws",
      {
        get "self-report"(): string {
          throw new Error("no");
        },
      },
      "low",
      true,
    ],
    ["the index of a level", { "self-report": 1 }, "medium", false],
  ];
  it.each(readings)("%s: not accepted, recorded as read", async (_name, signals, value, isMissing) => {
    const { tier, record } = await run(TRIAGE, { haiku: { signals: signals as undefined } });
    expect(tier).toBe("opus");
    expect(record.hops[0]?.signals).toEqual([
      { signal: "self-report", value, atLeast: "high", isMet: false, isMissing },
    ]);
  });

  it("the index of the highest level is accepted", async () => {
    expect((await run(TRIAGE, { haiku: { signals: { "self-report": 2 } } })).tier).toBe("haiku");
  });

  it.each([1.01, 87, -0.5, Number.NaN, Number.POSITIVE_INFINITY, "0.9"])(
    "%s is no number in [0, 1]",
    async (agreement) => {
      const { tier, record } = await run(EXTRACTION, { haiku: { signals: { "self-report": "high", agreement } } });
      expect(tier).toBe("opus");
      expect(record.hops[0]?.signals[1]).toMatchObject({ value: 0, isMissing: true, isMet: false });
    },
  );
});

describe("cost", () => {
  it("at the ceiling, the best answer so far is returned and the record says so", async () => {
    const { tier, record } = await run(TRIAGE, { haiku: { ...unsure, costUsd: 0.2 } });
    expect([tier, record.end, record.degraded, record.escalations]).toEqual(["haiku", "cost-ceiling", true, 0]);
    expect((await run(TRIAGE, { haiku: { ...unsure, costUsd: 0.199 } })).tier).toBe("opus");
  });

  it("holds for fallbacks after an error as well", async () => {
    const { tier, record } = await run(
      TRIAGE,
      { haiku: { ...unsure, costUsd: 0.19 }, opus: down },
      { overrides: { maxCostUsd: 0.19001 } },
    );
    expect([tier, tiersOf(record)]).toEqual(["sonnet", ["haiku", "opus", "sonnet"]]);
  });

  it.each([undefined, Number.NaN, -1, Number.POSITIVE_INFINITY])(
    "%s is not a known cost: the sum says that it is a lower bound",
    async (costUsd) => {
      const { record } = await run(TRIAGE, { haiku: { ...unsure, costUsd }, opus: { costUsd: 0.04 } });
      expect(record).toMatchObject({ totalCostUsd: 0.04, isCostComplete: false });
      expect(record.hops[0]?.costUsd).toBeNull();
    },
  );
});

describe("errors", () => {
  it("lead to the next fallback tier, which is no escalation", async () => {
    const { tier, record } = await run({ taskType: "status-line" }, { haiku: down });
    expect(tier).toBe("sonnet");
    expect(record).toMatchObject({
      end: "accepted",
      escalations: 0,
      degraded: true,
      reason: "route",
      isCostComplete: false,
    });
    expect(record.hops).toMatchObject([
      { tier: "haiku", cause: "plan", error: "Error: overloaded", accepted: false, costUsd: null },
      { tier: "sonnet", cause: "error-fallback", accepted: true },
    ]);
  });

  it("a fallback that stands further on in the plan is judged as that step", async () => {
    const doubtful = { signals: { agreement: 0.1 } };
    const { tier, record } = await run(EXTRACTION, { haiku: down, sonnet: doubtful });
    expect(tier).toBe("opus");
    expect(record.hops.map(({ cause }) => cause)).toEqual(["plan", "error-fallback", "plan"]);
    expect(record.escalations).toBe(1);
    expect((await run(EXTRACTION, { haiku: down, sonnet: { signals: { agreement: 0.9 } } })).tier).toBe("sonnet");
  });

  it("after an escalation lead to a fallback that has not been asked", async () => {
    const { tier, record } = await run(TRIAGE, { haiku: unsure, opus: down });
    expect([tier, tiersOf(record)]).toEqual(["sonnet", ["haiku", "opus", "sonnet"]]);
  });

  it("with no fallback left, an earlier answer stands", async () => {
    const { tier, response, record } = await run(TRIAGE, { haiku: unsure, opus: down, sonnet: down });
    expect([tier, response, record.end, record.degraded]).toEqual(["haiku", "from haiku", "call-failed", true]);
  });

  it("of every call reject, with the record and the last cause", async () => {
    const last = new Error("also down");
    const error = await rejectionOf(run(TRIAGE, { haiku: down, sonnet: last, opus: last }));
    expect(error.cause).toBe(last);
    expect(error.message).toContain("haiku, sonnet, opus");
    expect(error.record).toMatchObject({ end: "call-failed", tier: null });
    expect(tiersOf(error.record)).toEqual(["haiku", "sonnet", "opus"]);
  });

  it("without fallbacks reject at once: an outage is no escalation", async () => {
    const plan = sampleTable().routes["triage"]?.plan ?? [];
    const routes = { triage: sampleRoute("triage", plan, { errorFallback: [] }) };
    const error = await rejectionOf(run({ taskType: "triage" }, { haiku: down }, {}, { routes }));
    expect(tiersOf(error.record)).toEqual(["haiku"]);
  });

  it("a tier that is down is not asked again by the plan", async () => {
    const plan = [
      { tier: "haiku", accept: SURE, carry: "none" as const },
      { tier: "sonnet", accept: AGREED, carry: "none" as const },
      { tier: "sonnet", accept: "always" as const, carry: "none" as const },
    ];
    const routes = { triage: sampleRoute("triage", plan) };
    const { record } = await run({ taskType: "triage" }, { haiku: unsure, sonnet: down }, {}, { routes });
    expect(tiersOf(record)).toEqual(["haiku", "sonnet", "opus"]);
  });

  it("of the safe tier, where there is no route, lead to the reference tier", async () => {
    const { tier, record } = await run({ taskType: "never-measured" }, { sonnet: down });
    expect([tier, record.route, record.reason]).toEqual(["opus", null, "unknown-task-type"]);
  });

  it("do not lead to a tier that cannot serve the request", async () => {
    const routes = {
      triage: sampleRoute("triage", [{ tier: "opus", accept: "always", carry: "none" }], { errorFallback: ["haiku"] }),
    };
    const request = { taskType: "triage", needs: { vision: true } };
    const error = await rejectionOf(run(request, { opus: down }, {}, { routes }));
    expect(tiersOf(error.record)).toEqual(["opus"]);
  });

  it.each<unknown>([undefined, null, "text", {}])("a call that gives %j has failed", async (answer: unknown) => {
    const call = async ({ tier }: TierCall<Request>) =>
      tier === "haiku" ? (answer as TierAnswer<string>) : { response: tier };
    const { tier, record } = await router().run({ taskType: "status-line" }, call);
    expect([tier, record.hops[0]?.error]).toEqual(["sonnet", "TypeError: no { response }"]);
  });

  it("an answer of undefined is an answer", async () => {
    const { tier } = await router().run({ taskType: "status-line" }, async () => ({ response: undefined }));
    expect(tier).toBe("haiku");
  });
});

describe("the caller", () => {
  it("may abort: no further call, and what was done is in the record", async () => {
    const controller = new AbortController();
    const calls: TierCall<Request>[] = [];
    const call = async (ask: TierCall<Request>) => {
      calls.push(ask);
      controller.abort(new Error("user left"));
      throw new Error("fetch failed");
    };
    const error = await rejectionOf(router().run(TRIAGE, call, { signal: controller.signal }));
    expect(error.record.end).toBe("aborted");
    expect(calls.map(({ tier, signal }) => [tier, signal])).toEqual([["haiku", controller.signal]]);
    expect(error.cause).toEqual(new Error("user left"));
    const before = await rejectionOf(router().run(TRIAGE, call, { signal: controller.signal }));
    expect([before.record.hops.length, calls.length]).toEqual([0, 1]);
  });

  it("keeps an answer that was accepted while aborting", async () => {
    const controller = new AbortController();
    const call = async () => {
      controller.abort();
      return { response: 1, signals: { "self-report": "high" } };
    };
    expect((await router().run(TRIAGE, call, { signal: controller.signal })).response).toBe(1);
  });

  it("sees the record of every run, also of one that rejects; what it throws is ignored", async () => {
    const seen: RunRecord[] = [];
    const onRecord = (record: RunRecord) => {
      seen.push(record);
      throw new Error("log is full");
    };
    const { record } = await run(TRIAGE, { haiku: sure }, { onRecord });
    expect(seen[0]).toBe(record);
    const error = await rejectionOf(run(TRIAGE, { haiku: down, sonnet: down, opus: down }, { onRecord }));
    expect(seen[1]).toBe(error.record);
    await run(TRIAGE, { haiku: sure }, { onRecord: () => Promise.reject(new Error("log is full")) });
  });

  it("may name the tier, and tighten the limits but not loosen them", async () => {
    const named = await run(TRIAGE, {}, { overrides: { tier: "sonnet" } });
    expect([named.tier, named.record.overrides]).toEqual(["sonnet", { tier: "sonnet" }]);
    const tight = await run(EXTRACTION, {}, { overrides: { maxHops: 0 } });
    expect([tight.tier, tight.record.end]).toEqual(["haiku", "max-hops"]);
    const loose = await run(EXTRACTION, { haiku: { costUsd: 0.3 } }, { overrides: { maxHops: 9, maxCostUsd: 10 } });
    expect([loose.tier, loose.record.end]).toEqual(["haiku", "cost-ceiling"]);
  });

  it.each([{ tier: "gone" }, { maxHops: -1 }, { maxHops: Number.NaN }, { maxCostUsd: 0 }, { maxCostUsd: Number.NaN }])(
    "is told that %j makes no sense",
    async (overrides) => {
      await expect(run(TRIAGE, {}, { overrides })).rejects.toThrow(RangeError);
    },
  );

  it("gets an answer to a request that cannot be read, from the safe tier", async () => {
    const { tier, record } = await router().run(null as unknown as Request, answering({}));
    expect([tier, record.reason, record.taskType, record.degraded]).toEqual(["sonnet", "invalid-request", null, true]);
  });

  it("gets nulls in place of times where the clock fails", async () => {
    const broken = createRouter(sampleTable(), { safeTier: "sonnet", now: () => Number.NaN });
    const { tier, record } = await broken.run(TRIAGE, answering({}));
    expect([tier, record.startedAt, record.hops[0]?.latencyMs]).toEqual(["opus", null, null]);
  });
});

it("a higher threshold never lowers the number of escalations", async () => {
  const escalations = async (atLeast: number) => {
    const accept = { all: [{ signal: "agreement", atLeast }] };
    const plan = [
      { tier: "haiku", accept, carry: "none" as const },
      { tier: "opus", accept: "always" as const, carry: "none" as const },
    ];
    const judged = router({ routes: { triage: sampleRoute("triage", plan) } });
    let count = 0;
    for (let agreement = 0; agreement <= 1; agreement += 0.05) {
      const { record } = await judged.run({ taskType: "triage" }, answering({ haiku: { signals: { agreement } } }));
      count += record.escalations;
    }
    return count;
  };
  const counts = await Promise.all([0, 0.2, 0.5, 0.8, 1].map(escalations));
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(counts[0]).toBe(0);
  expect(counts[4]).toBeGreaterThan(15);
});
