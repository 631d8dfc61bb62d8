/** Columns that text for people keeps to. */
export const TEXT_WIDTH = 98;

/** Breaks a sentence at spaces into lines that start with an indent. A word longer than a line stays whole. */
export function wrapText(text: string, indent: string, width: number = TEXT_WIDTH): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => indent + one).join("\n");
}

/** A titled sentence: the title stands in a column of its own, the text beside it. */
export function titledText(title: string, text: string, column: number): string {
  return title.padEnd(column) + wrapText(text, " ".repeat(column)).slice(column);
}
