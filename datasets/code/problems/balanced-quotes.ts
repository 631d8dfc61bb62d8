// medium: parsing, state machines
// shown: ["say \"hi\""]
// shown: ["it's"]
// tried: [""]
// tried: ["\"'\"'"]
// tried: ["'a\"b'"]
// tried: ["\"a\\\"b\""]
// tried: ["\\'"]
// tried: ["'a\\\\'"]
// tried: ["\"open"]
// tried: ["''\"\""]
// tried: ["'a' 'b"]
// tried: ["\\\\'x'"]
// tried: ["\\"]

/**
 * Whether every quote in a line of a shell is closed. Quotes are ' and "; inside of one kind the other is an ordinary
 * character. A backslash takes the next character's meaning away, inside quotes too.
 */
export function quotesClosed(line: string): boolean {
  let open = "";
  let isPlain = false;
  for (const sign of line) {
    if (isPlain) isPlain = false;
    else if (sign === "\\") isPlain = true;
    else if (open === "" && (sign === "'" || sign === '"')) open = sign;
    else if (sign === open) open = "";
  }
  return open === "";
}
