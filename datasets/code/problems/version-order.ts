// medium: versions
// shown: ["1.2.10","1.2.9"]
// shown: ["1.0","1.0.0"]
// tried: ["1","2"]
// tried: ["2","1"]
// tried: ["1.0.0-rc.1","1.0.0"]
// tried: ["1.0.0","1.0.0-rc.1"]
// tried: ["1.0.0-a","1.0.0-b"]
// tried: ["1.0.0-rc.2","1.0.0-rc.10"]
// tried: ["0.9","0.10"]
// tried: ["3.1.4","3.1.4"]
// tried: ["1.2","1.2.0.1"]
// tried: ["10.0","9.99"]
// tried: ["1.0-b","1.0.0-a"]
// tried: ["1.9-a","1.9.0-b"]

/**
 * Compares two versions: -1 if the first is older, 1 if it is newer, 0 if they are the same. Numbers between points are
 * compared as numbers, missing ones count as 0. A version with a suffix after "-" is older than the same one without;
 * two suffixes are compared as text, character by character (so "rc.10" is older than "rc.2").
 */
export function compareVersions(a: string, b: string): number {
  const split = (version: string) => {
    const at = version.indexOf("-");
    const numbers = (at < 0 ? version : version.slice(0, at)).split(".").map(Number);
    return { numbers, suffix: at < 0 ? null : version.slice(at + 1) };
  };
  const [left, right] = [split(a), split(b)];
  for (let index = 0; index < Math.max(left.numbers.length, right.numbers.length); index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  if (left.suffix === right.suffix) return 0;
  if (left.suffix === null) return 1;
  if (right.suffix === null) return -1;
  return left.suffix < right.suffix ? -1 : 1;
}
