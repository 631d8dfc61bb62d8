import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pauses } from "./pauses.js";

describe("Pauses", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("waits, and not at all for nothing", async () => {
    const pauses = new Pauses();
    await pauses.wait(0);
    let isOver = false;
    const waiting = pauses.wait(1000).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(isOver).toBe(true);
  });

  it("leaves no timer behind once ended", () => {
    const pauses = new Pauses();
    void pauses.wait(1000);
    void pauses.wait(2000);
    expect(vi.getTimerCount()).toBe(2);
    pauses.end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
