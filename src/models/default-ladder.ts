import type { Tier } from "../core/tier.js";

/** The newest model of each line, cheapest first: the ladder of a project that names none. */
export const DEFAULT_TIERS: readonly Tier[] = [
  { id: "haiku", model: "claude-haiku-5-5", params: { maxTokens: 1024 } },
  { id: "sonnet", model: "claude-sonnet-5-5", params: { maxTokens: 1024 } },
  { id: "opus", model: "claude-opus-5-5", params: { maxTokens: 1024 } },
];
