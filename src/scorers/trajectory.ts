import { z } from "zod";
import type { Conversation, ToolStep } from "../core/conversation.js";
import type { Validator } from "../core/score.js";
import { CallPatternSchema, callText, fits, type CallPattern as Pattern, strangeIn } from "./_call-pattern.js";
import { endingNote } from "./_ending-note.js";
import { cannotSay, verdict } from "./_verdict.js";

export type CallPattern = z.input<typeof CallPatternSchema>;

const LabelSchema = z.looseObject({
  required: z.array(CallPatternSchema).default([]),
  forbidden: z.array(CallPatternSchema).default([]),
  /** Pairs of places in `required`: the first call has to come before the second. */
  order: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])).default([]),
});

type Label = z.output<typeof LabelSchema>;

/**
 * Validator: every required call was made and succeeded, no forbidden one was tried, and the order that the label states
 * was kept. Looks at calls and arguments, never at wording; calls that the label does not speak of are free.
 *
 * The label is `{ required?: [{ name, input? }], forbidden?: [{ name, input? }], order?: [[0, 1]] }`. A pattern names some
 * arguments, and each has to be equal. A forbidden call counts although the tool refused it: next time it may not.
 *
 * A pattern of a tool that the eval does not have, or with an argument that its schema does not list, is a validator failure:
 * misspelt, what is forbidden would never be made.
 *
 * @returns 0 on a forbidden call or a broken order, else the share of the required calls
 */
export function trajectory(): Validator {
  const name = "trajectory";
  const version = "2";
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, conversation }) {
      if (conversation === undefined) return cannotSay(name, "no conversation: the eval has no tools");
      const label = LabelSchema.safeParse(item.expected);
      const problem = label.success
        ? problemOf(label.data, conversation)
        : "expected needs required, forbidden or order";
      if (!label.success || problem !== null) return cannotSay(name, `item "${item.id}": ${problem}`);
      const { value, reason } = judged(label.data, conversation.steps);
      return verdict(name, version, value, `${reason}${endingNote(conversation)}`);
    },
  };
}

/** Why the label could not be kept, or could not be broken; null where it says what is meant. */
function problemOf({ required, forbidden, order }: Label, { tools }: Conversation): string | null {
  if (required.length === 0 && forbidden.length === 0) return "expected has neither required nor forbidden calls";
  const outside = order.flat().find((at) => at >= required.length);
  if (outside !== undefined) return `expected.order names required call ${outside}, of ${required.length}`;
  const strange = [...required, ...forbidden].map((one) => strangeIn(one, tools)).find((found) => found !== null);
  if (strange) return `expected names a call that cannot be made, of no ${strange}`;
  const both = required.find((one) => forbidden.some((other) => fits(one, other)));
  if (both !== undefined) return `expected requires and forbids ${callText(both)}; take one of them out`;
  const [first, second] = (order.find((pair) => isNeverKept(pair, required)) ?? []).map((at) => required[at]);
  if (first === undefined || second === undefined) return null;
  return `expected.order wants ${callText(first)} before ${callText(second)}, which it is itself; correct one of them`;
}

/** Every call that fits the first fits the second too, so that none of the second can be later. */
function isNeverKept([first, second]: readonly [number, number], required: readonly Pattern[]): boolean {
  const [one, other] = [required[first], required[second]];
  return one !== undefined && other !== undefined && fits(one, other);
}

function judged(
  { required, forbidden, order }: Label,
  steps: readonly ToolStep[],
): { readonly value: number; readonly reason: string } {
  const broken = forbidden.find((pattern) => steps.some((step) => fits(step, pattern)));
  if (broken !== undefined) return { value: 0, reason: `made a forbidden call: ${callText(broken)}` };
  const made = required.map((pattern) => placesOf(pattern, steps));
  const missing = required.filter((_, at) => made[at]?.length === 0);
  if (missing.length > 0) {
    const reason = `missing: ${missing.map(callText).join("; ")}`;
    return { value: (required.length - missing.length) / required.length, reason };
  }
  const late = order.find(([first, second]) => !((made[first]?.[0] ?? 0) < (made[second]?.[0] ?? 0)));
  const [first, second] = (late ?? []).map((at) => required[at]);
  if (first !== undefined && second !== undefined) {
    return { value: 0, reason: `${callText(first)} has to come before ${callText(second)}` };
  }
  return { value: 1, reason: "the calls are as required" };
}

/** Where a call that fits has succeeded. */
function placesOf(pattern: Pattern, steps: readonly ToolStep[]): readonly number[] {
  return steps.flatMap((step, at) => (step.result?.isError === false && fits(step, pattern) ? [at] : []));
}
