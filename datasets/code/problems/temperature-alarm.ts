// easy: wrong-units, numbers
// shown: [[68,100.4]]
// shown: [[]]
// tried: [[99.5]]
// tried: [[99.4,99.6]]
// tried: [[212]]
// tried: [[-40]]
// tried: [[98.6,101,97]]
// tried: [[99.5,99.5]]
// tried: [[0,32]]
// tried: [[1000]]
// tried: [[100.39,100.41]]
// tried: [[37,38,39]]

/**
 * How many readings of a thermometer are a fever: 37.5 degrees Celsius or more. The thermometer reads degrees Fahrenheit:
 * C = (F - 32) * 5 / 9.
 */
export function fevers(fahrenheit: number[]): number {
  return fahrenheit.filter((reading) => ((reading - 32) * 5) / 9 >= 37.5).length;
}
