// easy: grids
// shown: ["A1"]
// shown: ["C12"]
// tried: ["A12"]
// tried: ["B1"]
// tried: ["Z1"]
// tried: ["AA1"]
// tried: ["AB3"]
// tried: ["b2"]
// tried: ["ZZ9"]
// tried: ["C0"]
// tried: ["D007"]
// tried: ["BA10"]

/**
 * Reads the name of a seat, letters for the row and a number within it, as [row, place], both counted from 0. Rows are
 * named A to Z, then AA, AB and so on; small letters mean the same. Place "1" is the first; "0" gives -1.
 */
export function seat(name: string): [number, number] {
  const letters = name.replace(/\d/g, "").toUpperCase();
  let row = 0;
  for (const letter of letters) row = row * 26 + letter.charCodeAt(0) - 64;
  return [row - 1, Number(name.slice(letters.length)) - 1];
}
