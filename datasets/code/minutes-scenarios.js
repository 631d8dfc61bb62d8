/**
 * What the minutes of the over-long tasks decide, and the functions that follow from it.
 * @module
 */

/**
 * @typedef {{
 *   name: string, theme: string, extension: ".ts" | ".py",
 *   matters: { key: string, what: string, from: number, choices: number[], say: (value: number) => string }[],
 *   shown: unknown[][], tried: unknown[][],
 *   solution: (values: { [matter: string]: number }, text: string[]) => string,
 * }} Scenario
 */

/** @param {number} value */
const plain = (value) => String(value);
/** @param {number} value */
const cents = (value) => `${value} cents`;
/** @param {number} value */
const percent = (value) => `${value} percent`;

/** @param {string[]} text */
const inComment = (text) => text.map((paragraph) => ` * ${paragraph}\n *`).join("\n");

/** @type {Scenario[]} */
export const SCENARIOS = [
  {
    name: "minutes-of-the-toy-library",
    theme: "money",
    extension: ".ts",
    matters: [
      {
        key: "free",
        what: "the number of days a toy may be late without a charge",
        from: 2,
        choices: [0, 1, 3, 4, 5],
        say: plain,
      },
      {
        key: "rate",
        what: "the charge for each further late day",
        from: 30,
        choices: [12, 18, 25, 34, 45],
        say: cents,
      },
      {
        key: "most",
        what: "the most that is charged for one toy",
        from: 900,
        choices: [250, 400, 500, 750],
        say: cents,
      },
      {
        key: "less",
        what: "the reduction of the charge for members",
        from: 10,
        choices: [5, 20, 25, 50],
        say: percent,
      },
    ],
    shown: [
      [0, false],
      [100, false],
    ],
    tried: [
      [1, false],
      [3, false],
      [4, false],
      [6, true],
      [7, false],
      [8, true],
      [9, true],
      [12, false],
      [100, true],
      [5, true],
    ],
    solution: ({ free, rate, most, less }, text) => `/**
 * The charge in cents for a toy that comes back so many days late, as the minutes below leave it: days without a charge,
 * then a charge for each further day up to a most; for members the result is reduced by a percentage, rounded down to whole
 * cents. Before the first meeting two days were free, a day cost 30 cents, the most was 900 cents and members paid 10 percent less.
 *
${inComment(text)}
 * That is all.
 */
export function lateCharge(days: number, isMember: boolean): number {
  const full = Math.min(Math.max(0, days - ${free}) * ${rate}, ${most});
  return isMember ? Math.floor((full * ${100 - (less ?? 0)}) / 100) : full;
}
`,
  },
  {
    name: "minutes-of-the-rehearsal-rooms",
    theme: "scheduling",
    extension: ".py",
    matters: [
      {
        key: "day",
        what: "the price of an hour before the evening",
        from: 400,
        choices: [300, 350, 500, 550],
        say: cents,
      },
      {
        key: "late",
        what: "the price of an hour in the evening",
        from: 600,
        choices: [650, 700, 800, 950],
        say: cents,
      },
      {
        key: "hour",
        what: "the hour of the clock at which the evening begins",
        from: 18,
        choices: [16, 17, 19, 20],
        say: plain,
      },
      {
        key: "long",
        what: "the number of hours from which a booking is a long one",
        from: 6,
        choices: [3, 4, 5, 7],
        say: plain,
      },
      {
        key: "less",
        what: "the reduction of the whole price of a long booking",
        from: 5,
        choices: [10, 15, 20, 30],
        say: percent,
      },
    ],
    shown: [
      [9, 2],
      [22, 1],
    ],
    tried: [
      [9, 0],
      [15, 2],
      [16, 2],
      [17, 3],
      [15, 8],
      [9, 3],
      [9, 4],
      [9, 7],
      [18, 4],
      [10, 12],
      [9, 5],
      [14, 7],
    ],
    solution: ({ day, late, hour, long, less }, text) => `def price(start: int, hours: int) -> int:
    """The price in cents of a rehearsal room that is booked from an hour of the clock for so many whole hours, at most to midnight. Each hour
    costs what the minutes below leave as its price, by the hour at which it begins; the whole price of a long booking is reduced, rounded
    down to whole cents. Before the first meeting an hour cost 400 cents, and 600 from 18 o'clock on; bookings of 6 hours or more were
    long and cost 5 percent less.

${text.map((paragraph) => `    ${paragraph}`).join("\n\n")}
    """
    full = sum(${late} if clock >= ${hour} else ${day} for clock in range(start, start + hours))
    return full * ${100 - (less ?? 0)} // 100 if hours >= ${long} else full
`,
  },
  {
    name: "minutes-of-the-quiz-league",
    theme: "numbers",
    extension: ".ts",
    matters: [
      { key: "right", what: "the points for a right answer", from: 3, choices: [4, 5, 6, 7], say: plain },
      { key: "wrong", what: "the points that a wrong answer costs", from: 1, choices: [0, 2, 3], say: plain },
      {
        key: "fast",
        what: "the number of seconds within which a round counts as fast",
        from: 60,
        choices: [30, 45, 75, 90],
        say: plain,
      },
      { key: "bonus", what: "the bonus for a fast round", from: 2, choices: [1, 3, 4, 5], say: plain },
    ],
    shown: [
      [0, 0, 200],
      [10, 0, 10],
    ],
    tried: [
      [1, 0, 200],
      [0, 1, 200],
      [5, 5, 29],
      [5, 5, 30],
      [5, 5, 31],
      [5, 2, 45],
      [5, 2, 46],
      [3, 1, 75],
      [3, 1, 76],
      [8, 2, 90],
      [8, 2, 91],
      [8, 1, 60],
    ],
    solution: ({ right, wrong, fast, bonus }, text) => `/**
 * The points of a round with so many right and wrong answers that took so many seconds, as the minutes below leave the rules. A
 * round that takes exactly the time of a fast one is fast. The bonus is only for rounds with more right answers than wrong
 * ones; points never fall below 0. Before the first meeting: 3 points, 1 off, 60 seconds, a bonus of 2.
 *
${inComment(text)}
 * Nothing further was decided.
 */
export function points(rightAnswers: number, wrongAnswers: number, seconds: number): number {
  const bonus = seconds <= ${fast} && rightAnswers > wrongAnswers ? ${bonus} : 0;
  return Math.max(0, rightAnswers * ${right} - wrongAnswers * ${wrong} + bonus);
}
`,
  },
  {
    name: "minutes-of-the-garden-club",
    theme: "wrong-units",
    extension: ".py",
    matters: [
      { key: "base", what: "the yearly fee of a plot", from: 2000, choices: [1500, 1800, 2500, 3000], say: cents },
      { key: "each", what: "the fee for each square metre", from: 15, choices: [10, 12, 20, 25], say: cents },
      {
        key: "spare",
        what: "the number of litres that every plot may use",
        from: 1000,
        choices: [500, 1500, 2000, 2500],
        say: plain,
      },
      {
        key: "water",
        what: "the price of each further hundred litres that has begun",
        from: 9,
        choices: [5, 8, 14, 20],
        say: cents,
      },
    ],
    shown: [
      [0, 0],
      [10000, 0],
    ],
    tried: [
      [50000, 100],
      [50000, 500],
      [50000, 600],
      [50000, 601],
      [123456, 1500],
      [1, 1501],
      [9999, 2000],
      [10000, 2001],
      [25000, 2500],
      [25000, 2600],
      [25000, 5050],
      [19999, 1000],
    ],
    solution: ({ base, each, spare, water }, text) => `def yearly_fee(square_centimetres: int, litres: int) -> int:
    """What a plot costs in a year, in whole cents, as the minutes below leave it: a fee for the plot, a fee for each square metre (10,000 square
    centimetres; only whole square metres count), and a price for water beyond what is free, by hundreds of litres that have begun. Before
    the first meeting: 2000 cents, 15 cents, 1000 litres free, 9 cents.

${text.map((paragraph) => `    ${paragraph}`).join("\n\n")}
    """
    beyond = max(0, litres - ${spare})
    return ${base} + square_centimetres // 10_000 * ${each} + -(-beyond // 100) * ${water}
`,
  },
];
