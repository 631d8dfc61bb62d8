import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Calibration } from "../core/calibration.js";
import { EXIT } from "../core/errors.js";
import type { CacheRow } from "../report/cache-view.js";
import type { CostLine } from "../runner/run-costs.js";
import {
  evalSource,
  type Ran,
  startTestApi,
  TEST_CONFIG,
  type TestProject,
  testProject,
} from "../testing/test-project.js";

const ITEMS = 12;
/** About 1,700 simulated tokens. */
const RULES = "Read the ticket with care before you name its queue. ".repeat(112);
const BOOK = {
  date: "2026-11-01",
  models: Object.fromEntries(
    TEST_CONFIG.tiers.map(({ model }, rung) => [
      model,
      [
        {
          effectiveFrom: "2026-01-01",
          currency: "USD",
          perMTok: {
            in: 4 ** rung,
            out: 5 * 4 ** rung,
            cacheWrite5m: 1.25 * 4 ** rung,
            cacheWrite1h: 2 * 4 ** rung,
            cacheRead: 0.1 * 4 ** rung,
          },
          batchMultiplier: 0.5,
          source: "test",
          retrievedAt: "2026-11-01",
        },
      ],
    ]),
  ),
};

let project: TestProject;
const cachedEval = (system = RULES) =>
  evalSource("triage", "cache: true,").replace('"Name the queue."', JSON.stringify(system));

beforeEach(() => {
  project = testProject(ITEMS);
  project.write("evals/triage.eval.ts", cachedEval());
});
afterEach(() => project[Symbol.dispose]());

async function good(args: string, env: Ran["env"] = {}): Promise<Ran> {
  const ran = await project.tierbench(args, { env });
  expect(ran.code, ran.text).toBe(EXIT.ok);
  return ran;
}

function useOwnPrices(): void {
  project.write("prices.json", JSON.stringify(BOOK));
  project.write(
    "tierbench.config.ts",
    `export default ${JSON.stringify({ ...TEST_CONFIG, priceBook: "prices.json" })};\n`,
  );
}

