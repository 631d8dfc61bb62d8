// medium: state machines
// shown: [["a","b","undo"]]
// shown: [["undo"]]
// tried: [[]]
// tried: [["a"]]
// tried: [["a","undo","redo"]]
// tried: [["a","undo","b","redo"]]
// tried: [["redo"]]
// tried: [["a","b","undo","undo","redo"]]
// tried: [["a","undo","undo","b"]]
// tried: [["a","b","c","undo","undo","redo","redo","redo"]]
// tried: [["x","undo","redo","undo"]]
// tried: [["a","b","undo","c","undo","redo"]]

/**
 * The text of an editor after some commands: "undo" takes back the last word that was typed, "redo" puts back what was taken back last;
 * both do nothing where there is nothing to do. Anything else is a word that is typed; after that nothing can be redone. Words are joined by
 * single blanks.
 */
export function edited(commands: string[]): string {
  const typed: string[] = [];
  let undone: string[] = [];
  for (const command of commands) {
    if (command === "undo") undone.push(...typed.splice(-1));
    else if (command === "redo") typed.push(...undone.splice(-1));
    else {
      typed.push(command);
      undone = [];
    }
  }
  return typed.join(" ");
}
