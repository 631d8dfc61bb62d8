import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TableTier } from "../core/routing-table.js";
import type { UnsealedTable } from "../core/table-file.js";
import { SAMPLE_DAY, sampleTable } from "../testing/router-sample-table.js";
import { createRouter, type Decision, type RouteRequest } from "./create-router.js";

function routerAt(now: string | number | (() => number) = SAMPLE_DAY, overrides: Partial<UnsealedTable> = {}) {
  const clock = typeof now === "function" ? now : () => (typeof now === "string" ? Date.parse(now) : now);
  return createRouter(sampleTable(overrides), { safeTier: "sonnet", now: clock });
}

const planOf = ({ plan }: Decision) => plan.map(({ tier }) => tier);

/** The tiers of the sample with other capabilities, haiku first. */
function withCapabilities(...capabilities: readonly TableTier["capabilities"][]): Partial<UnsealedTable> {
  const tiers = sampleTable().tiers.map((tier, index) => {
    const changed = { ...tier };
    delete changed.capabilities;
    const given = capabilities[index];
    return given === undefined ? changed : { ...changed, capabilities: given };
  });
  return { tiers };
}

describe("a known task type", () => {
  it("gets its route, with model and parameters of the first tier", () => {
    expect(routerAt().decide({ taskType: "triage" })).toEqual({
      tier: "haiku",
      model: "claude-haiku-5-5",
      params: { maxTokens: 1024, effort: "low" },
      plan: [
        { tier: "haiku", accept: { all: [{ signal: "self-report", atLeast: "high" }] } },
        { tier: "opus", accept: "always" },
      ],
      reason: "route",
      detail: "haiku, then opus: harm at most 2 % at 95 % confidence",
      degraded: false,
      isStale: false,
      tableId: "rt_sample",
    });
  });

  it("gets the same object every time, which nobody can change", () => {
    const router = routerAt();
    const decision = router.decide({ taskType: "extraction" });
    expect(router.decide({ taskType: "extraction", inputTokens: 10, needs: { tools: true } })).toBe(decision);
    const frozen = [decision, decision.plan, decision.plan[0], decision.plan[0]?.accept, decision.params];
    expect(frozen.every((value) => Object.isFrozen(value))).toBe(true);
  });

  it("does not follow later changes of the table that was given", () => {
    const table = sampleTable();
    const router = createRouter(table, { safeTier: "sonnet", now: () => SAMPLE_DAY });
    (table.routes["status-line"] as NonNullable<(typeof table.routes)[string]>).plan[0] = {
      tier: "opus",
      accept: "always",
      carry: "none",
    };
    Object.assign(table.tiers[0]?.params ?? {}, { effort: "max" });
    expect(router.decide({ taskType: "status-line" })).toMatchObject({ tier: "haiku", params: { effort: "low" } });
  });
});

it.each(["never-measured", "__proto__", "constructor", "", "Ticket-Triage"])(
  "an unknown task type (%j) gets the safe tier",
  (taskType) => {
    const decision = routerAt().decide({ taskType });
    expect(decision).toMatchObject({ tier: "sonnet", reason: "unknown-task-type", degraded: true });
    expect(decision.detail).toContain(`no route for "${taskType}"`);
  },
);