describe("an eval with cache: true", () => {
  it("reads all but the first prompt's beginning from the cache, says what that saved, and is billed so", async () => {
    await using api = await startTestApi(project);
    const ran = await good("run --no-progress -j 6", api.env);
    expect(ran.err).toEqual([
      expect.stringMatching(/^no caching on haiku, opus: the price book does not know what cached tokens cost/),
    ]);
    expect(ran.out.join("\n")).toMatch(
      /^cache: triage on sonnet: 9\d\.\d % of the prompt tokens read from it, saved \$0\.0\d+$/m,
    );
    const { paidTokensByModel } = api.stats();
    const { cacheReadTokens = 0, cacheWriteTokens = 0 } = paidTokensByModel["claude-sonnet-5-5"] ?? {};
    expect(cacheWriteTokens).toBeGreaterThan(1024);
    expect(cacheReadTokens).toBe(cacheWriteTokens * (ITEMS - 1));
    expect(paidTokensByModel["claude-opus-5-5"]).toMatchObject({ cacheReadTokens: 0, cacheWriteTokens: 0 });

    const bill = (await good("list --costs --json")).json as { readonly total: CostLine };
    expect((bill.total.mostNanoUsd ?? 0) / 1e9).toBeCloseTo(api.billUsd(), 12);
    expect(bill.total.leastNanoUsd).toBe(bill.total.mostNanoUsd);
  });

  it("decides on what every call costs alone, and reports what the cache did", async () => {
    useOwnPrices();
    await good("run --provider simulator --no-progress --db cached.duckdb");
    project.write("evals/triage.eval.ts", cachedEval().replace("cache: true,", ""));
    await good("run --provider simulator --no-progress --db plain.duckdb");
    const calibrated = async (db: string) => (await good(`calibrate --db ${db} --json`)).json as Calibration;
    const costsOf = ({ overall }: Calibration) => overall.map(({ tier, costUsd, quality }) => [tier, costUsd, quality]);
    const [cached, plain] = [await calibrated("cached.duckdb"), await calibrated("plain.duckdb")];
    expect(costsOf(cached)).toEqual(costsOf(plain));

    const cost = async (db: string) =>
      ((await good(`list --costs --json --db ${db}`)).json as { readonly total: CostLine }).total;
    const [with_, without] = [await cost("cached.duckdb"), await cost("plain.duckdb")];
    expect(with_.listNanoUsd).toBe(without.answersNanoUsd);
    expect(with_.answersNanoUsd).toBeLessThan((without.answersNanoUsd ?? 0) / 2);
    expect((without.answersNanoUsd ?? 0) + (with_.cacheNanoUsd ?? 0)).toBe(with_.answersNanoUsd);

    await good("report --db cached.duckdb --out cached.html");
    const html = project.read("cached.html");
    expect(html).toMatch(/Prompt cache<\/h3>/);
    expect(html).toMatch(/Decisions do not count on it/);
    await good("report --db plain.duckdb --out plain.html");
    expect(project.read("plain.html")).not.toMatch(/Prompt cache/);
  });

  it("has the cells of the same eval without it, so that its answers are taken again", async () => {
    await good("run --provider simulator --no-progress");
    project.write("evals/triage.eval.ts", cachedEval().replace("cache: true,", ""));
    expect((await good("run --provider simulator --no-progress")).err).toEqual([
      expect.stringMatching(/^36 of 36 cells taken from run_/),
    ]);
    const bill = (await good("list --costs --json")).json as { readonly total: CostLine };
    expect(bill.total).toMatchObject({ answers: 0, mostNanoUsd: 0 });
    const ran = await good("calibrate --json");
    expect((ran.json as Calibration).overall.map(({ costUsd }) => costUsd)).not.toContain(null);
  });

  it("keeps the budget although it cannot know what is cached", async () => {
    useOwnPrices();
    const short = await project.tierbench("run --provider simulator --no-progress --budget-usd 0.2");
    expect(short.code).toBe(EXIT.budget);
    const { total } = (await good("list --costs --json")).json as { readonly total: CostLine };
    expect(total.mostNanoUsd).toBeLessThanOrEqual(200_000_000);
    const rest = await good("run --resume --no-progress --budget-usd 50 --json");
    expect((rest.json as { readonly caching: readonly CacheRow[] }).caching.map(({ tier }) => tier)).toEqual([
      "haiku",
      "opus",
      "sonnet",
    ]);
  });

  it("is refused where its prompts share nothing, and told where they share too little", async () => {
    const source = evalSource("triage", "cache: true,");
    project.write("evals/triage.eval.ts", source.replace('system: "Name the queue.", ', ""));
    const refused = await project.tierbench("run --provider simulator --no-progress");
    expect([refused.code, refused.out, refused.err]).toEqual([
      EXIT.usage,
      [],
      [
        expect.stringMatching(
          /eval "triage": cache is true, but the prompts of its items begin with nothing in common/,
        ),
      ],
    ]);
    project.write("evals/triage.eval.ts", source);
    useOwnPrices();
    const told = await good("run --provider simulator --no-progress");
    expect(told.err).toEqual([
      expect.stringMatching(/^eval "triage": what its prompts share is about \d+ tokens; the API caches from 1024 on/),
    ]);
    expect(told.out.join("\n")).toMatch(
      /^cache: triage on haiku: 0\.0 % of the prompt tokens read from it, saved \$0$/m,
    );
  });
});

describe("few-shot examples in front of the item", () => {
  it("are cached with the system text; blocks of the eval's own stay what they are", async () => {
    useOwnPrices();
    const examples = `[
      { role: "user", content: ${JSON.stringify(RULES)} },
      { role: "assistant", content: [{ type: "text", text: "refund" }] },
      { role: "user", content: [{ type: "text", text: "Now:" }, { type: "text", text: item.input.text }] },
    ]`;
    const source = evalSource("triage", "cache: true,");
    project.write("evals/triage.eval.ts", source.replace('[{ role: "user", content: item.input.text }]', examples));
    await using api = await startTestApi(project);
    await good("run --no-progress -j 4", api.env);
    for (const { model } of TEST_CONFIG.tiers) {
      const { cacheReadTokens = 0, cacheWriteTokens = 0 } = api.stats().paidTokensByModel[model] ?? {};
      expect(cacheWriteTokens).toBeGreaterThan(1024);
      expect(cacheReadTokens).toBe(cacheWriteTokens * (ITEMS - 1));
    }
  });
});
