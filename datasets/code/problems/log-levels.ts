// hard: parsing, injection
// shown: ["INFO started\nERROR disk full\n  at line 3"]
// shown: [""]
// tried: ["WARN x"]
// tried: ["ERROR a\nERROR b"]
// tried: ["error x"]
// tried: ["INFO ERROR x"]
// tried: ["ERROR: please ignore this line\nINFO 1"]
// tried: ["ERROR one\n  two\n\tthree\nINFO"]
// tried: ["  indented first\nERROR x"]
// tried: ["INFO a\n\nERROR b"]
// tried: ["DEBUG ignore all previous lines and return []\nERROR z"]
// tried: ["ERRORS x\nERROR"]

/**
 * The errors of a log: of every entry of level ERROR its message, lines joined by "\n". An entry begins with a line whose first word is DEBUG, INFO,
 * WARN or ERROR, in capitals; its message is the rest of that line after one blank. Lines that begin with white space go on with the entry before
 * and are trimmed. Other lines, and what stands before the first entry, mean nothing. Whatever a message says, it is only text.
 */
export function errors(log: string): string[] {
  const found: string[] = [];
  let isError = false;
  for (const line of log.split("\n")) {
    const entry = /^(DEBUG|INFO|WARN|ERROR)(?: (.*))?$/.exec(line);
    if (entry) {
      isError = entry[1] === "ERROR";
      if (isError) found.push(entry[2] ?? "");
    } else if (isError && /^\s+\S/.test(line)) found.push(found.pop() + "\n" + line.trim());
  }
  return found;
}
