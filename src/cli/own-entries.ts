import { UsageError } from "../core/errors.js";
import { suggestion } from "./nearest-name.js";

interface Entry {
  readonly [name: string]: unknown;
}

/** What a loader asks of any module, whether it has it or not. */
const ASKED_OF_ALL = new Set(["default", "then", "__esModule"]);

/** This package's own entries, so that an eval finds `tierbench` wherever it lies, and shares it with us. */
export async function ownEntries(): Promise<{ readonly [name: string]: Entry }> {
  const [library, router] = await Promise.all([import("../index.js"), import("../router/create-router.js")]);
  return { tierbench: strict("tierbench", library), "tierbench/router": strict("tierbench/router", router) };
}

/**
 * An entry that says so where it is asked for a name that it has not: translated imports would get `undefined`, and the
 * author that it is not a function.
 */
function strict(name: string, entry: Entry): Entry {
  return new Proxy(entry, {
    get(target, key) {
      if (typeof key === "string" && !Object.hasOwn(target, key) && !ASKED_OF_ALL.has(key)) {
        throw new UsageError(`"${name}" has no export "${key}"${nearestExport(key, Object.keys(target))}`);
      }
      return Reflect.get(target, key) as unknown;
    },
  });
}

/** `; did you mean …?`: by its letters, else by its first or last word; where nothing is like it, all that there are. */
function nearestExport(key: string, names: readonly string[]): string {
  const likely = suggestion(key, names);
  if (likely !== "") return likely;
  const [first = "", last = ""] = [key.match(/^[a-z]+/)?.[0], key.match(/[A-Z][a-z]+$/)?.[0]];
  const sharing =
    names.find((one) => first.length > 2 && one === first) ?? names.find((one) => last !== "" && one.endsWith(last));
  return sharing === undefined ? `; one of: ${[...names].sort().join(", ")}` : `; did you mean ${sharing}?`;
}
