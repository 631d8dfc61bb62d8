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
