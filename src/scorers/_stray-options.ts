import { UsageError } from "../core/errors.js";

/**
 * A type check does not reach an eval that is loaded as it is: an option that is misspelt would be left out in silence.
 *
 * @param stray - what is left of the options once those that there are have been taken out
 * @throws UsageError naming the first
 */
export function refuseStray(scorer: string, stray: object): void {
  const [name] = Object.keys(stray);
  if (name !== undefined) throw new UsageError(`${scorer}: there is no option "${name}"; correct it or take it out`);
}

/**
 * Nor does it reach an option that is missing, which would be a TypeError of ours.
 *
 * @throws UsageError where there are no options, or one of those that are needed is not among them
 */
export function needOptions(scorer: string, options: object | undefined, ...needed: readonly string[]): void {
  const given = new Map(Object.entries(options ?? {}));
  if (needed.every((name) => given.get(name) !== undefined)) return;
  const found = given.size === 0 ? "nothing" : [...given.keys()].join(", ");
  throw new UsageError(`${scorer} needs ${needed.join(" and ")}, found ${found}`);
}
