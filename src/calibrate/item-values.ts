/** What is known of a policy on every item, in one fixed order. */
export const ITEM_QUANTITIES = [
  "score",
  "costUsd",
  "latencyMs",
  "harm",
  "netLoss",
  "escalated",
  "underRouted",
  "overRouted",
  "wastedEscalation",
  "silentFailure",
] as const;
/** One of the quantities. */
export type ItemQuantity = (typeof ITEM_QUANTITIES)[number];

/**
 * One value per item and quantity.
 *
 * With right/wrong scores all but cost and latency are 0 or 1 per trial, and
 * their means are shares: `harm` the reference was right and the policy wrong;
 * `netLoss` score of the reference minus that of the policy, in [−1, 1];
 * `escalated` left its first tier; `underRouted` served wrong although a dearer
 * tier was right; `overRouted` served right although a cheaper tier was right
 * too; `wastedEscalation` escalated and not improved; `silentFailure` the first
 * tier's answer was taken and wrong. With graded scores they are amounts of score.
 * Cost and latency are null where any is unknown.
 */
export type ItemValues = { readonly [quantity in ItemQuantity]: Float64Array | null };

/** Builds values quantity by quantity. */
export function itemValuesBy(valuesOf: (quantity: ItemQuantity) => Float64Array | null): ItemValues {
  return Object.fromEntries(ITEM_QUANTITIES.map((quantity) => [quantity, valuesOf(quantity)])) as ItemValues;
}

/** Weighted sum of values of the same items; null where any part is null. */
export function weightedValues(parts: readonly { readonly values: ItemValues; readonly share: number }[]): ItemValues {
  return itemValuesBy((quantity) => {
    const length = parts[0]?.values.score?.length ?? 0;
    const sum = new Float64Array(length);
    for (const { values, share } of parts) {
      const own = values[quantity];
      if (own === null) return null;
      for (let i = 0; i < length; i += 1) sum[i] = (sum[i] ?? 0) + share * (own[i] ?? 0);
    }
    return sum;
  });
}

/** The values of several groups of items, one group after the other; null where any group has null. */
export function joinedValues(groups: readonly ItemValues[]): ItemValues {
  return itemValuesBy((quantity) => {
    const parts = groups.map((group) => group[quantity]);
    const known = parts.filter((part) => part !== null);
    if (known.length < parts.length) return null;
    const all = new Float64Array(known.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const part of known) {
      all.set(part, offset);
      offset += part.length;
    }
    return all;
  });
}
