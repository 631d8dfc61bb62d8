const SHOWN = 120;

/** Text from data for the inside of a message: no more than a reader needs. */
export function clipped(text: string, most = SHOWN): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
