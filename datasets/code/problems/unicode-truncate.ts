// hard: unicode, strings
// shown: ["naïve café",6]
// shown: ["👍👍👍",2]
// tried: ["",3]
// tried: ["abc",3]
// tried: ["abcd",3]
// tried: ["abcd",1]
// tried: ["👩‍👩‍👧 family",2]
// tried: ["e\u0301e\u0301e\u0301",2]
// tried: ["🇩🇪🇫🇷🇪🇸",2]
// tried: ["日本語",2]
// tried: ["ab",0]
// tried: ["👍🏽ok",2]
// tried: ["a👍b",3]

/**
 * Shortens text to at most `limit` characters as a reader counts them (grapheme clusters: a flag, an accented letter or a
 * family emoji is one). Where something is cut off, the last character that fits gives way to "…"; with a limit of 0
 * the result is "".
 */
export function truncate(text: string, limit: number): string {
  const parts = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map((part) => part.segment);
  if (parts.length <= limit) return text;
  return limit === 0 ? "" : parts.slice(0, limit - 1).join("") + "…";
}
