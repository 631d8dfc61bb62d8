/**
 * A project on disk for tests of the command line: a configuration, an eval and a
 * dataset, and an API on loopback that can answer it and counts what it bills.
 * @module
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadEvals, loadProject } from "../cli/load-project.js";
import { main } from "../cli/main.js";
import { distinctPrompts } from "../cli/open-provider.js";
import type { Pricing } from "../core/model-client.js";
import { planRun } from "../runner/plan-run.js";
import { answerKey } from "../simulator/answer-key.js";
import { ladderWorld } from "../simulator/demo-world.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import type { SimulatorStats } from "../simulator/simulator-stats.js";
import { startSimulator } from "../simulator/start-simulator.js";
import { BATCH_PRICING } from "./batch-fixture.js";
import { BOOK_PRICING } from "./loopback.js";
import { TEST_NOW_MS, type TestEffects, type TestEffectsOptions, testEffects } from "./test-effects.js";

export const TEST_KEY = "sk-ant-canary-0f9d3b7a51c24e68";

const LABELS = ["refund", "billing", "bug", "other"];

export const TEST_CONFIG = {
  tiers: [
    { id: "haiku", model: "claude-haiku-5-5", params: { maxTokens: 64 } },
    { id: "sonnet", model: "claude-sonnet-5-5", params: { maxTokens: 64 } },
    { id: "opus", model: "claude-opus-5-5", params: { maxTokens: 64 } },
  ],
};

/** Written without an import of the library, so that loading it takes no time. */
export function evalSource(taskType = "triage", change = ""): string {
  return `export default {
  taskType: ${JSON.stringify(taskType)},
  dataset: "datasets/${taskType}",
  reduce: "min",
  prompt: (item) => ({ system: "Name the queue.", messages: [{ role: "user", content: item.input.text }] }),
  scorers: [{
    kind: "validator", name: "label", version: "1", needsLabel: true,
    score: ({ item, text }) => ({
      scorer: "label", kind: "validator", version: "1", value: text.trim() === item.expected ? 1 : 0, reason: "compared",
    }),
  }],
  signals: [{
    name: "known", kind: "validator", levels: ["fail", "pass"], version: "1", extraCalls: 0,
    read: ({ text }) => ${JSON.stringify(LABELS)}.includes(text.trim())
      ? { name: "known", value: 1, level: "pass" } : { name: "known", value: 0, level: "fail" },
  }],
  ${change}
};
`;
}

export function itemLine(index: number, taskType = "triage"): string {
  const expected = LABELS[index % LABELS.length] ?? "";
  return JSON.stringify({ id: `item-${index}`, input: { text: `ticket ${index} of ${taskType}` }, expected });
}

export interface TestProject extends Disposable {
  readonly root: string;
  path(name: string): string;
  write(name: string, content: string): void;
  read(name: string): string;
  /** Every file below the root, by its relative path. */
  files(): readonly string[];
  /** A copy of everything, elsewhere. */
  copy(): TestProject;
  /** Runs the command line in this folder. */
  tierbench(args: string, options?: Partial<TestEffectsOptions>): Promise<Ran>;
}

/** A finished command with everything that it said. */
export interface Ran extends TestEffects {
  readonly code: number;
}

/** A folder with nothing in it. */
export function emptyProject(): TestProject {
  return projectAt(mkdtempSync(join(tmpdir(), "tierbench-cli-")));
}

/** A project with one eval over so many items. */
export function testProject(items = 8): TestProject {
  const project = emptyProject();
  project.write("tierbench.config.ts", `export default ${JSON.stringify(TEST_CONFIG)};\n`);
  project.write("evals/triage.eval.ts", evalSource());
  project.write(
    "datasets/triage/items.jsonl",
    Array.from({ length: items }, (_, index) => `${itemLine(index)}\n`).join(""),
  );
  return project;
}

function projectAt(root: string): TestProject {
  const path = (name: string): string => join(root, name);
  return {
    root,
    path,
    write(name, content) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
    },
    read: (name) => readFileSync(path(name), "utf8"),
    files: () =>
      readdirSync(root, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(path(name)).isFile())
        .sort(),
    copy() {
      const target = mkdtempSync(join(tmpdir(), "tierbench-cli-"));
      cpSync(root, target, { recursive: true });
      return projectAt(target);
    },
    async tierbench(args, options = {}) {
      const effects = testEffects({ cwd: root, ...options });
      const code = await main(wordsOf(args), effects);
      return Object.assign(effects, { code });
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Words between spaces; single quotes keep spaces. */
function wordsOf(args: string): readonly string[] {
  return [...args.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** An API on loopback that plays the models of a project. */
export interface TestApi extends AsyncDisposable {
  /** What makes the command line ask it. */
  readonly env: { readonly [name: string]: string };
  stats(): SimulatorStats;
  /** Carries out every batch that is under way. */
  endBatches(): void;
  billUsd(): number;
}

export async function startTestApi(
  project: TestProject,
  faults: FaultPlan = [],
  latencyScale = 0,
  pollsToEnd: number | null = 2,
): Promise<TestApi> {
  const loaded = await loadProject(project.root);
  const { tiers } = loaded;
  const plan = planRun(await loadEvals(loaded, []), { tiers, trials: 1, limit: null, judge: null });
  const taskTypes = [...new Set(plan.map(({ cell }) => cell.taskType))];
  const simulator = await startSimulator({
    seed: 7,
    world: ladderWorld(
      tiers.map(({ model }) => model),
      taskTypes,
    ),
    answerKey: answerKey(distinctPrompts(plan)),
    faults,
    latencyScale,
    pollsToEnd,
  });
  return {
    env: { ANTHROPIC_API_KEY: TEST_KEY, ANTHROPIC_BASE_URL: simulator.baseUrl },
    stats: () => simulator.stats(),
    endBatches: () => simulator.endBatches(),
    billUsd: () => billUsd(simulator.stats()),
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

function billUsd({ paidTokensByModel, paidBatchTokensByModel }: SimulatorStats): number {
  return (costOf(paidTokensByModel, BOOK_PRICING) + costOf(paidBatchTokensByModel, BATCH_PRICING)) / 1e9;
}

function costOf(paid: SimulatorStats["paidTokensByModel"], prices: Pricing): number {
  const nanoUsd = Object.entries(paid).map(([model, { calls: _calls, ...tokens }]) => {
    const cost = prices.costNanoUsd(model, tokens, TEST_NOW_MS);
    if (cost === null) throw new RangeError(`no price for ${model}`);
    return cost;
  });
  return nanoUsd.reduce((sum, cost) => sum + cost, 0);
}
