// medium: scheduling
// shown: [["Ann","Bo"],3,[]]
// shown: [["Ann","Bo"],2,[["Ann",0]]]
// tried: [["A"],3,[]]
// tried: [["A","B","C"],4,[]]
// tried: [["A","B"],3,[["A",0],["B",0]]]
// tried: [["A","B","C"],6,[["B",1],["B",2]]]
// tried: [["A"],1,[["A",0]]]
// tried: [[],2,[]]
// tried: [["A","B"],4,[["B",1],["A",2]]]
// tried: [["C","A"],2,[]]
// tried: [["A","B","C"],5,[["A",0],["C",0],["A",4]]]
// tried: [["A","B"],0,[]]

/**
 * Gives each of `days` days (counted from 0) to one person: of those who are free on that day the one with the fewest days so far; of
 * several the one who is listed first. `away` lists [name, day]. A day for which nobody is free is null.
 */
export function roster(people: string[], days: number, away: [string, number][]): (string | null)[] {
  const worked = new Map(people.map((name) => [name, 0]));
  return Array.from({ length: days }, (_, day) => {
    const free = people.filter((name) => !away.some(([who, when]) => who === name && when === day));
    const [chosen = null] = [...free].sort((a, b) => worked.get(a)! - worked.get(b)!);
    if (chosen !== null) worked.set(chosen, worked.get(chosen)! + 1);
    return chosen;
  });
}
