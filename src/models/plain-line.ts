/** Text of a server, fit for a one-line message that never carries the key. */
export function plainLine(text: string, apiKey: string): string {
  const line = text.replaceAll(apiKey, "[key]").replace(/\s+/g, " ").trim();
  return line.length <= 300 ? line : `${line.slice(0, 299)}…`;
}
