// hard: parsing, strings
// shown: ["/a/./b/../c"]
// shown: ["../x"]
// tried: [""]
// tried: ["/"]
// tried: ["a//b"]
// tried: ["/../a"]
// tried: ["a/../.."]
// tried: ["./"]
// tried: ["/a/b/"]
// tried: ["a/b/../../.."]
// tried: ["..."]
// tried: ["/a/../../b"]
// tried: ["../../a/.."]

/**
 * Tidies a path of "/" separated names: "." and empty names vanish, ".." takes back the name before it. A path that
 * begins with "/" is absolute: ".." at its root vanishes. In a relative path, ".." that has nothing to take back stays.
 * No "/" at the end, except for the root "/" itself; what is left of a relative path to nowhere is ".".
 */
export function normalise(path: string): string {
  const isAbsolute = path.startsWith("/");
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (!isAbsolute) names.push("..");
  }
  const tidy = (isAbsolute ? "/" : "") + names.join("/");
  return tidy === "" ? "." : tidy;
}
