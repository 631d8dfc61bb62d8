/** A routing table cannot be followed. Thrown at construction only, never while deciding. */
export class RouterTableError extends Error {
  override readonly name = "RouterTableError";
  /** Dotted path of the field, such as `routes.triage.plan.0.tier`; empty for the table as a whole. */
  readonly place: string;

  /** @param message - what was found and what to do; made to fit on one line */
  constructor(message: string, place = "", options?: ErrorOptions) {
    super(onOneLine(place === "" ? `routing table: ${message}` : `routing table, ${place}: ${message}`), options);
    this.place = place;
  }
}

const LONGEST_LINE = 400;

/** Names come from the table, so that they may hold line breaks or be very long. */
export function onOneLine(text: string, longest = LONGEST_LINE): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/[\p{Cc}\u2028\u2029]/gu, " ");
}
