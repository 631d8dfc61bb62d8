import { UsageError } from "../core/errors.js";
import { apiBaseUrl, DEFAULT_BASE_URL, isLoopback } from "../models/api-host.js";

/**
 * Where the key may go: to the API itself and to this machine; to any other
 * host only where it is named a second time. A variable that somebody else has
 * set must not be enough to give a key away.
 *
 * @param allowed - `host` or `host:port`, from `--allow-base-url`
 * @returns the base URL, checked; undefined: the API itself
 * @throws UsageError where the host is not the one that was named, or the URL would leak the key
 */
export function allowedBaseUrl(baseUrl: string | undefined, allowed: string | undefined): string | undefined {
  if (baseUrl === undefined || baseUrl === "") return undefined;
  const { host, hostname, origin } = new URL(apiBaseUrl(baseUrl));
  const isOurs = origin === new URL(DEFAULT_BASE_URL).origin || isLoopback(hostname);
  if (isOurs || allowed?.toLowerCase() === host) return baseUrl;
  const instead = allowed === undefined ? "" : `, and --allow-base-url names ${allowed}`;
  throw new UsageError(
    `ANTHROPIC_BASE_URL would send the API key to ${host}${instead}; if it is meant, say --allow-base-url ${host}`,
  );
}
