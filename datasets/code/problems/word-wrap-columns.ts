// medium: text formats
// shown: ["the quick brown fox",10]
// shown: ["abcdefghij kl",5]
// tried: ["",5]
// tried: ["a",1]
// tried: ["a b c d",3]
// tried: ["  spaced   out  words ",6]
// tried: ["exactly ten",11]
// tried: ["exactly ten",10]
// tried: ["toolongword here",4]
// tried: ["one two three four five",9]
// tried: ["x yy zzz",2]
// tried: ["ab cd ef",5]

/**
 * Breaks text into lines of at most `width` characters at white space. Runs of white space count as one blank, and no
 * line begins or ends with one. A word that is longer than a line gets a line of its own and is not broken.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = last + " " + word;
    else lines.push(word);
  }
  return lines;
}
