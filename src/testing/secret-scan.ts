/**
 * Secrets that must turn up nowhere, and the search for them in raw bytes.
 * @module
 */

/** One of each kind that a machine may hold, with characters that URLs and JSON spell differently. */
export const CANARIES = {
  key: 'Qz7vB2kY"9xRw4/mN8+sTc6Lp3Hd5',
  token: 'Wf5jX8nC"2gVt7/bK4+yUe9Ra6Mq3',
  baseUrl: 'Hk3pD9sL"6wZc1/vT7+xGn4Bj8Yf2',
  proxy: 'Ur8mJ4tQ"1eXd6/cP9+zLv2Kw5Ns7',
  header: 'Bn6yG1fV"8rMk3/sD5+qJx9Tz4Cw2',
  git: 'Xc4wE7hT"5uPb9/jF2+nVs6Qy1Gk8',
} as const;

/** The ways in which a secret may be spelt: in whole, in part, and encoded. */
export function spellingsOf(secret: string): { readonly [form: string]: string } {
  const bytes = Buffer.from(secret);
  return {
    plain: secret,
    beginning: secret.slice(0, 8),
    ending: secret.slice(-8),
    "base64 at 0": base64At(0, bytes),
    "base64 at 1": base64At(1, bytes),
    "base64 at 2": base64At(2, bytes),
    hex: bytes.toString("hex"),
    "upper-case hex": bytes.toString("hex").toUpperCase(),
    URL: encodeURIComponent(secret),
    JSON: JSON.stringify(secret).slice(1, -1),
  };
}

/** The digits that a secret alone decides, where so many bytes stand before it in a group of three. */
function base64At(shift: number, bytes: Buffer): string {
  const digits = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return digits.slice(Math.ceil((shift * 8) / 6), whole);
}

const WANTED = Object.entries(CANARIES).flatMap(([name, secret]) =>
  Object.entries(spellingsOf(secret)).map(([form, text]) => ({ label: `${name}, ${form}`, bytes: Buffer.from(text) })),
);

/** Which secrets are in some bytes, and how they are spelt there. */
export function secretsIn(bytes: Buffer): readonly string[] {
  return WANTED.filter((wanted) => bytes.includes(wanted.bytes)).map(({ label }) => label);
}
