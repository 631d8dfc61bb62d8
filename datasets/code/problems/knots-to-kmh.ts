// easy: wrong-units, sorting stability
// shown: [["10kn","10kmh","10mps"]]
// shown: [[]]
// tried: [["1kn"]]
// tried: [["1mps","3.6kmh"]]
// tried: [["100kmh","50kn","30mps"]]
// tried: [["0kn","0mps"]]
// tried: [["5kn","2mps","9kmh"]]
// tried: [["20mps","72kmh","39kn"]]
// tried: [["1.5kn","2.5kmh","0.7mps"]]
// tried: [["7kmh","7kmh"]]
// tried: [["3mps","2mps","1mps"]]

/**
 * Sorts speeds from slow to fast. "kn" are knots (1.852 km/h), "kmh" kilometres an hour, "mps" metres a second (3.6 km/h).
 * Equal speeds keep their order. Returns the texts as they were.
 */
export function bySpeed(speeds: string[]): string[] {
  const kmh = (speed: string) => {
    const [, amount, unit] = /^([\d.]+)(kn|kmh|mps)$/.exec(speed)!;
    return Number(amount) * (unit === "kn" ? 1.852 : unit === "mps" ? 3.6 : 1);
  };
  return [...speeds].sort((a, b) => kmh(a) - kmh(b));
}
