import { expect, it } from "vitest";
import { groupCommit } from "./group-commit.js";

it("writes what is added in one turn as one batch, in order, and no batch above the limit", async () => {
  const batches: number[][] = [];
  const commits = groupCommit<number>(async (batch) => void batches.push([...batch]), 3);
  await Promise.all([1, 2, 3, 4].map((entry) => commits.add(entry)));
  await commits.add(5);
  expect(batches).toEqual([[1, 2, 3], [4], [5]]);
});

async function twoTurns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

it("resolves an entry only after its batch is committed, and gathers the next meanwhile", async () => {
  const gates: (() => void)[] = [];
  const sizes: number[] = [];
  const commits = groupCommit<number>((batch) => {
    sizes.push(batch.length);
    return new Promise((resolve) => gates.push(resolve));
  });
  let isAcknowledged = false;
  const first = commits.add(1).then(() => {
    isAcknowledged = true;
  });
  await twoTurns();
  const rest = [commits.add(2), commits.add(3)];
  expect([sizes, isAcknowledged]).toEqual([[1], false]);
  gates[0]?.();
  await first;
  await twoTurns();
  gates[1]?.();
  await Promise.all(rest);
  expect(sizes).toEqual([1, 2]);
});

it("writes what comes right after a batch together with what came while it was written", async () => {
  const gates: (() => void)[] = [];
  const batches: number[][] = [];
  const commits = groupCommit<number>((batch) => {
    batches.push([...batch]);
    return new Promise((resolve) => gates.push(resolve));
  });
  const after = commits.add(1).then(() => commits.add(3));
  await twoTurns();
  const meanwhile = commits.add(2);
  gates[0]?.();
  await twoTurns();
  gates[1]?.();
  await Promise.all([after, meanwhile]);
  expect(batches).toEqual([[1], [2, 3]]);
});

it("rejects exactly the entries of the batch that failed", async () => {
  const commits = groupCommit<number>(async (batch) => {
    if (batch.includes(2)) throw new Error("disk full");
  }, 2);
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((entry) => commits.add(entry)));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
});

it("drains what was added, also where it fails", async () => {
  let written = 0;
  const commits = groupCommit<number>(async () => {
    written += 1;
    throw new Error("no");
  }, 1);
  const results = Promise.allSettled([commits.add(1), commits.add(2)]);
  await commits.drain();
  expect(written).toBe(2);
  expect((await results).every(({ status }) => status === "rejected")).toBe(true);
});
