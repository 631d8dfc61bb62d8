// medium: grids, state machines
// shown: [[".o.",".o.",".o."]]
// shown: [[]]
// tried: [["."]]
// tried: [["o"]]
// tried: [["oo","oo"]]
// tried: [["oo.","o.."]]
// tried: [["ooo"]]
// tried: [["...","ooo","..."]]
// tried: [["o.o",".o.","o.o"]]
// tried: [["oooo","oooo"]]
// tried: [["o..o",".oo.",".oo.","o..o"]]
// tried: [["..o","o.o",".oo"]]

/**
 * One step of a colony on a board with edges: a cell "o" stays alive with one or two living neighbours among the four
 * beside, above and below it; an empty cell "." comes alive with exactly two. All cells change at once.
 */
export function step(board: string[]): string[] {
  return board.map((line, row) =>
    [...line]
      .map((cell, column) => {
        const around = [board[row - 1]?.[column], board[row + 1]?.[column], line[column - 1], line[column + 1]];
        const living = around.filter((other) => other === "o").length;
        return (cell === "o" ? living >= 1 && living <= 2 : living === 2) ? "o" : ".";
      })
      .join(""),
  );
}
