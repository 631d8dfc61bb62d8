import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createJiti } from "jiti";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadEvals, loadProject } from "./cli/load-project.js";
import { main } from "./cli/main.js";
import { composeRequest, referenceAnswer } from "./core/eval.js";
import { promptFingerprint } from "./core/model-request.js";
import { DEFAULT_TIERS } from "./models/default-ladder.js";
import { answerKey } from "./simulator/answer-key.js";
import { ladderWorld } from "./simulator/demo-world.js";
import { type Simulator, startSimulator } from "./simulator/start-simulator.js";
import { testEffects } from "./testing/test-effects.js";

const ROOT = dirname(import.meta.dirname);
const README = readFileSync(join(ROOT, "README.md"), "utf8");

interface Block {
  readonly language: string;
  /** File that the block is the content of; empty for commands. */
  readonly file: string;
  readonly text: string;
}

const blocks: readonly Block[] = [...README.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language = "", file = "", text = ""]) => ({ language, file, text }),
);
const commands = blocks.filter(({ language }) => language === "sh").flatMap(({ text }) => text.trim().split("\n"));
const folder = mkdtempSync(join(tmpdir(), "tierbench-readme-"));
let simulator: Simulator;

async function follow(command: string): Promise<void> {
  const words: readonly string[] = command.replace("…", "sk-example").match(/"[^"]*"|\S+/g) ?? [];
  const at = words.indexOf("tierbench");
  const env = Object.fromEntries(words.slice(0, at).flatMap((word) => (word.includes("=") ? [word.split("=")] : [])));
  // The real API is played by a simulator on loopback; only the base URL differs.
  const effects = testEffects({
    cwd: folder,
    env: { ANTHROPIC_BASE_URL: simulator.baseUrl, ...env },
    nowMs: Date.now(),
  });
  const exitCode = await main(
    words.slice(at + 1).map((word) => word.replaceAll('"', "")),
    effects,
  );
  expect({ command, exitCode, said: exitCode === 0 ? "" : effects.text }).toEqual({ command, exitCode: 0, said: "" });
}

beforeAll(async () => {
  for (const { file, text } of blocks) {
    if (file === "") continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const rows = Array.from({ length: 60 }, (_, i) =>
    ["haiku", "opus"].map((tier) => `i${i},demo,${tier},${i % 9 ? 1 : 0},${tier === "opus" ? 0.02 : 0.001}`),
  );
  writeFileSync(join(folder, "outcomes.csv"), ["item_id,task_type,tier,score,cost_usd", ...rows.flat()].join("\n"));
  const evals = await loadEvals(await loadProject(folder), []);
  const [tier] = DEFAULT_TIERS;
  if (tier === undefined) throw new RangeError("the default ladder is empty");
  const entries = evals.flatMap(({ evaluation, dataset }) =>
    dataset.items.map((item) => ({
      fingerprint: promptFingerprint(composeRequest(evaluation, item, tier)),
      itemId: item.id,
      taskType: item.taskType,
      reference: referenceAnswer(evaluation, item),
    })),
  );
  const world = ladderWorld(
    DEFAULT_TIERS.map(({ model }) => model),
    ["reply-needed"],
  );
  simulator = await startSimulator({ seed: 1, world, answerKey: answerKey(entries) });
});
afterAll(() => simulator.close());

describe("README", () => {
  it("opens with the two commands, and CI calls the second", () => {
    expect(commands.slice(0, 2)).toEqual(["npm ci && npm run quickstart", "npm ci && npm test"]);
    expect(readFileSync(join(ROOT, ".ci/run"), "utf8").trimEnd().endsWith("\nnpm ci && npm test")).toBe(true);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(scripts["quickstart"]).toMatch(/quickstart$/);
    expect(scripts["test"]).toBe("vitest run");
  });

  it("has commands that work, in order", async () => {
    const tutorial = commands.filter((command) => command.includes("npx tierbench"));
    expect(tutorial.length).toBeGreaterThanOrEqual(8);
    for (const command of tutorial) {
      await follow(command);
      if (command.includes("route")) await routesAsShown();
    }
  });

  it("sends the real path to the configured host only", () => {
    expect(simulator.stats().paidCalls).toBeGreaterThan(0);
  });

  it("has snippets that compile against the package", () => {
    const paths = {
      tierbench: [join(ROOT, "src/index.ts")],
      "tierbench/router": [join(ROOT, "src/router/create-router.ts")],
    };
    const config = {
      extends: join(ROOT, "tsconfig.json"),
      compilerOptions: { paths, typeRoots: [join(ROOT, "node_modules/@types")] },
      include: ["*.ts", "evals/*.ts"],
    };
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    expect(execFileSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" })).toBe("");
  });

  it("links to files that exist", () => {
    const targets = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = ""]) => target);
    expect(targets.length).toBeGreaterThan(8);
    expect(targets.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });
});

/** Loads the router snippet where the table lies, and sends one request through it. */
async function routesAsShown(): Promise<void> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const jiti = createJiti(import.meta.url, {
      alias: { "tierbench/router": join(ROOT, "src/router/create-router.ts") },
    });
    const snippet = await jiti.import<{
      reply: (text: string, ask: () => Promise<string>) => Promise<{ response: string }>;
    }>(join(folder, "route.ts"));
    const { response } = await snippet.reply("Can we meet?", () => Promise.resolve("yes"));
    expect(response).toBe("yes");
  } finally {
    process.chdir(before);
  }
}