describe("validity", () => {
  const at = (now: string | number | (() => number), taskType = "status-line") => routerAt(now).decide({ taskType });

  it("stale changes nothing but the mark", () => {
    const fresh = at("2026-12-30T23:59:59Z", "extraction");
    const stale = at("2026-12-31T00:00:00Z", "extraction");
    expect(stale).toEqual({ ...fresh, isStale: true });
    expect(at("2026-12-31T00:00:00Z", "never-measured").isStale).toBe(true);
  });

  it("expired means the reference tier, known task type or not", () => {
    expect(at("2027-01-30T23:59:59Z").reason).toBe("route");
    for (const taskType of ["status-line", "never-measured"]) {
      const decision = at("2027-01-31T00:00:00Z", taskType);
      expect(decision).toMatchObject({ tier: "opus", reason: "expired", degraded: true, isStale: true });
      expect(decision.detail).toContain("2027-01-31T00:00:00Z");
    }
  });

  it("not yet valid means the reference tier, with five minutes for clocks that are behind", () => {
    expect(at("2026-10-30T23:55:00Z").reason).toBe("route");
    expect(at("2026-10-30T23:54:59Z")).toMatchObject({ tier: "opus", reason: "not-yet-valid", degraded: true });
    expect(at("2017-01-31T00:00:00Z").reason).toBe("not-yet-valid");
  });

  it.each([
    ["gives NaN", () => Number.NaN],
    ["gives text", () => "now" as unknown as number],
    [
      "throws",
      () => {
        throw new Error("no clock");
      },
    ],
  ])("a clock that %s counts as expired", (_name, clock) => {
    expect(at(clock)).toMatchObject({ tier: "opus", reason: "expired" });
  });

  it("reads the real clock by default", () => {
    const year = 365 * 86_400_000;
    const validity = {
      ...sampleTable().validity,
      notBefore: new Date(Date.now() - year).toISOString(),
      staleAfter: new Date(Date.now() + year).toISOString(),
      expiresAt: new Date(Date.now() + 2 * year).toISOString(),
    };
    const router = createRouter(sampleTable({ validity }), { safeTier: "sonnet" });
    expect(router.decide({ taskType: "status-line" }).reason).toBe("route");
  });
});

describe("capabilities", () => {
  it("steps without vision are left out", () => {
    const decision = routerAt().decide({ taskType: "extraction", needs: { vision: true } });
    expect(decision).toMatchObject({ tier: "sonnet", reason: "capability", degraded: true });
    expect(planOf(decision)).toEqual(["sonnet", "opus"]);
    expect(decision.detail).toContain("haiku cannot serve vision");
  });

  it("the first capable tier above takes the place of a plan of which nothing is left", () => {
    const decision = routerAt().decide({ taskType: "status-line", needs: { vision: true } });
    expect(decision).toMatchObject({
      tier: "sonnet",
      reason: "capability",
      plan: [{ tier: "sonnet", accept: "always" }],
    });
    const blindSonnet = withCapabilities({ vision: false }, { vision: false }, { vision: true });
    expect(routerAt(SAMPLE_DAY, blindSonnet).decide({ taskType: "status-line", needs: { vision: true } }).tier).toBe(
      "opus",
    );
  });

  it("the safe tier is left where no tier above is capable", () => {
    const none = withCapabilities({ tools: false }, { tools: false }, { tools: false });
    const decision = routerAt(SAMPLE_DAY, none).decide({ taskType: "status-line", needs: { tools: true } });
    expect(decision).toMatchObject({ tier: "sonnet", reason: "capability" });
    expect(decision.detail).toContain("safe tier");
  });

  it("a context window is a capability: as many tokens as it holds, not one more", () => {
    const decide = (inputTokens: number) => routerAt().decide({ taskType: "extraction", inputTokens });
    expect(planOf(decide(200_000))).toEqual(["haiku", "sonnet", "opus"]);
    expect(decide(200_001)).toMatchObject({ tier: "sonnet", reason: "capability" });
    expect(decide(2_000_000)).toMatchObject({ tier: "sonnet", reason: "capability" });
  });

  it("what the table does not state does not exclude a tier", () => {
    const unstated = withCapabilities(undefined, {}, undefined);
    const decision = routerAt(SAMPLE_DAY, unstated).decide({
      taskType: "extraction",
      inputTokens: 9e9,
      needs: { vision: true, tools: true },
    });
    expect(decision.reason).toBe("route");
  });

  it("a second reason does not hide the first", () => {
    const blindOpus = withCapabilities({ vision: true }, { vision: true }, { vision: false });
    const decision = routerAt("2028-01-01T00:00:00Z", blindOpus).decide({
      taskType: "extraction",
      needs: { vision: true },
    });
    expect(decision).toMatchObject({ tier: "sonnet", reason: "expired" });
    expect(decision.detail).toMatch(/expired .*opus cannot serve vision/);
  });

  it("a plan that is kept whole is the route, even where a fallback tier cannot serve", () => {
    const blindSonnet = withCapabilities({ vision: true }, { vision: false }, { vision: true });
    expect(routerAt(SAMPLE_DAY, blindSonnet).decide({ taskType: "status-line", needs: { vision: true } }).reason).toBe(
      "route",
    );
  });
});

