import { UsageError } from "../core/errors.js";
import type { Tier } from "../core/tier.js";
import type { PriceBook } from "../models/price-book.js";
import type { Project } from "./load-project.js";
import { suggestion } from "./nearest-name.js";

/**
 * What a configuration says of tiers must be about tiers that there are: before anything is paid, not when it is calibrated.
 * @throws UsageError naming the field
 */
export function refuseUnknownTiers({ config: { reference, rates }, tiers }: Project): void {
  const known = tiers.map(({ id }) => id);
  const named = [
    ...(reference === undefined ? [] : [["reference", reference] as const]),
    ...Object.keys(rates).map((tier) => ["rates", tier] as const),
  ];
  const wrong = named.find(([, tier]) => !known.includes(tier));
  if (wrong === undefined) return;
  const [field, tier] = wrong;
  throw new UsageError(
    `configuration field "${field}": unknown tier "${tier}"${suggestion(tier, known)}; one of: ${known.join(", ")}`,
  );
}

/** A line where a tier stands before one that costs less by token, in and out; null where none does, as far as prices are known. */
export function oddOrder(tiers: readonly Tier[], book: PriceBook, atMs: number): string | null {
  const tokenPrices = ({ model }: Tier) => book.priceAt(model, atMs)?.perMTok ?? null;
  for (const [index, next] of tiers.slice(1).entries()) {
    const tier = tiers[index] ?? next;
    const [price, other] = [tokenPrices(tier), tokenPrices(next)];
    if (price === null || other === null || price.in <= other.in || price.out <= other.out) continue;
    return `tiers are listed cheapest first, and the last is the reference unless the configuration names one; "${tier.id}" (${tier.model}) costs more by token than "${next.id}" (${next.model}), which stands after it`;
  }
  return null;
}
