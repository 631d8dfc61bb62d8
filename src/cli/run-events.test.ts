import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startTestApi, testProject } from "../testing/test-project.js";

const DOCUMENT = readFileSync(new URL("../../docs/run-events.md", import.meta.url), "utf8");

/** Event → its documented fields, in the order of the examples. */
const EXAMPLES = new Map(
  [...DOCUMENT.matchAll(/^\{"event".*\}$/gm)].map(([line]) => {
    const event = JSON.parse(line) as { readonly event: string };
    return [event.event, Object.keys(event)] as const;
  }),
);

it("a run tells what the document says, and standard output stays one document", async () => {
  using project = testProject(2);
  await using api = await startTestApi(project);
  const ran = await project.tierbench("run --json -j 1", { env: api.env });
  expect(ran.json).toMatchObject({ planned: 6, scored: 6 });
  expect(ran.out).toHaveLength(1);
  expect(ran.err.every((line) => line.startsWith("{"))).toBe(true);
  const names = ran.events.map(({ event }) => event);
  expect(names).toEqual(["run-start", ...Array.from({ length: 6 }, () => "cell-end"), "run-end"]);
  for (const event of ran.events) expect(Object.keys(event)).toEqual(EXAMPLES.get(String(event["event"])));
  const charged = ran.events.map((event) => (event["event"] === "cell-end" ? Number(event["chargedUsd"]) : 0));
  expect(ran.events.at(-1)).toMatchObject({
    status: "finished",
    chargedUsd: (ran.json as { chargedUsd: number }).chargedUsd,
  });
  expect(charged.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(api.billUsd(), 9);
});

it("an interrupted and resumed run tells where it begins again", async () => {
  using project = testProject(4);
  await using api = await startTestApi(project);
  const cut = await project.tierbench("run --json -j 1", {
    env: api.env,
    onListening: (effects) => {
      const poll = () => (api.stats().requests < 5 ? void setImmediate(poll) : effects.interrupt("SIGTERM"));
      poll();
    },
  });
  expect(cut.code).toBe(143);
  expect(cut.events.some((event) => event["event"] === "drain-start" && event["cause"] === "SIGTERM")).toBe(true);
  const done = cut.events.filter((event) => event["event"] === "cell-end").length;
  expect(cut.events.at(-1)).toMatchObject({
    event: "run-end",
    status: "interrupted",
    scored: done,
    missing: 12 - done,
  });

  const rest = await project.tierbench("run --resume --json", { env: api.env });
  const tiers = rest.events[0]?.["tiers"] as readonly { readonly done: number }[];
  expect(rest.events[0]).toMatchObject({ event: "run-start", cells: 12 });
  expect(tiers.reduce((sum, tier) => sum + tier.done, 0)).toBe(done);
  expect(rest.events.at(-1)).toMatchObject({ event: "run-end", status: "finished", scored: 12, missing: 0 });
});

it("a second run tells what it takes from the first, and asks for the rest", async () => {
  using project = testProject(4);
  const run = (flags: string) => project.tierbench(`run --provider simulator --json ${flags}`);
  const first = await run("--limit 3");
  expect(first.events[0]).toMatchObject({ event: "run-start", cells: 9, reused: 0 });
  const second = await run("");
  const tiers = ["haiku", "sonnet", "opus"].map((tier) => ({ tier, cells: 4, done: 3 }));
  expect(second.events[0]).toMatchObject({ event: "run-start", cells: 12, reused: 9, tiers });
  expect(second.events.filter(({ event }) => event === "cell-end")).toHaveLength(3);
  expect(second.events.at(-1)).toMatchObject({
    planned: 12,
    scored: 12,
    chargedUsd: (second.json as { chargedUsd: number }).chargedUsd,
  });
  const third = await run("");
  expect(third.events).toMatchObject([
    { event: "run-start", cells: 12, reused: 12, tiers: tiers.map((tier) => ({ ...tier, done: 4 })) },
    { event: "run-end", planned: 12, scored: 12, chargedUsd: 0 },
  ]);
});

it("silence is kept where it is asked for", async () => {
  using project = testProject(1);
  for (const flag of ["--no-progress", "--quiet"]) {
    const ran = await project.tierbench(`run --provider simulator --json ${flag}`);
    expect([ran.code, ran.events]).toEqual([0, []]);
  }
});

it("every event of the code is in the document", () => {
  const source = readFileSync(new URL("./run-events.ts", import.meta.url), "utf8");
  const emitted = [...source.matchAll(/emit\("([a-z-]+)"/g)].map(([, name]) => name);
  expect(emitted).toHaveLength(5);
  for (const name of emitted) expect(DOCUMENT).toContain(`| \`${name}\` |`);
});
