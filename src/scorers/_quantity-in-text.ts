/** A quantity in the base unit of its dimension. */
export interface WrittenQuantity {
  readonly value: number;
  readonly dimension: string;
}

/** Dimension → unit → how many base units it has. Symbols are read as they are written: mW is no MW. */
const UNITS: { readonly [dimension: string]: { readonly [unit: string]: number } } = {
  mass: { mg: 1e-6, g: 1e-3, kg: 1, t: 1000, lb: 0.453_592_37, lbs: 0.453_592_37, oz: 0.028_349_523_125 },
  length: { mm: 1e-3, cm: 1e-2, m: 1, km: 1000, in: 0.0254, ft: 0.3048, yd: 0.9144, mi: 1609.344 },
  area: { "m²": 1, m2: 1, ha: 1e4, "km²": 1e6, km2: 1e6 },
  volume: { ml: 1e-3, mL: 1e-3, cl: 1e-2, dl: 0.1, l: 1, L: 1, "m³": 1000, m3: 1000 },
  time: { ms: 1e-3, s: 1, sec: 1, min: 60, h: 3600, hr: 3600, d: 86_400 },
  data: { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
  rate: { "bit/s": 1, "kbit/s": 1e3, "Mbit/s": 1e6, "Gbit/s": 1e9 },
  energy: { J: 1, kJ: 1000, Wh: 3600, kWh: 3.6e6, MWh: 3.6e9 },
  power: { mW: 1e-3, W: 1, kW: 1e3, MW: 1e6 },
  share: { "%": 1e-2, "‰": 1e-3, ppm: 1e-6 },
};
/** Words for units, whatever their case, without the s of the plural. */
const WORDS: { readonly [word: string]: string } = {
  gram: "g",
  kilogram: "kg",
  kilo: "kg",
  tonne: "t",
  pound: "lb",
  ounce: "oz",
  millimetre: "mm",
  centimetre: "cm",
  metre: "m",
  meter: "m",
  kilometre: "km",
  kilometer: "km",
  inch: "in",
  foot: "ft",
  mile: "mi",
  litre: "l",
  liter: "l",
  millisecond: "ms",
  second: "s",
  minute: "min",
  hour: "h",
  day: "d",
  percent: "%",
};
const FACTORS = new Map(
  Object.entries(UNITS).flatMap(([dimension, units]) =>
    Object.entries(units).map(([unit, factor]) => [unit, { dimension, factor }] as const),
  ),
);
const PART = /([-+]?\d[\d,]*(?:\.\d+)?)\s*([\p{L}%‰/]+[²³23]?)\.?/gu;
/** The longest text that is looked at: no quantity is longer. */
const MOST_CHARACTERS = 60;

/**
 * Reads one quantity with its unit, also one in parts (`1 h 30 min`).
 *
 * @returns null where the text is no quantity, has no unit, or parts of different dimensions
 */
export function parseQuantity(text: string): WrittenQuantity | null {
  if (text.length > MOST_CHARACTERS) return null;
  const normal = text
    .trim()
    .replace("−", "-")
    .replace(/\b(?:and|und|et|y)\b/g, " ");
  const parts = [...normal.matchAll(PART)].map(([, number = "", unit = ""]) => ({ number, unit: unitOf(unit) }));
  if (normal.replace(PART, "").trim() !== "") return null;
  const [first] = parts;
  const dimension = first?.unit?.dimension;
  if (dimension === undefined || parts.some(({ unit }) => unit?.dimension !== dimension)) return null;
  const numbers = parts.map(({ number }) => plainNumber(number));
  const value = parts.reduce((sum, { unit }, index) => sum + (numbers[index] ?? Number.NaN) * (unit?.factor ?? 0), 0);
  return Number.isFinite(value) ? { value, dimension } : null;
}

/** Whether two quantities are the same but for rounding in the last digit of a number. */
export function areSameQuantity(a: WrittenQuantity, b: WrittenQuantity): boolean {
  const size = Math.max(Math.abs(a.value), Math.abs(b.value));
  return a.dimension === b.dimension && Math.abs(a.value - b.value) <= 1e-9 * size;
}

function unitOf(written: string): { readonly dimension: string; readonly factor: number } | undefined {
  const word = written.toLowerCase();
  const known = [word, word.replace(/s$/, ""), word === "feet" ? "foot" : word, word === "inches" ? "inch" : word];
  const symbol = known.find((name) => Object.hasOwn(WORDS, name));
  return FACTORS.get(symbol === undefined ? written : (WORDS[symbol] ?? written));
}

function plainNumber(text: string): number {
  const isPlain = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text);
  return isPlain ? Number(text.replaceAll(",", "")) : Number.NaN;
}
