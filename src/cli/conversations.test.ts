import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Attempt } from "../core/attempt.js";
import { TranscriptSchema } from "../core/conversation.js";
import { EXIT } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { openStore } from "../store/duckdb-store.js";
import { evalSource, type Ran, startTestApi, type TestProject, testProject } from "../testing/test-project.js";

/** About 1,700 simulated tokens. */
const RULES = "Read the order with care before you touch it. ".repeat(130);

/** Written without an import of the library, as the other eval of the project is. */
function orderEval(change = "", broken = ""): string {
  return `const tool = (name) => ({
  name, description: "The tool " + name + ".",
  inputSchema: { type: "object", properties: { id: { type: "string" } }, required: ["id"], additionalProperties: false },
});
export default {
  taskType: "orders", dataset: "datasets/orders", reduce: "min", signals: [],
  prompt: (item) => ({ system: "Cancel orders.", messages: [{ role: "user", content: item.input.text }] }),
  tools: [tool("get"), tool("cancel")],
  environmentVersion: "1",
  environment: ({ id, input }) => {
    const open = new Set(input.open);
    return {
      call(name, { id: order }) {
        ${broken}
        if (!open.has(order)) return { error: "no open order " + order };
        if (name === "cancel") open.delete(order);
        return { result: { order, open: open.has(order) } };
      },
      state: () => [...open],
    };
  },
  referenceTrajectory: ({ input, expected }) => ({
    calls: [{ name: "get", input: { id: input.wish } }, { name: "cancel", input: { id: input.wish } }],
    text: "Cancelled.",
  }),
  scorers: [{
    kind: "validator", name: "state", version: "1", needsLabel: true,
    score: ({ item, conversation }) => ({
      scorer: "state", kind: "validator", version: "1", reason: "compared",
      value: conversation.state.join() === item.expected.join() ? 1 : 0,
    }),
  }],
  ${change}
};
`;
}

let project: TestProject;
beforeEach(() => {
  project = testProject(4);
  project.write("evals/orders.eval.ts", orderEval());
  const lines = ["A", "B", "C", "D", "E", "F"].map((wish, at) => {
    const others = [`${wish}-2`, `${wish}-3`];
    return JSON.stringify({
      id: `order-${at}`,
      input: { text: `cancel ${wish}`, wish, open: [wish, ...others] },
      expected: others,
    });
  });
  project.write("datasets/orders/items.jsonl", `${lines.join("\n")}\n`);
});
afterEach(() => project[Symbol.dispose]());

const run = (args: string): Promise<Ran> => project.tierbench(`run --provider simulator --no-progress ${args}`);

/** What the database holds; it is closed again, so that the next command may open it. */
async function stored(isMeant: (outcome: Outcome) => boolean = () => true): Promise<readonly Outcome[]> {
  await using store = await openStore(project.path(".tierbench/results.duckdb"), { readOnly: true });
  return (await store.outcomes()).filter(isMeant);
}

