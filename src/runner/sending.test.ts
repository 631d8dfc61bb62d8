import { describe, expect, it } from "vitest";
import type { CallAttempt } from "../core/model-client.js";
import { memoryStore } from "../store/memory-store.js";
import { sampleIntent } from "../testing/store-rows.js";
import { VirtualClock } from "../testing/virtual-clock.js";
import { callJournal } from "./call-journal.js";
import { Sending } from "./sending.js";
import { type GateState, TierGate } from "./tier-gate.js";

const CUT: CallAttempt = {
  index: 0,
  isFinal: true,
  outcomeClass: "unknown_outcome",
  httpStatus: null,
  requestId: null,
  servedModel: null,
  startedAtMs: 0,
  latencyMs: 10,
  usage: null,
  mayBeBilled: true,
  retryAfterMs: null,
  error: "aborted",
};

/** What a gate says of its server after many calls that ended without an answer. */
async function statesAfter(isCut: boolean): Promise<readonly GateState[]> {
  const states: GateState[] = [];
  const gate = new TierGate({
    clock: new VirtualClock(1),
    concurrency: 50,
    rates: {},
    drain: new AbortController().signal,
    onState: (state) => states.push(state),
  });
  const journal = { ...callJournal(memoryStore(), "run"), intend: () => Promise.resolve() };
  const calls = Array.from({ length: 50 }, (_, index) => new Sending(gate, `call-${index}`));
  for (const call of calls) {
    expect(await call.enter()).toBe(true);
    await call.begin(sampleIntent("a"), journal);
  }
  for (const call of calls) call.end(CUT, isCut);
  return states;
}

describe("a call that ends without an answer", () => {
  it("speaks against its server", async () => {
    expect((await statesAfter(false)).at(-1)).toMatchObject({ isBroken: true });
  });

  it("says nothing of it where we have cut it", async () => {
    expect(await statesAfter(true)).toEqual([]);
  });
});
