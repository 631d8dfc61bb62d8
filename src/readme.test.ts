import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FollowedDocument } from "./testing/followed-document.js";

const ROOT = dirname(import.meta.dirname);
const readme = new FollowedDocument("README.md");
const guide = new FollowedDocument("docs/writing-an-eval.md");

beforeAll(async () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    ["haiku", "opus"].map((tier) => `i${i},demo,${tier},${i % 9 ? 1 : 0},${tier === "opus" ? 0.02 : 0.001}`),
  );
  writeFileSync(
    join(readme.folder, "outcomes.csv"),
    ["item_id,task_type,tier,score,cost_usd", ...rows.flat()].join("\n"),
  );
  await Promise.all([readme.open(), guide.open()]);
});
afterAll(() => Promise.all([readme.close(), guide.close()]));

describe("README", () => {
  it("opens with the two commands, and CI calls the second", () => {
    expect(readme.commands.slice(0, 2)).toEqual(["npm ci && npm run quickstart", "npm ci && npm test"]);
    expect(readFileSync(join(ROOT, ".ci/run"), "utf8").trimEnd().endsWith("\nnpm ci && npm test")).toBe(true);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(scripts["quickstart"]).toMatch(/quickstart$/);
    expect(scripts["test"]).toBe("vitest run");
  });

  it("has commands that work, in order", async () => {
    const tutorial = readme.commands.filter((command) => command.includes("npx tierbench"));
    expect(tutorial.length).toBeGreaterThanOrEqual(8);
    for (const command of tutorial) {
      await expectToWork(readme, command);
      if (command.includes("route")) await repliesAsShown();
    }
  });

  it("sends the real path to the configured host only", () => {
    expect(readme.paidCalls).toBeGreaterThan(0);
  });

  it("has snippets that compile against the package", () => {
    expect(readme.compilerSays()).toBe("");
  });

  it("links to files that exist", () => {
    expect(readme.brokenLinks).toEqual([]);
  });
});

describe("the guide to writing an eval", () => {
  it("leads from a table of somebody's own to a routed request", async () => {
    const tutorial = guide.commands.filter((command) => command.includes("npx tierbench"));
    expect(tutorial.length).toBeGreaterThanOrEqual(8);
    for (const command of tutorial) await expectToWork(guide, command);
    expect(guide.paidCalls).toBeGreaterThan(0);
    type Route = { readonly decide: (text: string, ask: () => Promise<string>) => Promise<string> };
    const decided = await guide.withModule("route.ts", (route) =>
      (route as Route).decide("Where is it?", () => Promise.resolve(" Trace\nCONFIDENCE: medium\n")),
    );
    expect(decided).toBe("trace");
  });

  it("has snippets that compile, links that lead somewhere, and two pages", () => {
    expect(guide.compilerSays()).toBe("");
    expect(guide.brokenLinks).toEqual([]);
    expect(guide.text.split("\n").length).toBeLessThan(190);
  });
});

async function expectToWork(page: FollowedDocument, command: string): Promise<void> {
  const { exitCode, text } = await page.follow(command);
  expect({ command, exitCode, said: exitCode === 0 ? "" : text }).toEqual({ command, exitCode: 0, said: "" });
}

/** Loads the router snippet where the table lies, and sends one request through it. */
async function repliesAsShown(): Promise<void> {
  type Route = { readonly reply: (text: string, ask: () => Promise<string>) => Promise<{ readonly response: string }> };
  const said = await readme.withModule("route.ts", async (route) => {
    const { response } = await (route as Route).reply("Can we meet?", () => Promise.resolve("yes\nCONFIDENCE: high\n"));
    return response;
  });
  expect(said).toBe("yes");
}
