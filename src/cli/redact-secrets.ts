import type { ModelClient } from "../core/model-client.js";

const REDACTED = "[key]";
/** So much of a secret is enough to know it by: a message may have been cut in the middle of it. */
const TELLING_LENGTH = 12;

/**
 * A client from whose results secrets are taken out by their values: what the
 * other side repeats of a request ends up in the results, in reports and on screens.
 */
export function withoutSecrets(client: ModelClient, secrets: readonly string[]): ModelClient {
  const redact = redactor(secrets);
  return {
    async send(request, options) {
      const { afterAttempt } = options;
      const told =
        afterAttempt === undefined
          ? options
          : {
              ...options,
              afterAttempt: (attempt: Parameters<typeof afterAttempt>[0]) => afterAttempt(redact(attempt)),
            };
      return redact(await client.send(request, told));
    },
  };
}

/** Plain data with every occurrence of a secret, or of its beginning, replaced; as it is where there is none. */
export type Redact = <T>(value: T) => T;

/** Everything that can be done once is: this runs twice for every call. */
export function redactor(secrets: readonly string[]): Redact {
  const spelt = secrets.flatMap(spellings);
  const beginnings = [...new Set(spelt.map((secret) => secret.slice(0, TELLING_LENGTH)))];
  return <T>(value: T) => (holdsAny(value, beginnings) ? (cleaned(value, spelt) as T) : value);
}

/** As it is, and as it stands in a URL or within JSON. */
function spellings(secret: string): readonly string[] {
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])];
}

function holdsAny(value: unknown, beginnings: readonly string[]): boolean {
  if (typeof value === "string") return beginnings.some((beginning) => value.includes(beginning));
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((entry) => holdsAny(entry, beginnings));
}

function cleaned(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return secrets.reduce(textWithout, value);
  if (Array.isArray(value)) return value.map((entry) => cleaned(entry, secrets));
  if (typeof value !== "object" || value === null) return value;
  // Names of fields are this program's own words, whatever a key may be called.
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, cleaned(entry, secrets)]));
}

function textWithout(text: string, secret: string): string {
  const beginning = secret.slice(0, TELLING_LENGTH);
  let rest = text;
  let clean = "";
  for (let at = rest.indexOf(beginning); at >= 0; at = rest.indexOf(beginning)) {
    let length = beginning.length;
    while (length < secret.length && rest[at + length] === secret[length]) length += 1;
    clean += rest.slice(0, at) + REDACTED;
    rest = rest.slice(at + length);
  }
  return clean + rest;
}
