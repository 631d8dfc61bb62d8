import { UsageError } from "../core/errors.js";
import type { Run } from "../core/run.js";
import { apiBaseUrl } from "../models/api-host.js";
import type { Provider } from "./open-provider.js";

/**
 * A run goes on where it was begun: answers of two hosts under one name would not be told apart, and another host does not
 * know of its batches. Whoever means it names the new host.
 *
 * @param allowed - host that the user has named with `--allow-base-url`
 * @throws UsageError naming both
 */
export function refuseOtherHost({ runId, baseUrl }: Run, provider: Provider, allowed: string | undefined): void {
  const [before, now] = [baseUrl, provider.baseUrl].map((url) => apiBaseUrl(url ?? undefined)) as [string, string];
  const { host } = new URL(now);
  if (before === now || allowed?.toLowerCase() === host) return;
  const remedy = baseUrl === null ? "unset ANTHROPIC_BASE_URL" : `set ANTHROPIC_BASE_URL to ${before}`;
  throw new UsageError(
    `run "${runId}" was begun at ${before}, and would go on at ${now}: ${remedy}; if it is meant, say --allow-base-url ${host}`,
  );
}
