// easy: parsing
// shown: [{"a":{"b":1,"c":{"d":2}},"e":3}]
// shown: [{}]
// tried: [{"a":1}]
// tried: [{"a":{}}]
// tried: [{"a":[1,2]}]
// tried: [{"a":null}]
// tried: [{"a.b":1,"a":{"b":2}}]
// tried: [{"x":{"y":{"z":true}}}]
// tried: [{"a":{"b":[]},"c":""}]
// tried: [{"n":{"m":{}}}]
// tried: [{"":{"":1}}]
// tried: [{"k":[{"a":1}]}]

/**
 * Flattens nested settings: the value at a.b.c gets the name "a.b.c". Lists and null are values, not opened. Empty objects
 * vanish. Where two values get the same name, the later one stays.
 */
export function flatten(settings: Record<string, unknown>): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  const visit = (part: Record<string, unknown>, prefix: string) => {
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === "object" && value !== null && !Array.isArray(value))
        visit(value as Record<string, unknown>, prefix + name + ".");
      else flat[prefix + name] = value;
    }
  };
  visit(settings, "");
  return flat;
}
