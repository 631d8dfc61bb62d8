// hard: parsing, text formats
// shown: ["a,b,c"]
// shown: ["\"x, y\",\"say \"\"hi\"\"\",z"]
// tried: [""]
// tried: [","]
// tried: ["a,,b"]
// tried: ["\"\""]
// tried: ["\"a\""]
// tried: ["\"a\nb\",c"]
// tried: ["a\"b,c"]
// tried: ["\"\"\"\""]
// tried: [" a , b "]
// tried: ["\"a,b\",\"c,d\""]
// tried: ["x,\"\",y"]

/**
 * Splits one record of comma separated values into its fields. A field that begins with a double quote ends with the
 * next single one; inside, two double quotes stand for one, and commas and line ends are ordinary. A double quote inside
 * of a field that does not begin with one is ordinary. Nothing is trimmed. The empty record has one empty field.
 */
export function fields(record: string): string[] {
  const found: string[] = [];
  let index = 0;
  for (;;) {
    let field = "";
    if (record[index] === '"') {
      index += 1;
      for (; index < record.length; index += 1) {
        if (record[index] === '"' && record[index + 1] === '"') index += 1;
        else if (record[index] === '"') break;
        field += record[index];
      }
      index += 1;
    }
    while (index < record.length && record[index] !== ",") field += record[index++];
    found.push(field);
    if (index >= record.length) return found;
    index += 1;
  }
}
