// easy: diffs
// shown: [{"a":1,"b":2},{"a":1,"b":3,"c":4}]
// shown: [{},{}]
// tried: [{"x":1},{}]
// tried: [{},{"x":1}]
// tried: [{"a":null},{"a":0}]
// tried: [{"b":1,"a":1},{"a":2,"b":2}]
// tried: [{"a":"1"},{"a":1}]
// tried: [{"a":true},{"a":true}]
// tried: [{"z":1,"y":1},{"y":1}]
// tried: [{"a":""},{"a":null}]
// tried: [{"k":0},{"k":false}]
// tried: [{"a":null},{}]

/**
 * The names of the settings that differ between two flat objects, in alphabetical order: set in one only, or to
 * different values. 1 and "1" differ, and null differs from not being set.
 */
export function changed(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !(name in before && name in after && before[name] === after[name])).sort();
}
