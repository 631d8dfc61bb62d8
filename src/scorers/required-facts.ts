import { z } from "zod";
import type { Validator } from "../core/score.js";
import { cannotSay, verdict } from "./_verdict.js";

/** White space alone would be found in any answer. */
const PhraseSchema = z.string().refine((text) => fold(text) !== "");
const FactsSchema = z.looseObject({
  facts: z.array(z.object({ name: z.string(), anyOf: z.array(PhraseSchema).min(1) })).min(1),
  forbidden: z.array(PhraseSchema).default([]),
});
type Facts = z.output<typeof FactsSchema>;

/**
 * Validator: the share of required facts that the answer states, 0 where it
 * states something forbidden.
 *
 * The label is `{ facts: [{ name, anyOf }], forbidden? }`. A fact is stated when
 * one of its spellings occurs, whatever the case and white space.
 */
export function requiredFacts(): Validator {
  const name = "required-facts";
  const version = "2";
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const label = FactsSchema.safeParse(item.expected);
      if (!label.success) return cannotSay(name, `item "${item.id}": expected needs facts: [{ name, anyOf }]`);
      const clash = clashIn(label.data);
      if (clash !== null) return cannotSay(name, `item "${item.id}": ${clash}`);
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

/** Why no answer could be right; null where one could. */
function clashIn({ facts, forbidden }: Facts): string | null {
  for (const phrase of forbidden) {
    const fact = facts.find(({ anyOf }) => anyOf.every((spelling) => fold(spelling).includes(fold(phrase))));
    if (fact !== undefined)
      return `whoever states fact "${fact.name}" states the forbidden "${phrase}"; take one of them out`;
  }
  return null;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
