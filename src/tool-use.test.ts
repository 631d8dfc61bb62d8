/**
 * The shipped task type with tools: its references, its mutations, its environment.
 * @module
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "../datasets/generate.js";
import mutations from "../datasets/tool-use/mutations.js";
import { backOffice } from "../evals/tool-use/environment.js";
import toolUse from "../evals/tool-use.eval.js";
import { composeRequest, referenceAnswer } from "./core/eval.js";
import type { Item } from "./core/item.js";
import { canonicalJson, type JsonObject } from "./core/json.js";
import { isScore } from "./core/score.js";
import { loadDataset } from "./datasets/load-dataset.js";
import { playTrajectory } from "./scorers/play-trajectory.js";
import { CHEAP } from "./testing/benchmark-fixture.js";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const { items } = await loadDataset(join(ROOT, toolUse.dataset), "tool-use");
/** One of every kind: kinds follow one another, and their name is the first tag. */
const ONE_OF_EACH = [...new Map(items.toReversed().map((item) => [item.tags?.[0], item])).values()];

async function scoreOf(item: Item, trajectoryJson: string): Promise<number> {
  const context = await playTrajectory(toolUse, item, trajectoryJson);
  const said = await Promise.all(
    toolUse.scorers.map(async (scorer) => (scorer.kind === "judge" ? null : scorer.score(context))),
  );
  return Math.min(...said.map((one) => (one !== null && isScore(one) ? one.value : Number.NaN)));
}

describe("tool-use", () => {
  it("has references that are right and mutations that are not, in every kind of task", async () => {
    expect(ONE_OF_EACH.length).toBe(35);
    for (const item of ONE_OF_EACH) {
      const reference = referenceAnswer(toolUse, item);
      expect([item.id, await scoreOf(item, reference)]).toEqual([item.id, 1]);
      const wrong = mutations(reference, item);
      expect(wrong.length).toBeGreaterThanOrEqual(5);
      for (const [name, text] of wrong)
        expect([item.id, name, (await scoreOf(item, text)) < 1]).toEqual([item.id, name, true]);
    }
  });

  it("has tasks of one to seven calls, and some of none", () => {
    const counts = items.map(
      (item) => (JSON.parse(referenceAnswer(toolUse, item)) as { calls: unknown[] }).calls.length,
    );
    expect([...new Set(counts)].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("is what its generator makes", async () => {
    expect(await generate("tool-use")).toBe(readFileSync(join(ROOT, toolUse.dataset, "items.jsonl"), "utf8"));
  });

  it("shows the model neither the label nor the state of the office", () => {
    for (const item of ONE_OF_EACH) {
      const shown = canonicalJson(composeRequest(toolUse, item, CHEAP));
      const { world: _world, ...asked } = item.input;
      expect(canonicalJson(composeRequest(toolUse, { ...item, expected: null, input: asked }, CHEAP))).toBe(shown);
    }
  });
});

describe("the back office", () => {
  const order = {
    customer: "Ada Example",
    email: "ada@mail.example",
    status: "delivered",
    placed: "2026-03-01",
    delivered: "2026-03-04",
    currency: "EUR",
    total: 300,
    refunded: 0,
    cancel_reason: null,
    note: "",
    address: {},
    lines: [{ sku: "A", name: "lamp", quantity: 2, price: 150 }],
  };
  const world = (change: JsonObject = {}): { readonly input: JsonObject } => ({
    input: {
      world: {
        user: "nora",
        utc_offset: "+05:30",
        today: "2026-03-20",
        refund_limit: 100,
        rooms: ["Elbe"],
        agents: { milo: { team: "shop", away_until: null, stand_in: null } },
        orders: { "O-1": order },
        returns: {},
        tickets: {},
        events: {
          "E-1": {
            title: "x",
            organizer: "milo",
            start: "2026-03-20T18:30:00.000Z",
            end: "2026-03-20T19:30:00.000Z",
            attendees: ["milo"],
            room: "Elbe",
            status: "confirmed",
            description: "",
          },
        },
        ...change,
      },
    },
  });

  it.each<[what: string, name: string, input: JsonObject, said: RegExp]>([
    [
      "a refund above the limit",
      "refund_order",
      { order_id: "O-1", amount: 100.01, currency: "EUR" },
      /permission refused/,
    ],
    ["a refund in another currency", "refund_order", { order_id: "O-1", amount: 1, currency: "USD" }, /paid in EUR/],
    [
      "a refund of more than was paid",
      "refund_order",
      { order_id: "O-1", amount: 301, currency: "EUR" },
      /at most 300 EUR/,
    ],
    ["an order that nobody has", "get_order", { order_id: "constructor" }, /no order constructor/],
    [
      "a return of too many",
      "create_return",
      { order_id: "O-1", sku: "A", quantity: 3, reason: "defective" },
      /only 2 of A/,
    ],
    ["a delivered order to cancel", "cancel_order", { order_id: "O-1", reason: "duplicate" }, /is a return/],
    ["a meeting of somebody else", "cancel_event", { event_id: "E-1" }, /organised by milo/],
    [
      "a room that is taken, by any clock",
      "create_event",
      { title: "y", start: "2026-03-20T21:00:00+02:00", end: "2026-03-20T22:00:00+02:00", attendees: [], room: "Elbe" },
      /Elbe is taken from 2026-03-21T00:00\+05:30/,
    ],
    [
      "an end before the start",
      "create_event",
      { title: "y", start: "2026-03-20T10:00:00Z", end: "2026-03-20T09:00:00Z", attendees: [] },
      /end must be after/,
    ],
  ])("refuses %s, and nothing changes", (_what, name, input, said) => {
    const office = backOffice(world());
    const before = canonicalJson(office.state());
    expect(office.call(name, input)).toEqual({ error: expect.stringMatching(said) as string });
    expect(canonicalJson(office.state())).toBe(before);
  });

  it("lists a day by the user's clock, and is late for a return after thirty days", () => {
    const office = backOffice(world({ today: "2026-04-04" }));
    expect(office.call("list_events", { date: "2026-03-21" })).toMatchObject({ result: [{ event_id: "E-1" }] });
    expect(office.call("list_events", { date: "2026-03-20" })).toEqual({ result: [] });
    const late = office.call("create_return", { order_id: "O-1", sku: "A", quantity: 1, reason: "changed_mind" });
    expect(late).toEqual({ error: "O-1 was delivered 31 days ago; returns are taken for 30" });
  });

  it("adds cents without losing any", () => {
    const office = backOffice(world());
    for (let time = 0; time < 3; time += 1)
      office.call("refund_order", { order_id: "O-1", amount: 0.1, currency: "EUR" });
    expect(office.state()).toMatchObject({ orders: { "O-1": { refunded: 0.3 } } });
  });
});
