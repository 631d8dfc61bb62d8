import { expect, it } from "vitest";
import type { RoutingTable } from "../core/routing-table.js";
import { movedWords } from "./moved-words.js";

const ORDER = ["haiku", "sonnet", "opus"];

/** A table against opus with one route for each chain of tiers. */
function tableOf(...chains: readonly string[]): RoutingTable {
  const routes = Object.fromEntries(
    chains.map((chain, index) => [`type-${index + 1}`, { plan: chain.split(" → ").map((tier) => ({ tier })) }]),
  );
  return { routes, defaults: { referenceTier: "opus" } } as unknown as RoutingTable;
}

it.each([
  [["haiku", "sonnet", "opus"], "route 2 of 3 task types away from opus"],
  [["haiku", "haiku → sonnet"], "route all 2 task types away from opus"],
  [["sonnet"], "route type-1 away from opus"],
  [["haiku → opus"], "ask a cheaper tier before opus on type-1"],
  [["haiku → opus", "haiku → sonnet → opus"], "ask a cheaper tier before opus on all 2 task types"],
  [["haiku → opus", "opus", "opus"], "ask a cheaper tier before opus on 1 of 3 task types"],
  [
    ["haiku", "haiku → opus", "opus"],
    "route 1 of 3 task types away from opus, and ask a cheaper tier before it on 1 more",
  ],
  [
    ["haiku", "haiku → opus", "sonnet → opus"],
    "route 1 of 3 task types away from opus, and ask a cheaper tier before it on the other 2",
  ],
  [["ultra → opus"], "ask another tier before opus on type-1"],
  // Asked first as before.
  [["opus → ultra", "haiku"], "route 1 of 2 task types away from opus"],
])("%j: %s", (chains, words) => {
  expect(movedWords(tableOf(...chains), [...ORDER, "ultra"])).toBe(words);
});
