import { describe, expect, it } from "vitest";
import type { BatchNews } from "../models/batch-tools.js";
import { BatchLines, durationText, leftText } from "./batch-lines.js";

const batch = { batch: "b1", apiId: "msgbatch_1", status: "created", intendedAtMs: 0, requests: 20_000 } as const;
const NONE = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
const MINUTE = 60_000;

function said(news: readonly BatchNews[], isDetailed = true): readonly string[] {
  const lines: string[] = [];
  const teller = new BatchLines((line) => void lines.push(line), isDetailed);
  for (const one of news) teller.tell(one);
  return lines;
}

const polled = (elapsedMs: number, counts = { ...NONE, processing: 20_000 }): BatchNews => ({
  kind: "polled",
  batch,
  status: counts.processing > 0 ? "in_progress" : "ended",
  counts,
  elapsedMs,
});

describe("lines about batches", () => {
  it("say each state once, and while it lasts more and more rarely", () => {
    const hours = 5;
    const looks = Array.from({ length: hours * 60 }, (_, minute) => polled(minute * MINUTE));
    const lines = said([
      { kind: "created", batch },
      ...looks,
      polled(300 * MINUTE, { ...NONE, succeeded: 19_990, errored: 10 }),
    ]);
    expect(lines[0]).toBe("batch b1 (msgbatch_1): 20,000 requests handed in");
    expect(lines[1]).toBe("batch b1: 20,000 of 20,000 requests, in progress 0 s");
    expect(lines[4]).toBe("batch b1: 20,000 of 20,000 requests, in progress 4 min");
    expect(lines).toHaveLength(1 + 7 + (hours - 1) + 1);
    expect(lines.at(-1)).toBe(
      "batch b1: 20,000 of 20,000 requests, ended after 5 h 0 min: 19,990 succeeded, 10 errored",
    );
  });

  it("name the exact number of requests without a result, to the quiet too", () => {
    const news: BatchNews = { kind: "reconciled", batch, missing: 41, repeated: 2, strangers: 1 };
    expect(said([{ kind: "created", batch }, polled(0), news], false)).toEqual([
      "batch b1: 41 of 20,000 have no result: charged at their worst case, and asked once more",
      "batch b1: 2 of 20,000 have several results, which count only where they are the same",
      "batch b1: 1 result of unknown ids, left out",
    ]);
  });

  it("repeat no trouble that lasts", () => {
    const trouble = (message: string): BatchNews => ({ kind: "troubled", batch, message });
    expect(said([trouble("HTTP 529"), trouble("HTTP 529"), trouble("HTTP 500")])).toEqual([
      "batch b1: HTTP 529; trying again",
      "batch b1: HTTP 500; trying again",
    ]);
  });

  it("name what an interrupt leaves, by its id", () => {
    const other = { ...batch, batch: "b2", apiId: null, requests: 1 };
    expect(leftText([batch])).toContain("batch b1 (msgbatch_1), 20,000 requests, goes on at the server");
    expect(leftText([batch, other])).toContain(
      "20,000 requests, batch b2, 1 request, go on at the server, as far as handed in,",
    );
    expect(leftText([batch], true)).toContain("ends with the simulator; to ask anew: run --resume --abandon-batch b1,");
  });

  it("count time as a person does", () => {
    expect([0, 40_400, MINUTE, 125 * MINUTE].map(durationText)).toEqual(["0 s", "40 s", "1 min", "2 h 5 min"]);
  });
});
