// hard: parsing
// shown: ["*.ts","a.ts"]
// shown: ["a?c","abc"]
// tried: ["",""]
// tried: ["*",""]
// tried: ["?",""]
// tried: ["a*b*c","aXbYc"]
// tried: ["a*b*c","acb"]
// tried: ["**","x"]
// tried: ["*a","ba"]
// tried: ["*a","ab"]
// tried: ["a.c","abc"]
// tried: ["*.t?","x.ts"]
// tried: ["[a]","a"]
// tried: ["*aab","aaab"]
// tried: ["a*","A"]

/**
 * Whether a file name fits a pattern as a whole: "*" stands for any characters, none included, "?" for exactly one; all others for
 * themselves. Case matters.
 */
export function fits(pattern: string, name: string): boolean {
  if (pattern === "") return name === "";
  if (pattern[0] === "*") return fits(pattern.slice(1), name) || (name !== "" && fits(pattern, name.slice(1)));
  return name !== "" && (pattern[0] === "?" || pattern[0] === name[0]) && fits(pattern.slice(1), name.slice(1));
}
