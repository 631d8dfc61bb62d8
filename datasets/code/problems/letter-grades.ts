// easy: numbers, near-miss
// shown: [89.5]
// shown: [-1]
// tried: [100]
// tried: [90]
// tried: [89.4]
// tried: [79.5]
// tried: [79.49]
// tried: [69.5]
// tried: [59.5]
// tried: [59.4]
// tried: [0]
// tried: [100.5]
// tried: [101]
// tried: [49]

/**
 * A mark for points from 0 to 100, which are rounded to whole points first (halves up): A from 90, B from 80, C from 70, D from 60, else F. Points
 * that are outside of 0 to 100 before they are rounded are an error: throw a RangeError.
 */
export function grade(points: number): string {
  if (!(points >= 0 && points <= 100)) throw new RangeError("points are from 0 to 100");
  const rounded = Math.round(points);
  return rounded >= 90 ? "A" : rounded >= 80 ? "B" : rounded >= 70 ? "C" : rounded >= 60 ? "D" : "F";
}
