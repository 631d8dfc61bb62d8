import type { ModelClient } from "../core/model-client.js";

const REDACTED = "[key]";
/** So much of a key is enough to know it by: a message may have been cut in the middle of it. */
const TELLING_LENGTH = 12;

/**
 * A client from whose results a secret is taken out by its value: what the other
 * side repeats of a request ends up in the results, in reports and on screens.
 */
export function withoutKey(client: ModelClient, key: string): ModelClient {
  return {
    async send(request, options) {
      const { afterAttempt } = options;
      const told =
        afterAttempt === undefined
          ? options
          : {
              ...options,
              afterAttempt: (attempt: Parameters<typeof afterAttempt>[0]) => afterAttempt(redacted(attempt, key)),
            };
      return redacted(await client.send(request, told), key);
    },
  };
}

/** Plain data with every occurrence of a secret, or of its beginning, replaced. */
export function redacted<T>(value: T, secret: string): T {
  return withoutSecret(value, secret) as T;
}

function withoutSecret(value: unknown, secret: string): unknown {
  if (typeof value === "string") return textWithout(value, secret);
  if (Array.isArray(value)) return value.map((entry) => withoutSecret(entry, secret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withoutSecret(entry, secret)]));
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
