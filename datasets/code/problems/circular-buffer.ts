// medium: state machines
// shown: [2,["put a","put b","put c","get"]]
// shown: [1,["get"]]
// tried: [1,[]]
// tried: [1,["put a","get","get"]]
// tried: [3,["put a","put b","get","put c","get","get"]]
// tried: [2,["put a","put b","put c","put d","get","get","get"]]
// tried: [1,["put x","put y","get"]]
// tried: [2,["get","put q","get"]]
// tried: [2,["put a b","get"]]
// tried: [3,["put 1","put 2","put 3","put 4","get"]]
// tried: [2,["put a","get","put b","put c","put d","get"]]

/**
 * A buffer for `size` messages. "put <message>" adds one; where the buffer is full, the oldest makes room. "get" takes out the oldest. Returns what the
 * gets gave, null where the buffer was empty.
 */
export function buffer(size: number, commands: string[]): (string | null)[] {
  const held: string[] = [];
  const given: (string | null)[] = [];
  for (const command of commands) {
    if (command === "get") given.push(held.shift() ?? null);
    else {
      held.push(command.slice(4));
      if (held.length > size) held.shift();
    }
  }
  return given;
}
