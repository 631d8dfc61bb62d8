import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadEvals, loadProject } from "./cli/load-project.js";
import { main } from "./cli/main.js";
import { readTable } from "./core/table-file.js";
import { testEffects } from "./testing/test-effects.js";
import { verifyDataset } from "./testing/verify-dataset.js";

const ROOT = dirname(import.meta.dirname);
const SHIPPED = readdirSync(join(ROOT, "evals"))
  .filter((name) => name.endsWith(".eval.ts"))
  .map((name) => name.replace(".eval.ts", ""));
/** Words, not numbers: items must differ in more than those. */
const SIGNS = ["high tide", "low tide", "spring tide", "neap tide", "slack water", "storm surge", "king tide", "ebb"];
const PLACES = ["the pier", "a lock", "our slipway", "the ford", "an island path", "the ferry ramp", "a boathouse"];

const EVAL = `import { defineEval, inputText, labelMatch, oneOf, validatorSignal } from "tierbench";

export default defineEval({
  taskType: "tide-gate",
  dataset: "datasets/tide-gate",
  prompt: (item) => ({
    system: "Open or shut? Answer with one word.",
    messages: [{ role: "user", content: inputText(item, "text") }],
  }),
  scorers: [labelMatch()],
  signals: [validatorSignal(oneOf(["open", "shut"]))],
  failureCostUsd: 3,
});
`;

/** The shipped evals and datasets, and one more of each: nothing else. */
function projectWithOneMore(): string {
  const folder = mkdtempSync(join(tmpdir(), "tierbench-eleventh-"));
  for (const name of ["evals", "datasets"]) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const dataset = join(folder, "datasets/tide-gate");
  mkdirSync(dataset);
  const items = SIGNS.flatMap((sign, row) =>
    PLACES.map((place, column) => ({
      id: `tg-${row}-${column}`,
      input: { text: `At ${place} the board says ${sign} and the keeper asks about the gate.` },
      expected: (row + column) % 2 === 0 ? "open" : "shut",
      difficulty: ["easy", "medium", "hard"][(row + column) % 3],
    })),
  );
  writeFileSync(join(dataset, "items.jsonl"), items.map((item) => JSON.stringify(item)).join("\n"));
  writeFileSync(
    join(dataset, "dataset.json"),
    JSON.stringify({ name: "tide-gate", version: "1", labels: ["open", "shut"] }),
  );
  writeFileSync(join(folder, "evals/tide-gate.eval.ts"), EVAL);
  return folder;
}

describe("one more task type", () => {
  it("takes an eval and a dataset: it is run, decided, routed and verified with the others", async () => {
    const cwd = projectWithOneMore();
    const effects = testEffects({ cwd, nowMs: Date.now() });
    const tierbench = async (words: string) => {
      const code = await main(words.split(" "), effects);
      expect({ words, code, said: code === 0 ? "" : effects.text }).toEqual({ words, code: 0, said: "" });
    };
    await tierbench(`run tide-gate ${SHIPPED[0]} --provider simulator --limit 40 --quiet`);
    await tierbench("calibrate --quiet");
    await tierbench("report");
    await tierbench("route routing-table.json --task-type tide-gate");
    const table = readTable(readFileSync(join(cwd, "routing-table.json"), "utf8"), "routing-table.json");
    expect(new Set(Object.keys(table.routes))).toEqual(new Set([SHIPPED[0], "tide-gate"]));
    const all = await loadEvals(await loadProject(cwd), []);
    expect(all.map(({ evaluation }) => evaluation.taskType)).toEqual([...SHIPPED, "tide-gate"].sort());
    const one = all.find(({ evaluation }) => evaluation.taskType === "tide-gate");
    const verified = one === undefined ? null : await verifyDataset(cwd, one);
    expect(verified).toMatchObject({ items: 56, references: { tried: 56, asExpected: 56 } });
    expect(verified?.mutations.asExpected).toBe(verified?.mutations.tried);
  });

  it("is known to nothing else: no source names a shipped task type", () => {
    const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter(
      (name) => /\.(ts|js|sql)$/.test(name) && !/\.test\.ts$|^testing\//.test(name),
    );
    const distinct = SHIPPED.filter((name) => name.includes("-"));
    expect(distinct.length).toBeGreaterThan(3);
    const naming = sources.filter((name) => {
      const text = readFileSync(join(ROOT, "src", name), "utf8");
      return distinct.some((type) => text.includes(`"${type}"`) || text.includes(`/${type}`));
    });
    expect(naming).toEqual([]);
  });
});