it("an input longer than the route was measured on gets the reference tier", () => {
  const decide = (inputTokens: number) => routerAt().decide({ taskType: "triage", inputTokens });
  expect(decide(50_000).reason).toBe("route");
  expect(decide(50_001)).toMatchObject({ tier: "opus", reason: "input-too-long", degraded: true });
  expect(decide(50_001).detail).toContain("50000");
});

describe("decide never throws", () => {
  const throwing = (name: string) => Object.defineProperty({ taskType: "extraction" }, name, { get: boom });
  const boom = () => {
    throw new Error("boom");
  };

  it.each<[string, unknown]>([
    ["null", null],
    ["nothing", undefined],
    ["text", "extraction"],
    ["a number", 3],
    ["an array", []],
    ["no task type", {}],
    ["a task type that is no text", { taskType: { toString: () => "extraction" } }],
    ["negative tokens", { taskType: "extraction", inputTokens: -1 }],
    ["NaN tokens", { taskType: "extraction", inputTokens: Number.NaN }],
    ["tokens as text", { taskType: "extraction", inputTokens: "10" }],
    ["needs that are none", { taskType: "extraction", needs: "vision" }],
    ["null needs", { taskType: "extraction", needs: null }],
    ["a need that is no flag", { taskType: "extraction", needs: { vision: "yes" } }],
    ["a throwing task type", throwing("taskType")],
    ["throwing tokens", throwing("inputTokens")],
    ["throwing needs", throwing("needs")],
    ["a throwing proxy", new Proxy({}, { get: boom, has: boom, ownKeys: boom, getOwnPropertyDescriptor: boom })],
    ["a revoked proxy", revoked()],
  ])("%s: the safe tier", (_name, request) => {
    expect(routerAt().decide(request as RouteRequest)).toMatchObject({ tier: "sonnet", reason: "invalid-request" });
  });

  it("a request that changes between two looks at it", () => {
    let looks = 0;
    const fickle = {
      get taskType() {
        looks += 1;
        return looks === 1 ? "extraction" : Symbol("odd");
      },
    };
    expect(routerAt().decide(fickle as unknown as RouteRequest).tier).toBe("sonnet");
  });

  it("a huge task type is not echoed", () => {
    const decision = routerAt().decide({ taskType: "\n".repeat(5_000_000) });
    expect(decision.reason).toBe("unknown-task-type");
    expect(decision.detail.length).toBeLessThan(200);
    expect(decision.detail).not.toContain("\n");
  });

  it("anything: always a tier of the table, at any time", () => {
    const tiers = new Set(["haiku", "sonnet", "opus"]);
    const requests = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      fc.record({
        taskType: fc.oneof(fc.constantFrom("extraction", "status-line", "triage"), fc.anything()),
        inputTokens: fc.oneof(fc.integer(), fc.double(), fc.anything()),
        needs: fc.oneof(fc.record({ vision: fc.boolean(), tools: fc.boolean() }), fc.anything()),
      }),
    );
    fc.assert(
      fc.property(requests, fc.double({ min: 1.7e12, max: 1.9e12 }), (request, now) => {
        const decision = sharedAt(now).decide(request as RouteRequest);
        return tiers.has(decision.tier) && decision.plan.length > 0 && decision.detail !== "";
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});

let time = 0;
const shared = createRouter(sampleTable(), { safeTier: "sonnet", now: () => time });

/** One router with a clock that is set, so that 2,000 tables need not be read. */
function sharedAt(now: number) {
  time = now;
  return shared;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
