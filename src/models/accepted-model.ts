/**
 * Whether an answer of this model may count for the one that was asked for: the same,
 * an alias, or a dated snapshot of the same name.
 */
export function isAcceptedModel(requested: string, served: string, aliases: readonly string[]): boolean {
  if (served === requested || aliases.includes(served)) return true;
  return served.startsWith(`${requested}-`) && /^\d{8}$/.test(served.slice(requested.length + 1));
}
