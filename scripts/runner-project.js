/**
 * A project on which runs are timed: support tickets, made up in any number, one
 * of eight labels, four tiers, this package installed.
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LABELS = ["refund", "billing", "bug", "outage", "account-access", "security", "feature-request", "other"];
const MODELS = ["claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5", "claude-fable-5-2"];

const EVAL = `import { defineEval, inputText, labelMatch } from "tierbench";

export default defineEval({
  taskType: "tickets",
  dataset: "items.jsonl",
  prompt: (item) => ({
    system: "Sort the ticket into one queue: ${LABELS.join(", ")}. Answer with its name and nothing else.",
    messages: [{ role: "user", content: inputText(item, "text") }],
  }),
  scorers: [labelMatch()],
});
`;

/**
 * Writes the project into a folder of its own.
 *
 * @param {{ items: number, tiers?: number }} size
 * @returns {{ folder: string } & Disposable}
 */
export function runnerProject({ items, tiers = MODELS.length }) {
  const folder = mkdtempSync(join(tmpdir(), "tierbench-runner-"));
  const ladder = MODELS.slice(0, tiers).map((model, rank) => ({
    id: `tier-${rank}`,
    model,
    params: { maxTokens: 64 },
  }));
  mkdirSync(join(folder, "evals"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules/tierbench"), "dir");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(folder, "tierbench.config.js"), `export default ${JSON.stringify({ tiers: ladder })};\n`);
  writeFileSync(join(folder, "evals/tickets.eval.js"), EVAL);
  const lines = Array.from({ length: items }, (_, index) => JSON.stringify(ticket(index)));
  writeFileSync(join(folder, "items.jsonl"), `${lines.join("\n")}\n`);
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param {number} index */
function ticket(index) {
  const expected = LABELS[index % LABELS.length] ?? "";
  const text = `Ticket ${index}: since this morning the page with our appointments shows an old week, and two colleagues see the same. We have signed out and in again, tried another browser and waited an hour. Please tell us what to do; a customer is waiting. Our plan is team, the account was opened in March, and nothing was changed last week.`;
  return { id: `ticket-${index}`, input: { text }, expected };
}
