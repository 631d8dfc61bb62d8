import { z } from "zod";
import type { Conversation } from "../core/conversation.js";
import type { Item } from "../core/item.js";
import { canonicalJson, type JsonValue, JsonValueSchema } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { endingNote } from "./_ending-note.js";
import { isWithin, jsonPathText, type Leaf, leavesOf, parseJsonPath, withValueAt } from "./_json-path.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";

export interface FinalStateOptions {
  /** Only what lies at or below these paths counts. @defaultValue everything */
  readonly paths?: readonly string[];
  /** What lies at or below these paths does not count: wording, and what a model may choose freely. */
  readonly ignore?: readonly string[];
  /** The share of the changes that are right, instead of 1 only where all are. @defaultValue false */
  readonly partialCredit?: boolean;
}

/** How many differences a reason names. */
const NAMED = 3;

const LabelSchema = z.union([
  z.looseObject({ state: JsonValueSchema }),
  z.looseObject({ changes: z.record(z.string().min(1), JsonValueSchema) }),
]);

/**
 * Validator: the conversation left the environment in the expected state, and nothing else in it has changed.
 *
 * The label is `{ state }`, the whole of it, or `{ changes: { "orders.O-17.status": "cancelled" } }`, what becomes of the
 * state before the first call; `{ changes: {} }`: nothing may change. In `paths` and `ignore`, `*` stands for any one step.
 *
 * Partial credit counts places that change, or should: of what was never to be touched none is earned by leaving it alone.
 */
export function finalState({ paths, ignore = [], partialCredit = false }: FinalStateOptions = {}): Validator {
  const name = "final-state";
  const version = `3:${canonicalJson({ paths: paths ?? null, ignore, partialCredit })}`;
  const only = paths?.map(parseJsonPath) ?? null;
  const never = ignore.map(parseJsonPath);
  const counts = ({ path: place }: Leaf) =>
    (only === null || only.some((path) => isWithin(place, path))) && !never.some((path) => isWithin(place, path));
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, conversation }) {
      if (conversation === undefined) return cannotSay(name, "no conversation: the eval has no tools");
      const want = expectedState(item, conversation);
      if (want === null) return cannotSay(name, `item "${item.id}": expected needs state, or changes by path`);
      const { initialState, state } = conversation;
      const [before, wanted, got] = [initialState, want, state].map((one) => bySpelling(leavesOf(one).filter(counts)));
      const wrong = differing(wanted, got);
      const note = endingNote(conversation);
      if (wrong.length === 0) return verdict(name, version, 1, `the state is as expected${note}`);
      const touched = new Set([...differing(before, wanted), ...differing(before, got)]);
      const share = partialCredit ? Math.max(0, touched.size - wrong.length) / touched.size : 0;
      return verdict(name, version, share, `${describe(wrong, wanted, got)}${note}`);
    },
  };
}

/** The label as a whole state; null where it is none. */
function expectedState({ expected }: Item, { initialState }: Conversation): JsonValue | null {
  const label = LabelSchema.safeParse(expected);
  if (!label.success) return null;
  if ("state" in label.data) return label.data.state as JsonValue;
  const changes = Object.entries(label.data.changes as { readonly [path: string]: JsonValue });
  return changes.reduce((state, [path, value]) => withValueAt(state, parseJsonPath(path), value), initialState);
}

type Leaves = ReadonlyMap<string, JsonValue>;

function bySpelling(leaves: readonly Leaf[]): Leaves {
  return new Map(leaves.map(({ path, value }) => [jsonPathText(path), value]));
}

/** Places that do not say the same in both. */
function differing(a: Leaves = new Map(), b: Leaves = new Map()): readonly string[] {
  const places = new Set([...a.keys(), ...b.keys()]);
  return [...places].filter((place) => sayOf(a, place) !== sayOf(b, place));
}

function sayOf(leaves: Leaves | undefined, place: string): string {
  const value = leaves?.get(place);
  return value === undefined ? "nothing" : canonicalJson(value);
}

function describe(wrong: readonly string[], want: Leaves | undefined, got: Leaves | undefined): string {
  const named = wrong
    .slice(0, NAMED)
    .map((place) => `${place}: expected ${quoted(sayOf(want, place))}, got ${quoted(sayOf(got, place))}`);
  const more = wrong.length > NAMED ? [`and ${wrong.length - NAMED} more`] : [];
  return [...named, ...more].join("; ");
}
