import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testEffects } from "../testing/test-effects.js";
import type { Interrupt } from "./interrupt.js";
import { startProgress } from "./progress.js";
import { startBrake } from "./run-brake.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function brakeOf(drainMs?: number) {
  const effects = testEffects({ cwd: "/" });
  const progress = startProgress({ plan: [] }, effects, "events");
  const brake = startBrake({ progress, drainMs }, effects);
  const standing = () => [brake.drain.aborted, brake.abort.aborted, brake.cause()];
  const pull = (...causes: readonly Interrupt[]) => causes.forEach((cause) => effects.interrupt(cause));
  return { effects, brake, standing, pull };
}

describe("the brake of a run", () => {
  it("lets go until it is pulled, then drains, and cuts at the second signal", () => {
    const { effects, standing, pull } = brakeOf();
    expect(standing()).toEqual([false, false, null]);
    pull("SIGTERM");
    expect([standing(), effects.exits]).toEqual([[true, false, "SIGTERM"], []]);
    pull("SIGINT");
    // The first signal gives the exit code; the process has less than a second, whatever holds it.
    expect([standing(), effects.exits]).toEqual([[true, true, "SIGTERM"], [{ ms: 900, exitCode: 143 }]]);
    expect(effects.events).toMatchObject([{ event: "drain-start", cause: "SIGTERM" }]);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
    ["bug", 70],
  ] as const)("after %s cuts when the drain takes too long, with exit code %i", (cause, exitCode) => {
    const { effects, standing, pull } = brakeOf();
    pull(cause);
    vi.advanceTimersByTime(29_999);
    expect(standing()).toEqual([true, false, cause]);
    vi.advanceTimersByTime(1);
    expect([standing(), effects.exits]).toEqual([[true, true, cause], [{ ms: 10_000, exitCode }]]);
    expect(effects.err.at(-1)).toBe("the calls under way took longer than 30 s and are cut");
  });

  it("drains as long as it is told, for years too", () => {
    const patient = brakeOf(1e12);
    patient.pull("SIGINT");
    vi.advanceTimersByTime(1e9);
    expect(patient.standing()).toEqual([true, false, "SIGINT"]);
    const { standing, pull } = brakeOf(50);
    pull("SIGINT");
    vi.advanceTimersByTime(49);
    expect(standing()).toEqual([true, false, "SIGINT"]);
    vi.advanceTimersByTime(1);
    expect(standing()).toEqual([true, true, "SIGINT"]);
  });

  it("counts bugs as one, however many surface, and gives them precedence", () => {
    const { effects, standing, pull } = brakeOf();
    pull("SIGINT", "bug", "bug", "bug");
    expect([standing(), effects.exits]).toEqual([[true, false, "bug"], []]);
    pull("SIGINT");
    expect(effects.exits).toEqual([{ ms: 900, exitCode: 70 }]);
  });

  it("is gone once it is disposed", () => {
    const { effects, brake, standing, pull } = brakeOf();
    pull("SIGINT");
    brake[Symbol.dispose]();
    pull("SIGINT");
    vi.advanceTimersByTime(60_000);
    expect([standing(), effects.exits]).toEqual([[true, false, "SIGINT"], []]);
  });
});
