// medium: intervals, scheduling
// shown: [[["r1",1,3],["r1",2,4],["r2",2,4]]]
// shown: [[]]
// tried: [[["a",1,2],["a",2,3]]]
// tried: [[["a",1,5],["a",2,3],["a",3,4]]]
// tried: [[["a",1,5],["b",1,5]]]
// tried: [[["x",3,4],["x",1,9],["y",1,2]]]
// tried: [[["a",1,2]]]
// tried: [[["a",1,3],["b",2,3],["a",2,3],["b",1,3]]]
// tried: [[["q",5,6],["q",5,6]]]
// tried: [[["q",5,5],["q",4,6]]]
// tried: [[["m",1,10],["m",9,12],["m",11,13]]]

/**
 * Finds bookings [room, start, end) that clash: same room, and some time in common. Returns pairs of positions in the list,
 * the smaller first, sorted by it and then by the other. A booking of no length clashes with nothing.
 */
export function clashes(bookings: [string, number, number][]): [number, number][] {
  const found: [number, number][] = [];
  bookings.forEach(([room, start, end], first) => {
    for (let second = first + 1; second < bookings.length; second += 1) {
      const [other, from, to] = bookings[second]!;
      if (other === room && Math.max(start, from) < Math.min(end, to)) found.push([first, second]);
    }
  });
  return found;
}
