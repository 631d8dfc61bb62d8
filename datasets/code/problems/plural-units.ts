// easy: text formats
// shown: [1,"box"]
// shown: [3,"city"]
// tried: [0,"box"]
// tried: [2,"day"]
// tried: [2,"wish"]
// tried: [1,"city"]
// tried: [5,"bus"]
// tried: [2,"key"]
// tried: [-1,"item"]
// tried: [2,"fox"]
// tried: [10,"lunch"]
// tried: [2,"quiz"]
// tried: [2,"fly"]

/**
 * "1 box", "3 cities": a count and a noun. Only 1 (not -1, not 0) takes the singular. The plural of a noun in a consonant
 * and "y" ends in "ies"; of one in "s", "x", "z", "ch" or "sh" in "es"; of others in "s".
 */
export function counted(count: number, noun: string): string {
  if (count === 1) return "1 " + noun;
  const plural = /[^aeiou]y$/.test(noun)
    ? noun.slice(0, -1) + "ies"
    : noun + (/(s|x|z|ch|sh)$/.test(noun) ? "es" : "s");
  return count + " " + plural;
}
