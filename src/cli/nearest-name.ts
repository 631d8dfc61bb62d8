/** Edits that still count as a slip of the finger, per letter of the word. */
const SLIPS_PER_LETTER = 0.4;

/** The known name that a mistyped word most probably means; null where none is near. */
export function nearestName(word: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(word.length * SLIPS_PER_LETTER)) + 1;
  for (const name of known) {
    const distance = word.length > 2 && name.startsWith(word) ? 0 : editDistance(word, name);
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

/** Letters to insert, delete, replace, or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}

/** `; did you mean …?`, or nothing. */
export function suggestion(word: string, known: readonly string[], show: (name: string) => string = String): string {
  const nearest = nearestName(word, known);
  return nearest === null ? "" : `; did you mean ${show(nearest)}?`;
}
