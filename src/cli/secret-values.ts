import type { Effects } from "./effects.js";

/** A shorter value would take ordinary words out of everything that is said. */
const LEAST_LENGTH = 8;
const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
const URLS = ["ANTHROPIC_BASE_URL", ...PROXIES, ...PROXIES.map((name) => name.toLowerCase())];

/** What the environment holds that nobody may read: keys, tokens, passwords of proxies, headers of gateways. */
export function secretsOf(env: Effects["env"]): readonly string[] {
  const keys = [env["ANTHROPIC_API_KEY"], env["ANTHROPIC_AUTH_TOKEN"]];
  const headers = (env["ANTHROPIC_CUSTOM_HEADERS"] ?? "").split("\n").flatMap(headerSecrets);
  const passwords = URLS.flatMap((name) => userInfo(env[name] ?? ""));
  const values = [...keys, ...headers, ...passwords].map((value) => value?.trim() ?? "");
  const secrets = [...new Set(values)].filter((value) => value.length >= LEAST_LENGTH);
  // The longest first: one may be a part of another.
  return secrets.sort((a, b) => b.length - a.length);
}

/** The value of `name: value`, and what follows a scheme such as `Bearer`. */
function headerSecrets(line: string): readonly string[] {
  const value = line.slice(line.indexOf(":") + 1).trim();
  return [value, value.slice(value.lastIndexOf(" ") + 1)];
}

/** User and password of a URL, however badly the rest of it is written. */
function userInfo(url: string): readonly string[] {
  const found = /^(?:[a-z][a-z0-9+.-]*:\/*)?([^/?#]*)@/i.exec(url)?.[1];
  if (found === undefined) return [];
  // A token may stand in either place.
  return [found, ...found.split(":")].flatMap((part) => [part, decoded(part)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
