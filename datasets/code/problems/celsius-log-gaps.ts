// hard: parsing, numeric stability
// tolerance: 1e-9
// shown: ["1,,4"]
// shown: ["2"]
// tried: [""]
// tried: [","]
// tried: ["1,2,3"]
// tried: [",5"]
// tried: ["5,"]
// tried: ["0,,,,1"]
// tried: ["1,,2,,4"]
// tried: ["-2,,2"]
// tried: [",,3,,"]
// tried: ["10,,,7"]

/**
 * Reads a row of measurements separated by commas and fills the gaps (nothing between two commas): between two values in a straight line, before the first
 * and after the last with the nearest value. null where there is no value at all.
 */
export function filled(row: string): number[] | null {
  const values = row.split(",").map((cell) => (cell === "" ? null : Number(cell)));
  const known = values.flatMap((value, index) => (value === null ? [] : [index]));
  if (known.length === 0) return null;
  return values.map((value, index) => {
    if (value !== null) return value;
    const before = known.filter((one) => one < index).at(-1) ?? known[0]!;
    const after = known.find((one) => one > index) ?? known.at(-1)!;
    const [from, to] = [values[before]!, values[after]!];
    return before === after ? from : from + ((to - from) * (index - before)) / (after - before);
  });
}
