/** What the API takes in one batch: requests, and bytes with room for what surrounds them. */
export const BATCH_LIMITS = { requests: 100_000, bytes: 240_000_000 } as const;
