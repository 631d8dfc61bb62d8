// medium: strings
// shown: [["listen","silent","enlist","google"]]
// shown: [[]]
// tried: [["a"]]
// tried: [["ab","ba","Ab"]]
// tried: [["b","a","b"]]
// tried: [["abc","def"]]
// tried: [["No on","noon"]]
// tried: [["",""]]
// tried: [["tea","ate","eat","tan","nat"]]
// tried: [["aab","aba","abb"]]
// tried: [["Ea","ae","eA","x"]]

/**
 * Groups words that have the same letters the same number of times, whatever their case. Groups come in the order of their
 * first word; words within in the order in which they were given, also if they are equal. Blanks count as letters.
 */
export function anagrams(words: string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const key = [...word.toLowerCase()].sort().join("");
    groups.set(key, [...(groups.get(key) ?? []), word]);
  }
  return [...groups.values()];
}
