import { z } from "zod";
import { JsonValueSchema } from "../core/json.js";
import type { CallResult } from "../core/program.js";
import { isSameValue } from "./_same-value.js";

/** How much of arguments and results a reason shows. */
const SHOWN_CHARACTERS = 100;

/** A call of the function that an answer is, and what must come of it. */
export const CodeCallSchema = z
  .strictObject({
    args: z.array(JsonValueSchema),
    returns: JsonValueSchema.optional(),
    /** The class of the error that the call must throw. */
    throws: z.string().optional(),
    /** Relative, below 1; numbers that are not whole are rarely equal to the last bit. @defaultValue 0 */
    tolerance: z.number().min(0).lt(1).optional(),
  })
  .refine((call) => (call.returns === undefined) !== (call.throws === undefined), "needs returns or throws, not both");
export type CodeCall = z.infer<typeof CodeCallSchema>;

/** Whether a call came to what it must. */
export function isAsWanted({ returns, throws, tolerance }: CodeCall, result: CallResult | undefined): boolean {
  if (result?.kind === "threw") return throws !== undefined && result.classes.includes(throws);
  return result?.kind === "returned" && returns !== undefined && isSameValue(returns, result.value, tolerance);
}

/** The call and what came of it, without what was wanted. */
export function describeCall(entry: string, { args }: CodeCall, result: CallResult | undefined): string {
  return `${entry}(${shown(args).slice(1, -1)}) ${outcomeOf(result)}`;
}

function outcomeOf(result: CallResult | undefined): string {
  if (result?.kind === "returned") return `returned ${shown(result.value)}`;
  if (result?.kind === "threw") return `threw ${shown(result.classes[0] ?? "something")}`;
  return result?.reason ?? "was not called";
}

/** Written by the program: it may be long, and nested more deeply than anything can be written. */
function shown(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  } catch {
    return "a value that is nested too deeply";
  }
}
