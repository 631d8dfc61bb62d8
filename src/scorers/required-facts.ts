import { z } from "zod";
import type { Validator } from "../core/score.js";
import { cannotSay, verdict } from "./_verdict.js";

const FactsSchema = z.looseObject({
  facts: z.array(z.object({ name: z.string(), anyOf: z.array(z.string().min(1)).min(1) })).min(1),
  forbidden: z.array(z.string().min(1)).default([]),
});

/**
 * Validator: the share of required facts that the answer states, 0 where it
 * states something forbidden.
 *
 * The label is `{ facts: [{ name, anyOf }], forbidden? }`. A fact is stated when
 * one of its spellings occurs, whatever the case and white space.
 */
export function requiredFacts(): Validator {
  const name = "required-facts";
  const version = "1";
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const label = FactsSchema.safeParse(item.expected);
      if (!label.success) return cannotSay(name, `item "${item.id}": expected needs facts: [{ name, anyOf }]`);
      const said = fold(text);
      const invented = label.data.forbidden.find((phrase) => said.includes(fold(phrase)));
      if (invented !== undefined) return verdict(name, version, 0, `states what it must not: "${invented}"`);
      const { facts } = label.data;
      const missing = facts.filter(({ anyOf }) => !anyOf.some((spelling) => said.includes(fold(spelling))));
      const share = (facts.length - missing.length) / facts.length;
      const reason =
        missing.length === 0 ? "all facts stated" : `missing: ${missing.map((fact) => fact.name).join(", ")}`;
      return verdict(name, version, share, reason);
    },
  };
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
