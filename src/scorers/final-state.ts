import { z } from "zod";
import type { Item } from "../core/item.js";
import { canonicalJson, type JsonValue, JsonValueSchema } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { endingNote } from "./_ending-note.js";
import { jsonPathText, type Leaf, parseJsonPath, withValueAt } from "./_json-path.js";
import { type StateLabel, StateScope } from "./_state-scope.js";
import { refuseStray } from "./_stray-options.js";
import { cannotSay, shownJson, verdict } from "./_verdict.js";

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
 * Every change of the label must count, and at every one of `paths` something must lie, before or as expected. Where not, the
 * eval compares less than it says: a validator failure, or whoever does nothing could be right.
 *
 * Partial credit counts places that change, or should: of what was never to be touched none is earned by leaving it alone.
 *
 * @throws UsageError on a path that cannot be read, or on `paths` without one
 */
export function finalState({ paths, ignore = [], partialCredit = false, ...stray }: FinalStateOptions = {}): Validator {
  refuseStray("finalState", stray);
  const name = "final-state";
  const version = `4:${canonicalJson({ paths: paths ?? null, ignore, partialCredit })}`;
  const scope = new StateScope(paths, ignore);
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, conversation }) {
      if (conversation === undefined) return cannotSay(name, "no conversation: the eval has no tools");
      const { initialState, state } = conversation;
      const label = labelOf(item, initialState);
      if (label === null) return cannotSay(name, `item "${item.id}": expected needs state, or changes by path`);
      const gap = scope.gapIn(label, initialState);
      if (gap !== null) return cannotSay(name, `item "${item.id}": ${gap}`);
      const [before, wanted, got] = [initialState, label.want, state].map((one) => bySpelling(scope.leavesOf(one)));
      const wrong = differing(wanted, got);
      const note = endingNote(conversation);
      if (wrong.length === 0) return verdict(name, version, 1, `the state is as expected${note}`);
      const touched = new Set([...differing(before, wanted), ...differing(before, got)]);
      const share = partialCredit ? Math.max(0, touched.size - wrong.length) / touched.size : 0;
      return verdict(name, version, share, `${describe(wrong, wanted, got)}${note}`);
    },
  };
}

/** Null where there is no label that it knows. */
function labelOf({ expected }: Item, before: JsonValue): StateLabel | null {
  const label = LabelSchema.safeParse(expected);
  if (!label.success) return null;
  if ("state" in label.data) return { want: label.data.state as JsonValue, changes: [] };
  const named = Object.entries(label.data.changes as { readonly [path: string]: JsonValue });
  const changes = named.map(([path, value]) => ({ path: parseJsonPath(path), value }));
  return { want: changes.reduce((state, { path, value }) => withValueAt(state, path, value), before), changes };
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
    .map((place) => `${place}: expected ${shownJson(sayOf(want, place))}, got ${shownJson(sayOf(got, place))}`);
  const more = wrong.length > NAMED ? [`and ${wrong.length - NAMED} more`] : [];
  return [...named, ...more].join("; ");
}
