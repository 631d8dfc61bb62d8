import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defineEval } from "../core/eval.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { oneOf } from "../scorers/one-of.js";
import { evalSource, itemLine, type TestProject, testProject } from "../testing/test-project.js";
import { tellWrongGold } from "./tell-wrong-gold.js";
import { wrongGold } from "./wrong-gold.js";

const ITEMS = "datasets/triage/items.jsonl";
const EVAL = "evals/triage.eval.ts";

let project: TestProject;
beforeEach(() => {
  project = testProject(8);
});
afterEach(() => project[Symbol.dispose]());

/** Items 2 and 5 get a label that the scorer of the project does not take. */
function spoilTwoLabels(): void {
  const lines = Array.from({ length: 8 }, (_, index) => {
    const line = itemLine(index);
    return index === 2 || index === 5 ? line.replace(/"expected":"\w+"/, '"expected":" refund "') : line;
  });
  project.write(ITEMS, `${lines.join("\n")}\n`);
}

const LINE =
  /^evals\/triage\.eval\.ts: the right answer to item "item-2" and 1 more of datasets\/triage fails "label" \(compared\); correct the item or the scorer, or give with referenceAnswer what would be right$/;

describe("a right answer that its own validator takes for wrong", () => {
  it("is named with file, item and remedy before the run, which goes on", async () => {
    spoilTwoLabels();
    const ran = await project.tierbench("run --provider simulator");
    expect(ran.err.filter((line) => line.includes("the right answer"))).toEqual([expect.stringMatching(LINE)]);
    expect([ran.code, ran.out[0]]).toEqual([0, expect.stringMatching(/24 of 24 cells scored/)]);
  });

  it("is named by a dry run, of the items that would be asked", async () => {
    spoilTwoLabels();
    const dry = await project.tierbench("run --dry-run --provider simulator");
    expect([dry.code, dry.err]).toEqual([0, [expect.stringMatching(LINE)]]);
    const some = await project.tierbench("run --dry-run --provider simulator --limit 2");
    expect(some.err).toEqual([expect.stringMatching(/the right answer to item "item-2" of datasets/)]);
  });

  it("is named where the validator throws on it, and the file once more where there is something to mend", async () => {
    const broken = evalSource().replace(
      "score: ({ item, text }) => (",
      'score: ({ item, text }) => { if (item.id === "item-3") throw new Error("boom\\n here"); return (',
    );
    project.write(EVAL, broken.replace('reason: "compared",\n    }),', 'reason: "compared",\n    }); },'));
    const ran = await project.tierbench("run --provider simulator");
    const said = ran.err.filter((line) => /boom|mend/.test(line));
    expect(said).toEqual([
      expect.stringMatching(/^evals\/triage\.eval\.ts: the right answer to item "item-3" of .* \(threw: boom here\)/),
      expect.stringMatching(
        /^no score: 3 × validator_error: label: threw: boom here, first at item "item-3" of evals\/triage\.eval\.ts$/,
      ),
      expect.stringMatching(/mend the scorer or signal in evals\/triage\.eval\.ts, then: npx tierbench score run_\w+$/),
    ]);
    expect([ran.code, ran.out[0]]).toEqual([4, expect.stringMatching(/21 of 24 cells scored, 3 errored, 0 missing/)]);
  });
});

const BASE = {
  taskType: "t",
  dataset: "d",
  prompt: () => ({ messages: [{ role: "user", content: "?" } as const] }),
};
const items = [...Array(200).keys()].map((index) =>
  itemFrom({ id: `i${index}`, input: {}, ...(index === 0 ? {} : { expected: index % 2 === 0 ? "a" : "b" }) }, "t"),
);

describe("a scorer that takes too long", () => {
  it("and never answers does not keep a run from beginning, and is asked no more", async () => {
    let asked = 0;
    const forever = () => {
      asked += 1;
      return new Promise<never>(() => {});
    };
    const evaluation = defineEval({ ...BASE, scorers: [{ ...oneOf(["a"]), score: forever }] });
    const notes: string[] = [];
    const plan = items.map((item) => ({ evaluation, item }));
    await tellWrongGold(plan, { note: (line) => void notes.push(line) }, 20);
    expect(notes).toEqual([
      "t: after 0.02 s its scorers had not tried every right answer, and the run begins; to try them all: npx tierbench datasets lint t",
    ]);
    expect(asked).toBe(16);
  });

  it("nor one that computes all the time", async () => {
    let asked = 0;
    const busy = () => {
      asked += 1;
      const until = performance.now() + 3;
      while (performance.now() < until);
      return { scorer: "one-of", kind: "validator" as const, version: "1", value: 1, reason: "" };
    };
    const evaluation = defineEval({ ...BASE, scorers: [{ ...oneOf(["a"]), score: busy }] });
    const notes: string[] = [];
    const plan = items.map((item) => ({ evaluation, item }));
    await tellWrongGold(plan, { note: (line) => void notes.push(line) }, 20);
    expect(notes).toEqual([expect.stringMatching(/^t: after 0\.02 s its scorers had not tried every right answer/)]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toBeLessThan(100);
  });
});

describe("wrongGold", () => {
  it("keeps the order of the items, and leaves out those without an answer, judges and programs", async () => {
    const evaluation = defineEval({ ...BASE, scorers: [oneOf(["a"])] });
    const [found, ...others] = await wrongGold(evaluation, items);
    expect(others).toEqual([]);
    expect(found?.items).toEqual(items.flatMap(({ id, expected }) => (expected === "b" ? [id] : [])));
    const program = { ...oneOf(["a"]), programLanguage: () => "python" as const };
    expect(await wrongGold(defineEval({ ...BASE, scorers: [program] }), items)).toEqual([]);
  });

  it("asks the eval for the right answer where it knows better", async () => {
    const scorers = [oneOf(["a"])];
    expect(await wrongGold(defineEval({ ...BASE, scorers, referenceAnswer: () => "a" }), items)).toEqual([]);
    const thrown = await wrongGold(
      defineEval({
        ...BASE,
        scorers,
        referenceAnswer: ({ id }) => {
          if (id === "i7") throw new Error("no idea");
          return "a";
        },
      }),
      items,
    );
    expect(thrown).toEqual([{ scorer: "one-of", items: ["i7"], reason: "threw: no idea" }]);
  });
});
