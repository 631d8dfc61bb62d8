// medium: parsing
// shown: ["a=1&b=2&a=3"]
// shown: ["?q=caf%C3%A9+noir"]
// tried: [""]
// tried: ["?"]
// tried: ["a"]
// tried: ["a="]
// tried: ["=x"]
// tried: ["a=1&&b=2"]
// tried: ["a=b=c"]
// tried: ["x=%20+%2B"]
// tried: ["k=1&k=2&k=3"]
// tried: ["%61=A"]
// tried: ["a=1&b"]

/**
 * Reads a query string into an object from names to the list of their values, in order. A leading "?" is dropped. "+" means
 * a blank, then percent escapes are decoded. A part without "=" has the value "". Only the first "=" separates. Empty
 * parts, and parts with an empty name, are left out.
 */
export function parseQuery(query: string): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  const decode = (text: string) => decodeURIComponent(text.replace(/\+/g, " "));
  for (const part of query.replace(/^\?/, "").split("&")) {
    const at = part.indexOf("=");
    const name = decode(at < 0 ? part : part.slice(0, at));
    if (name === "") continue;
    (values[name] ??= []).push(at < 0 ? "" : decode(part.slice(at + 1)));
  }
  return values;
}
