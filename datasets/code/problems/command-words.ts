// hard: parsing
// shown: ["cp 'my file' b"]
// shown: ["a\\ b c"]
// tried: [""]
// tried: ["   "]
// tried: ["a  b"]
// tried: ["''"]
// tried: ["a''b"]
// tried: ["\"x y\"z"]
// tried: ["'it'\\''s'"]
// tried: ["a \"\" b"]
// tried: ["\"a\\\"b\""]
// tried: ["'a\\b'"]
// tried: ["x\\\\y"]
// tried: ["open 'quote"]

/**
 * Splits a command line into words. Blanks separate. Between single quotes everything is literal; between double quotes
 * too, but a backslash makes the next character literal; so it does outside of quotes. Quotes may begin and end within a
 * word, and '' is an empty word. null where a quote is not closed.
 */
export function words(line: string): string[] | null {
  const found: string[] = [];
  let word: string | null = null;
  let quote = "";
  for (let index = 0; index < line.length; index += 1) {
    const sign = line[index]!;
    if (quote === "'" && sign !== "'") word += sign;
    else if (sign === "\\") word = (word ?? "") + (line[(index += 1)] ?? "");
    else if (quote !== "") {
      if (sign === quote) quote = "";
      else word += sign;
    } else if (sign === "'" || sign === '"') {
      quote = sign;
      word ??= "";
    } else if (sign === " ") {
      if (word !== null) found.push(word);
      word = null;
    } else word = (word ?? "") + sign;
  }
  if (quote !== "") return null;
  return word === null ? found : [...found, word];
}
