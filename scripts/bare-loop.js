/**
 * What a run is measured against: a loop over the SDK as it comes, with its default
 * fetch, that makes the calls of a project and keeps nothing.
 *
 * `node bare-loop.js <base URL> <project> <concurrency>`
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Anthropic from "@anthropic-ai/sdk";
import pLimit from "p-limit";

const [, , baseURL = "", folder = "", concurrency = ""] = process.argv;
const client = new Anthropic({ apiKey: "simulated", baseURL });
/** @type {{ default: { tiers: readonly { model: string, params: { maxTokens: number } }[] } }} */
const { default: config } = await import(pathToFileURL(join(folder, "tierbench.config.js")).href);
const system = /system: "([^"]*)"/.exec(readFileSync(join(folder, "evals/tickets.eval.js"), "utf8"))?.[1] ?? "";
const items = readFileSync(join(folder, "items.jsonl"), "utf8").trim().split("\n");
await Promise.all(
  config.tiers.map(({ model, params }) =>
    pLimit(Number(concurrency)).map(items, async (line) => {
      /** @type {{ input: { text: string } }} */
      const { input } = JSON.parse(line);
      await client.messages.create({
        model,
        max_tokens: params.maxTokens,
        system,
        messages: [{ role: "user", content: input.text }],
      });
    }),
  ),
);
