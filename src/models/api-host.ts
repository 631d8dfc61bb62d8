import { UsageError } from "../core/errors.js";

/** Where the Messages API is, unless a base URL says otherwise. */
export const DEFAULT_BASE_URL = "https://api.anthropic.com";

const LOOPBACK_V4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/**
 * Checks where the key may go: https to any host that was named, plain http to
 * this machine only.
 *
 * @returns the URL without a trailing slash
 * @throws UsageError if it is not such a URL, or carries credentials, a query or a fragment
 */
export function apiBaseUrl(baseUrl: string = DEFAULT_BASE_URL): string {
  if (!URL.canParse(baseUrl)) {
    throw new UsageError(`base URL "${baseUrl}" is not a URL; give one like ${DEFAULT_BASE_URL}`);
  }
  const url = new URL(baseUrl);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new UsageError(`base URL of host ${url.host}: leave out user, password, query and fragment`);
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))) {
    return url.href.replace(/\/+$/, "");
  }
  throw new UsageError(
    `base URL "${baseUrl}" would send the API key over ${url.protocol.slice(0, -1)} to ${url.hostname || "no host"}; use https (http is for loopback hosts only)`,
  );
}

/** Whether a base URL that was checked names this machine, where only a simulator or a proxy listens. */
export function isOnThisMachine(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && isLoopback(new URL(baseUrl).hostname);
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || LOOPBACK_V4.test(hostname);
}
