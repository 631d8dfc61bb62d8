// easy: strings
// shown: ["aabbbc"]
// shown: ["zz"]
// tried: [""]
// tried: ["a"]
// tried: ["abc"]
// tried: ["aabb"]
// tried: ["zzzaaa"]
// tried: ["aAa"]
// tried: ["  x"]
// tried: ["112233334"]
// tried: ["abab"]
// tried: ["mississippi"]
// tried: ["baaab"]

/**
 * The character that is repeated most often in a row, with the length of its run: ["b", 3]. Of several the first. Upper
 * and lower case differ. An empty text gives ["", 0].
 */
export function longestRun(text: string): [string, number] {
  let best: [string, number] = ["", 0];
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    length = text[index] === text[index - 1] ? length + 1 : 1;
    if (length > best[1]) best = [text[index]!, length];
  }
  return best;
}
