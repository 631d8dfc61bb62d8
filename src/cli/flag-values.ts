import { z } from "zod";

/** What a flag may be, and what it is where it was given. */
export const withFound = (rule: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? rule : `${rule}, found ${JSON.stringify(input)}`,
});

/** Text of a flag that must be a number. */
function numberText(rule: string, isValid: (value: number) => boolean) {
  return z.string().transform((text, context) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (isValid(value)) return value;
    context.addIssue({ code: "custom", message: `${rule}, found "${text}"` });
    return z.NEVER;
  });
}

export const positiveInteger = numberText(
  "give a whole number of 1 or more",
  (value) => Number.isSafeInteger(value) && value >= 1,
);
export const foldCount = numberText(
  "give a whole number of 2 or more",
  (value) => Number.isSafeInteger(value) && value >= 2,
);
export const anyInteger = numberText("give a whole number", Number.isSafeInteger);
export const positiveNumber = numberText(
  "give a number above 0",
  (value) => value > 0 && value < Number.POSITIVE_INFINITY,
);
/** A number above 0, or one word that stands for something else. */
function numberOr<Meaning>(word: string, meaning: Meaning) {
  return z.string().transform((text, context): number | Meaning => {
    if (text === word) return meaning;
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
    context.addIssue({ code: "custom", message: `give a number above 0, or ${word}, found "${text}"` });
    return z.NEVER;
  });
}

/** What a wrong answer costs, USD; `evals`: what the evals say of their task types. */
export const failureCost = numberOr("evals", "evals" as const);
/** What a run may be charged, USD; `none`, which is null: whatever it takes. */
export const budgetCap = numberOr("none", null);
/** Points of quality or shares, as fractions. */
export const openFraction = numberText(
  "give a fraction between 0 and 1, such as 0.03",
  (value) => value > 0 && value < 1,
);
export const fraction = numberText("give a fraction from 0 to 1", (value) => value >= 0 && value <= 1);
export const confidenceLevel = numberText(
  "give a fraction between 0.5 and 1, such as 0.95",
  (value) => value > 0.5 && value < 1,
);
/** `2/4`: the second of four parts. */
export const shardPart = z.string().transform((text, context) => {
  const [index, of] = /^([0-9]+)\/([0-9]+)$/.exec(text)?.slice(1).map(Number) ?? [];
  if (index !== undefined && of !== undefined && of >= 2 && of <= 10_000 && index >= 1 && index <= of) {
    return { index, of };
  }
  context.addIssue({ code: "custom", message: `give i/n with i from 1 to n and n of 2 or more, found "${text}"` });
  return z.NEVER;
});
export const campaignName = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, withFound("use 1 to 64 of A-Z a-z 0-9 . _ -"));
export const nameList = z.string().transform((text) =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== ""),
);
/** `opus=2,haiku=0.5`: amounts of money by tier, USD. */
export const tierAmounts = z.string().transform((text, context): ReadonlyMap<string, number> => {
  const amounts = new Map<string, number>();
  for (const part of text.split(",")) {
    const [, tier, amount] = /^\s*([^=\s]+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    if (tier !== undefined && Number(amount) > 0 && !amounts.has(tier)) amounts.set(tier, Number(amount));
    else context.addIssue({ code: "custom", message: `give each tier once, as in opus=2,haiku=0.5; found "${part}"` });
  }
  return amounts;
});
export const portNumber = numberText(
  "give a port from 0 to 65535",
  (value) => Number.isInteger(value) && value >= 0 && value <= 65535,
);

export const providerName = z.enum(["anthropic", "simulator"], withFound("give anthropic or simulator"));

/** What every verb knows that asks models. */
export const providerInput = {
  "drain-ms": positiveInteger.optional(),
  "allow-base-url": z.string().optional(),
  "allow-code": z.boolean().default(false),
};

/** The flags that mean the same in every verb that has them. */
export const commonInput = {
  db: z.string().optional(),
  config: z.string().optional(),
  json: z.boolean().default(false),
  quiet: z.boolean().default(false),
  "no-progress": z.boolean().default(false),
};
