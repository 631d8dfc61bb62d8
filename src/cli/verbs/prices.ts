import { z } from "zod";
import { EXIT } from "../../core/errors.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { commonInput } from "../flag-values.js";
import { loadProject } from "../load-project.js";
import { textTable } from "../text-table.js";

/** `prices`: what the tool believes models cost, since when, and where it read it. */
export const pricesVerb = defineVerb({
  name: "prices",
  summary: "show the price book with its dates",
  flags: sharedFlags("config", "json"),
  input: z.strictObject({ config: commonInput.config, json: commonInput.json }),
  async run(flags, _names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const { openPriceBook } = await import("../../models/price-book.js");
    const book = openPriceBook(project.config.priceBook);
    if (flags.json) {
      effects.printJson({ date: book.date, models: Object.fromEntries(book.models) }, 2);
      return EXIT.ok;
    }
    const rows = [...book.models].flatMap(([model, prices]) =>
      prices.flatMap(({ effectiveFrom, perMTok, promptTokensOver, batchMultiplier, retrievedAt }) => {
        const row = (name: string, tokens: typeof perMTok) => [
          name,
          effectiveFrom,
          ...[tokens.in, tokens.out, tokens.cacheRead, tokens.cacheWrite5m, tokens.cacheWrite1h].map((usd) =>
            usd === null ? "unknown" : String(usd),
          ),
          batchMultiplier === null ? "unknown" : String(batchMultiplier),
          retrievedAt,
        ];
        const over = promptTokensOver
          ? [row(`  prompt over ${promptTokensOver.threshold}`, promptTokensOver.perMTok)]
          : [];
        return [row(model, perMTok), ...over];
      }),
    );
    effects.print(
      textTable(
        ["USD per million tokens", "from", "in", "out", "cache read", "write 5m", "write 1h", "batch ×", "read on"],
        rows,
      ),
    );
    effects.print(`price book of ${book.date}`);
    return EXIT.ok;
  },
});
