/**
 * A page of documentation, followed as a newcomer would: its files are written, its commands carried out in order
 * against a simulator in place of the real interface.
 * @module
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createJiti } from "jiti";
import { loadEvals, loadProject } from "../cli/load-project.js";
import { main } from "../cli/main.js";
import { composeRequest, referenceAnswer } from "../core/eval.js";
import { promptFingerprint } from "../core/model-request.js";
import { DEFAULT_TIERS } from "../models/default-ladder.js";
import { answerKey } from "../simulator/answer-key.js";
import { ladderWorld } from "../simulator/demo-world.js";
import { type Simulator, startSimulator } from "../simulator/start-simulator.js";
import { testEffects } from "./test-effects.js";

const ROOT = dirname(dirname(import.meta.dirname));

interface Block {
  readonly language: string;
  /** File that the block is the content of; empty for commands. */
  readonly file: string;
  readonly text: string;
}

/** What a command said, and how it ended. */
export interface Followed {
  readonly command: string;
  readonly exitCode: number;
  readonly text: string;
}

export class FollowedDocument {
  readonly text: string;
  readonly folder = mkdtempSync(join(tmpdir(), "tierbench-document-"));
  readonly #path: string;
  readonly #blocks: readonly Block[];
  #simulator: Simulator | null = null;

  /** @param path - from the root of the repository */
  constructor(path: string) {
    this.#path = path;
    this.text = readFileSync(join(ROOT, path), "utf8");
    this.#blocks = [...this.text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
      ([, language = "", file = "", text = ""]) => ({ language, file, text }),
    );
  }

  /** All commands, in order. */
  get commands(): readonly string[] {
    return this.#blocks.filter(({ language }) => language === "sh").flatMap(({ text }) => text.trim().split("\n"));
  }

  /** The files that the page shows. */
  get files(): readonly { readonly file: string; readonly text: string }[] {
    return this.#blocks.filter(({ file }) => file !== "");
  }

  /** Writes the files of the page, and starts the simulator that knows its evals. */
  async open(): Promise<void> {
    for (const { file, text } of this.files) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      writeFileSync(join(this.folder, file), text);
    }
    const evals = await loadEvals(await loadProject(this.folder), []);
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
      evals.map(({ evaluation }) => evaluation.taskType),
    );
    this.#simulator = await startSimulator({ seed: 1, world, answerKey: answerKey(entries) });
  }

  /** Calls that the real path has made. */
  get paidCalls(): number {
    return this.#simulator?.stats().paidCalls ?? 0;
  }

  async close(): Promise<void> {
    await this.#simulator?.close();
  }

  /** Carries out a command of the page. The real interface is played by the simulator: only the base URL differs. */
  async follow(command: string): Promise<Followed> {
    const words: readonly string[] = command.replace("…", "sk-example").match(/"[^"]*"|\S+/g) ?? [];
    const at = words.indexOf("tierbench");
    const env = Object.fromEntries(words.slice(0, at).flatMap((word) => (word.includes("=") ? [word.split("=")] : [])));
    const effects = testEffects({
      cwd: this.folder,
      env: { ANTHROPIC_BASE_URL: this.#simulator?.baseUrl ?? "", ...env },
      nowMs: Date.now(),
    });
    const exitCode = await main(
      words.slice(at + 1).map((word) => word.replaceAll('"', "")),
      effects,
    );
    return { command, exitCode, text: effects.text };
  }

  /** What the compiler says of the page's TypeScript; nothing where it is right. */
  compilerSays(): string {
    const paths = {
      tierbench: [join(ROOT, "src/index.ts")],
      "tierbench/router": [join(ROOT, "src/router/create-router.ts")],
    };
    const config = {
      extends: join(ROOT, "tsconfig.json"),
      compilerOptions: { paths, typeRoots: [join(ROOT, "node_modules/@types")] },
      include: ["*.ts", "evals/*.ts"],
    };
    writeFileSync(join(this.folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(this.folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    return execFileSync(process.execPath, [tsc, "-p", this.folder], { encoding: "utf8" });
  }

  /** Links of the page that lead nowhere. */
  get brokenLinks(): readonly string[] {
    const targets = [...this.text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = ""]) => target);
    return targets.filter((target) => !existsSync(join(ROOT, dirname(this.#path), target)));
  }

  /** Does something with a module of the page, from where the page puts it. */
  async withModule(file: string, act: (module: unknown) => Promise<string>): Promise<string> {
    const before = process.cwd();
    process.chdir(this.folder);
    try {
      const jiti = createJiti(import.meta.url, {
        alias: { "tierbench/router": join(ROOT, "src/router/create-router.ts") },
      });
      return await act(await jiti.import(join(this.folder, file)));
    } finally {
      process.chdir(before);
    }
  }
}
