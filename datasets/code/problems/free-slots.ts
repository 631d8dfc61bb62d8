// hard: intervals, scheduling
// shown: [[540,1020],[[600,660],[720,780]],60]
// shown: [[0,100],[],50]
// tried: [[0,100],[[0,100]],1]
// tried: [[0,100],[[20,40],[30,50]],20]
// tried: [[0,100],[[-10,10],[90,120]],80]
// tried: [[0,100],[[50,50]],50]
// tried: [[0,60],[[10,20],[30,40]],10]
// tried: [[0,60],[[30,40],[10,20]],11]
// tried: [[10,10],[],1]
// tried: [[0,100],[[10,90],[20,30]],10]
// tried: [[0,50],[[60,70]],50]
// tried: [[0,50],[[-5,-1],[49,55]],49]

/**
 * The gaps of at least `least` minutes within a working day [start, end) that no appointment [start, end) covers, from early to late. Appointments
 * come in any order, may overlap, and may begin before or end after the day.
 */
export function gaps(day: [number, number], taken: [number, number][], least: number): [number, number][] {
  const found: [number, number][] = [];
  let free = day[0];
  for (const [start, end] of [...taken.filter(([a, b]) => a < b).sort((a, b) => a[0] - b[0]), [day[1], day[1]]]) {
    const until = Math.min(start!, day[1]);
    if (until - free >= least) found.push([free, until]);
    free = Math.max(free, end!);
  }
  return found;
}