describe("conversations on the command line", () => {
  it("are measured beside evals that ask once, and taken again by the next run", async () => {
    const ran = await run("");
    expect(ran.code, ran.text).toBe(EXIT.ok);
    expect(ran.out[0]).toContain("30 of 30 cells scored, 0 errored, 0 missing");
    const outcomes = await stored(({ taskType }) => taskType === "orders");
    expect(outcomes.every(({ extra }) => TranscriptSchema.parse(extra["conversation"]).turns.length > 0)).toBe(true);
    const others = await stored(({ taskType }) => taskType === "triage");
    expect(others.every(({ extra }) => Object.keys(extra).length === 0)).toBe(true);
    const again = await run("");
    expect(again.err.join("\n")).toContain("30 of 30 cells taken from");
    const copies = await stored(({ taskType, reusedFrom }) => taskType === "orders" && reusedFrom !== undefined);
    expect(copies.map(({ extra }) => extra)).toEqual(outcomes.map(({ extra }) => extra));
  });

  it("are scored again offline, also those that were taken from another run", async () => {
    await run("orders");
    await run("orders");
    const right = (await stored()).filter(({ score }) => score === 1).length;
    const source = orderEval().replaceAll('version: "1"', 'version: "2"').replace("? 1 : 0", "? 0.5 : 0");
    project.write("evals/orders.eval.ts", source);
    for (const runId of new Set((await stored()).map(({ runId }) => runId))) {
      const scored = await project.tierbench(`score ${runId} --no-progress`);
      expect(scored.code, scored.text).toBe(EXIT.ok);
    }
    expect(right).toBeGreaterThan(0);
    expect((await stored()).filter(({ score }) => score === 0.5)).toHaveLength(right);
  });

  it("are estimated by their turns, and nothing is sent", async () => {
    const ran = await run("orders --dry-run --json");
    const { calls } = ran.json as { readonly calls: { readonly total: { readonly calls: number } } };
    expect(calls.total.calls).toBe(3 * 6 * 3);
  });

  it.each([
    ["orders --batch", "leave out --batch"],
    ["--batch", "leave out --batch; in batches run: npx tierbench run triage --batch"],
  ])("are refused by run %s, in one line with the remedy", async (args, remedy) => {
    const ran = await run(args);
    expect([ran.code, ran.err]).toEqual([
      EXIT.usage,
      [`tierbench: eval "orders" holds conversations, and each turn would wait for a batch: ${remedy}`],
    ]);
  });

  it("whose environment throws are missing, named, and do not stop the others", async () => {
    const broken = 'if (id === "order-2" && name === "get") throw new Error("no such shop");';
    project.write("evals/orders.eval.ts", orderEval("", broken));
    const ran = await run("orders --tiers opus");
    expect(ran.out[0]).toContain("5 of 6 cells scored, 1 errored, 0 missing");
    const [errored] = await stored(({ status }) => status === "errored");
    expect(errored).toMatchObject({ itemId: "order-2", outcomeClass: "validator_error", score: null });
    expect(errored?.error).toBe('environment of eval "orders", item "order-2", tool "get": no such shop');
  });

  it("without an environment are refused before anything is asked", async () => {
    project.write("evals/orders.eval.ts", orderEval("environment: undefined,"));
    const ran = await run("orders");
    expect(ran.code).toBe(EXIT.usage);
    expect(ran.text).toContain(
      'eval "orders" has tools without an environment: add environment and environmentVersion',
    );
  });

  it("cache what all of them begin with, tools before everything, in every turn", async () => {
    const source = orderEval("cache: true,").replace('"Cancel orders."', JSON.stringify(RULES));
    project.write("evals/orders.eval.ts", source);
    await using api = await startTestApi(project);
    const ran = await project.tierbench("run orders --no-progress --allow-base-url 127.0.0.1", { env: api.env });
    expect(ran.code, ran.text).toBe(EXIT.ok);
    await using store = await openStore(project.path(".tierbench/results.duckdb"), { readOnly: true });
    const [run] = await store.runs();
    const attempts = await store.attempts(run?.runId ?? "");
    // The price book does not know what cached tokens cost on every tier.
    const cached = attempts.filter((attempt) => cachedTokens(attempt) > 0);
    const models = new Set(cached.map(({ model }) => model));
    expect(cached).toHaveLength(attempts.filter(({ model }) => models.has(model)).length);
    expect(cached.filter(({ usage }) => usage?.cacheReadTokens === 0)).toHaveLength(models.size);
    expect(new Set(cached.map(({ role }) => role)).size).toBe(3);
    expect(new Set(cached.map(cachedTokens)).size).toBe(1);
    const charged = attempts.reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? 0), 0);
    expect(charged / 1e9).toBeCloseTo(api.billUsd(), 9);
  });
});

function cachedTokens({ usage }: Attempt): number {
  return usage === null ? 0 : usage.cacheReadTokens + usage.cacheWriteTokens;
}

it("an eval that asks once is refused nothing that it had", async () => {
  project.write("evals/orders.eval.ts", evalSource("orders"));
  project.write("datasets/orders/items.jsonl", '{"id":"x","input":{"text":"t"},"expected":"bug"}\n');
  const ran = await project.tierbench("run --provider simulator --no-progress --batch");
  expect(ran.code, ran.text).toBe(EXIT.ok);
});
