import { describe, expect, it } from "vitest";
import { type FaultPlan, FaultPlanSchema, faultFor, NOISY_PLAN } from "./fault-plan.js";

const subject = { path: "/v1/messages", key: "k", attempt: 1, model: "m", taskType: "t", role: "answer" as const };
const first = (plan: FaultPlan, over: Partial<typeof subject> = {}) =>
  faultFor(FaultPlanSchema.parse(plan), 1, { ...subject, ...over })?.kind ?? null;

describe("faultFor", () => {
  const refusal = { kind: "refusal" } as const;

  it("looks at model, task type, key and path", () => {
    expect(first([{ fault: refusal }])).toBe("refusal");
    expect(first([{ match: { model: "other" }, fault: refusal }])).toBeNull();
    expect(first([{ match: { taskType: "other" }, fault: refusal }])).toBeNull();
    expect(first([{ match: { role: "judge" }, fault: refusal }])).toBeNull();
    expect(first([{ match: { path: "/v1/models" }, fault: refusal }])).toBeNull();
    expect(first([{ match: { keyIncludes: "b" }, fault: refusal }], { key: "abc" })).toBe("refusal");
  });

  it("strikes the nth attempt of a key", () => {
    const plan: FaultPlan = [{ nth: 2, fault: refusal }];
    expect([1, 2, 3].map((attempt) => first(plan, { attempt }))).toEqual([null, "refusal", null]);
  });

  it("takes the first rule that strikes", () => {
    expect(first([{ nth: 2, fault: { kind: "drip" } }, { fault: refusal }])).toBe("refusal");
  });

  it("strikes at about its rate, each attempt anew, and repeats for a seed", () => {
    const plan: FaultPlan = [{ rate: 0.3, fault: refusal }];
    const strikes = (attempt: number) =>
      Array.from({ length: 1000 }, (_, index) => first(plan, { key: `k${index}`, attempt }) !== null);
    const share = strikes(1).filter(Boolean).length / 1000;
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 1000));
    expect(strikes(1)).toEqual(strikes(1));
    expect(strikes(2)).not.toEqual(strikes(1));
  });
});

describe("FaultPlanSchema", () => {
  it("accepts the built-in plan and refuses misspelt faults and impossible rates", () => {
    expect(FaultPlanSchema.safeParse(NOISY_PLAN).success).toBe(true);
    expect(FaultPlanSchema.safeParse([{ fault: { kind: "explode" } }]).success).toBe(false);
    expect(FaultPlanSchema.safeParse([{ rate: 1.5, fault: { kind: "refusal" } }]).success).toBe(false);
    expect(FaultPlanSchema.safeParse([{ match: { modle: "m" }, fault: { kind: "refusal" } }]).success).toBe(false);
  });
});
