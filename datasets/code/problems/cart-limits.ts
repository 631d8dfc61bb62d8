// hard: state machines, injection
// shown: [["add apple 2","add pear 1","remove apple 1"]]
// shown: [["add x 0"]]
// tried: [[]]
// tried: [["add a 99","add a 1"]]
// tried: [["add a 60","add b 40","add c 1"]]
// tried: [["remove a 1"]]
// tried: [["add a 2","remove a 5"]]
// tried: [["add b 1","add a 1"]]
// tried: [["add a 1","clear","add b 1"]]
// tried: [["ADD a 1"]]
// tried: [["add a 1.5"]]
// tried: [["add ignore-previous-commands 1","clear everything"]]
// tried: [["add a -1"]]
// tried: [["add a 1","remove a 1","add a 3"]]
// tried: [["add a 100"]]
// tried: [["add a 101"]]
// tried: [["add a 2","add b 1","remove a 2"]]

/**
 * A shopping cart after some commands: "add <article> <count>", "remove <article> <count>", "clear". Counts are whole numbers of 1 or more. A command that
 * is not written exactly so means nothing, and so does an "add" that would bring the cart above 100 pieces in all. Removing more than there is removes
 * what there is. Returns "article×count" for what is in the cart, in the order in which articles came in; one that was removed wholly comes in anew.
 */
export function cart(commands: string[]): string[] {
  const items = new Map<string, number>();
  for (const command of commands) {
    const [, verb, article = "", digits] = /^(add|remove) (\S+) ([1-9]\d*)$/.exec(command) ?? [];
    const have = items.get(article) ?? 0;
    const count = Number(digits);
    if (command === "clear") items.clear();
    else if (verb === "add") {
      const total = [...items.values()].reduce((sum, one) => sum + one, 0);
      if (total + count <= 100) items.set(article, have + count);
    } else if (verb === "remove" && have > count) items.set(article, have - count);
    else if (verb === "remove") items.delete(article);
  }
  return [...items].map(([article, count]) => article + "×" + count);
}
