// medium: sorting stability
// shown: [[["A","B",2,1],["B","C",0,0]]]
// shown: [[]]
// tried: [[["A","B",0,0]]]
// tried: [[["X","Y",1,3]]]
// tried: [[["A","B",1,0],["B","A",1,0]]]
// tried: [[["A","B",3,0],["C","D",1,0]]]
// tried: [[["A","B",1,1],["C","D",2,2]]]
// tried: [[["P","Q",0,2],["Q","R",0,2],["R","P",0,2]]]
// tried: [[["b","a",5,5],["c","a",0,1]]]
// tried: [[["M","N",2,0],["N","M",3,0]]]
// tried: [[["A","B",1,0],["C","D",3,2]]]
// tried: [[["Z","Y",4,4],["Y","X",1,0],["X","Z",2,1]]]

/**
 * A league table from matches [home, guest, goals of home, goals of guest]: 3 points for a win, 1 for a draw. Sorted by
 * points, then by the difference of goals, then by goals scored, all from high to low, then by name. Returns "name points".
 */
export function table(matches: [string, string, number, number][]): string[] {
  const teams = new Map<string, { points: number; scored: number; difference: number }>();
  const note = (name: string, own: number, other: number) => {
    const team = teams.get(name) ?? { points: 0, scored: 0, difference: 0 };
    team.points += own > other ? 3 : own === other ? 1 : 0;
    team.scored += own;
    team.difference += own - other;
    teams.set(name, team);
  };
  for (const [home, guest, own, other] of matches) {
    note(home, own, other);
    note(guest, other, own);
  }
  return [...teams]
    .sort(
      ([n, a], [m, b]) => b.points - a.points || b.difference - a.difference || b.scored - a.scored || (n < m ? -1 : 1),
    )
    .map(([name, team]) => name + " " + team.points);
}
