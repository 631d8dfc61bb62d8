import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TierSchema } from "../core/tier.js";
import { DEFAULT_TIERS } from "./default-ladder.js";
import { openPriceBook } from "./price-book.js";

const SDK = import.meta.resolve("@anthropic-ai/sdk");
const DECLARATIONS = fileURLToPath(new URL("./resources/messages/messages.d.ts", SDK));

/** Version numbers of the models of a line that the SDK lists, newest first, without dated snapshots. */
function versionsOf(line: string): readonly string[] {
  const union = /^export type Model = (.*);$/m.exec(readFileSync(DECLARATIONS, "utf8"))?.[1] ?? "";
  const versions = [...union.matchAll(/'claude-([a-z]+)-(\d{1,3}(?:-\d{1,3})?)'/g)]
    .filter(([, name]) => name === line)
    .map(([, , version]) => version ?? "");
  const rank = (version: string) => {
    const [major = 0, minor = 0] = version.split("-").map(Number);
    return major * 1000 + minor;
  };
  return versions.toSorted((a, b) => rank(b) - rank(a));
}

describe("DEFAULT_TIERS", () => {
  it("is a valid ladder in price order, and every rung has a price", () => {
    const book = openPriceBook();
    const prices = DEFAULT_TIERS.map(
      ({ model }) => book.priceAt(model, Date.parse(book.date))?.perMTok.out ?? Number.NaN,
    );
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    expect(prices.every((price) => price > 0)).toBe(true);
    expect(DEFAULT_TIERS.map((tier) => TierSchema.parse(tier))).toEqual(DEFAULT_TIERS);
  });

  it.each(["haiku", "sonnet", "opus"])("names the newest %s that the SDK knows", (line) => {
    const versions = versionsOf(line);
    expect(versions.length).toBeGreaterThan(1);
    expect(DEFAULT_TIERS.find(({ id }) => id === line)?.model).toBe(`claude-${line}-${versions[0]}`);
  });
});
