import type { Effects } from "./effects.js";
import { jsonText, printable } from "./printable.js";
import { redactor } from "./redact-secrets.js";
import { secretsOf } from "./secret-values.js";

/** How everything is worded that leaves the program by its standard streams. */
export interface Sayable {
  text(text: string): string;
  json(value: unknown, indent?: number): string;
}

/** Without the secrets of the environment, and without what controls a terminal or a CI log. */
export function sayable(env: Effects["env"]): Sayable {
  const secrets = secretsOf(env);
  const clean = redactor(secrets)<string>;
  return {
    text: (text) => printable(clean(text)),
    json: (value, indent) => jsonText(value, indent, clean),
  };
}
