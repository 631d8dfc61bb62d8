/** How long a cached beginning of a prompt is kept after it was last used. */
export type CacheLifetime = "5m" | "1h";

const LIFETIME_MS: { readonly [lifetime in CacheLifetime]: number } = { "5m": 300_000, "1h": 3_600_000 };

/** The beginning of a prompt up to a cache breakpoint. */
export interface CachedBeginning {
  /** Equal exactly when everything before the breakpoint is. */
  readonly key: string;
  readonly tokens: number;
  readonly lifetime: CacheLifetime;
}

/** Tokens of one prompt that came from the cache, and that went into it. */
export interface CacheUse {
  readonly cacheReadTokens: number;
  /** Of every lifetime. */
  readonly cacheWriteTokens: number;
  readonly cacheWrite1hTokens: number;
}

export const NO_CACHE_USE: CacheUse = Object.freeze({
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
});

export interface PromptCacheOptions {
  /** Wall clock, milliseconds. @defaultValue the system's */
  readonly nowMs?: () => number;
  /** Shorter beginnings are not cached, without a word, as at the real API. @defaultValue 1024 */
  readonly minTokens?: number;
}

/** What the models of a simulator remember of prompts. An entry is there only once the answer that made it has been given. */
export class PromptCache {
  readonly #nowMs: () => number;
  readonly #minTokens: number;
  /** By model and beginning: until when it is kept. */
  readonly #entries = new Map<string, number>();

  constructor({ nowMs = Date.now, minTokens = 1024 }: PromptCacheOptions = {}) {
    this.#nowMs = nowMs;
    this.#minTokens = minTokens;
  }

  /** @param beginnings - of one prompt, by length, shortest first */
  use(model: string, beginnings: readonly CachedBeginning[]): CacheUse {
    const kept = beginnings.filter(({ tokens }) => tokens >= this.#minTokens);
    const longest = kept.at(-1);
    if (longest === undefined) return NO_CACHE_USE;
    const now = this.#nowMs();
    const read = kept.findLast(({ key }) => (this.#entries.get(entryOf(model, key)) ?? 0) > now)?.tokens ?? 0;
    const written = longest.tokens - read;
    return {
      cacheReadTokens: read,
      cacheWriteTokens: written,
      cacheWrite1hTokens: longest.lifetime === "1h" ? written : 0,
    };
  }

  /** Remembers the beginnings of a prompt that has been answered; what was there already is kept anew. */
  keep(model: string, beginnings: readonly CachedBeginning[]): void {
    for (const { key, tokens, lifetime } of beginnings) {
      if (tokens < this.#minTokens) continue;
      this.#entries.set(entryOf(model, key), this.#nowMs() + LIFETIME_MS[lifetime]);
    }
  }
}

function entryOf(model: string, key: string): string {
  return `${model} ${key}`;
}
