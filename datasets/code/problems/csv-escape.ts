// easy: text formats
// shown: [["a","b c"]]
// shown: [["x,y","say \"hi\""]]
// tried: [[]]
// tried: [[""]]
// tried: [["",""]]
// tried: [["a\nb"]]
// tried: [["\""]]
// tried: [["1",null,"3"]]
// tried: [[" a "]]
// tried: [["a;b"]]
// tried: [["=1+1"]]
// tried: [["-5","@x"]]
// tried: [["a\rb","ok"]]

/**
 * One record of comma separated values. A field with a comma, a double quote, or a line end (\n or \r) is put in double quotes, and double quotes
 * in it are doubled. null is written as nothing. A field that begins with =, +, - or @ gets a ' in front first, so that no spreadsheet runs it.
 */
export function record(cells: (string | null)[]): string {
  return cells
    .map((cell) => (cell ?? "").replace(/^[=+\-@]/, "'$&"))
    .map((cell) => (/[",\n\r]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell))
    .join(",");
}
