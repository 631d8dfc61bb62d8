/** What the prompt cache did for one task type on one tier. */
export interface CacheRow {
  readonly taskType: string;
  readonly tier: string;
  /** All tokens of the prompts, however they were billed. */
  readonly promptTokens: number;
  readonly readTokens: number;
  readonly writeTokens: number;
  /** The list price without a cache less the price with it; below 0 where it cost more, null where it is not known. */
  readonly savedUsd: number | null;
}

/** Rows of several runs about the same task type and tier as one, and all of them together last. */
export function cacheView(rows: readonly CacheRow[]): readonly CacheRow[] {
  const merged = new Map<string, CacheRow>();
  for (const row of rows) {
    const place = JSON.stringify([row.taskType, row.tier]);
    const known = merged.get(place);
    merged.set(place, known === undefined ? row : sumOf(known, row));
  }
  const all = [...merged.values()];
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return all;
  return [...all, { ...others.reduce(sumOf, first), taskType: "All", tier: "" }];
}

/** Share of the prompt tokens that came from the cache, a fraction. */
export function hitRate({ promptTokens, readTokens }: CacheRow): number {
  return promptTokens === 0 ? 0 : readTokens / promptTokens;
}

function sumOf(a: CacheRow, b: CacheRow): CacheRow {
  return {
    ...a,
    promptTokens: a.promptTokens + b.promptTokens,
    readTokens: a.readTokens + b.readTokens,
    writeTokens: a.writeTokens + b.writeTokens,
    savedUsd: a.savedUsd === null || b.savedUsd === null ? null : a.savedUsd + b.savedUsd,
  };
}
