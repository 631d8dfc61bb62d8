/**
 * Drafts that compute, without a source: what they print must follow from what they print.
 * A result that follows from a wrong one is no fault of its own.
 * @module
 */
import { grouped, money } from "./figures.js";

/** @typedef {import("../seeded.js").Seeded} Seeded */
/** @typedef {import("./planter.js").Planter} Planter */

/** @type {(value: number) => number} */
const cents = (value) => Number(rounded(value, 2));

/** Half up, also where a binary fraction lies a little below the half. @type {(value: number, digits: number) => string} */
const rounded = (value, digits) => (Math.round(value * 10 ** digits + 1e-7) / 10 ** digits).toFixed(digits);

/** @type {import("./planter.js").Writer} */
export function expenses(chance, plant) {
  const things = chance.sample(
    [
      ["nights at the inn", 62, 140],
      ["train tickets", 18, 95],
      ["meals", 9, 31],
      ["rolls of cable", 12, 44],
      ["hours of a guide", 25, 70],
      ["boxes of flyers", 14, 39],
      ["museum entries", 6, 19],
    ],
    4,
  );
  const lines = things.map(([name, low, high]) => {
    const [count, price] = [chance.integer(2, 12), cents(chance.integer(Number(low) * 100, Number(high) * 100) / 100)];
    const right = cents(count * price);
    return { name, count, price, ...plant.result(right, cents(right + chance.pick([10, -10, 9, 100, 0.9])), money) };
  });
  const right = cents(lines.reduce((sum, { value }) => sum + value, 0));
  const sum = plant.result(right, cents(right + chance.pick([20, -100, 1.1, 90])), money);
  const rate = chance.pick([7, 10, 19, 20, 21]);
  const tax = plant.result(cents((sum.value * rate) / 100), cents((sum.value * (rate + 1)) / 100), money);
  const total = plant.result(cents(sum.value + tax.value), cents(sum.value - tax.value), money);
  const people = chance.pick([4, 5, 8]);
  const share = plant.result(cents(total.value / people), cents(total.value / (people + 1)), money);
  const style = chance.integer(0, 2);
  const list = lines.map(
    ({ name, count, price, text }) =>
      [
        `${count} ${name} at ${money(price)}: ${text}`,
        `- ${name}: ${count} x ${money(price)} = ${text}`,
        `We paid ${text} for ${count} ${name} (${money(price)} each).`,
      ][style],
  );
  return {
    source: "",
    draft: [
      chance.pick([
        "Expenses of the excursion, all in euros and before tax:",
        "What the trip has cost us, net, in euros.",
        "Settlement, net amounts in euros",
      ]),
      ...list,
      chance.pick([`Together that makes ${sum.text}.`, `Sum: ${sum.text}`]),
      chance.pick([`To this come ${rate} % tax, ${tax.text}.`, `Tax at ${rate} %: ${tax.text}`]),
      chance.pick([`In all we have to pay ${total.text}.`, `Total with tax: ${total.text}`]),
      chance.pick([
        `Divided by the ${people} of us, everybody owes ${share.text} (rounded to cents).`,
        `Share of each of ${people}, rounded to cents: ${share.text}`,
      ]),
    ].join("\n"),
  };
}

/** @type {import("./planter.js").Writer} */
export function survey(chance, plant) {
  const topic = chance.pick([
    "the new timetable",
    "the canteen",
    "working from home",
    "the night bus",
    "the playground",
  ]);
  const answers = chance.pick([
    ["very good", "good", "poor"],
    ["for", "undecided", "against"],
    ["daily", "sometimes", "never"],
    ["better", "the same", "worse"],
  ]);
  const counts = answers.map(() => chance.integer(12, 190));
  const right = counts.reduce((sum, count) => sum + count, 0);
  const all = plant.result(right, right + chance.pick([10, -10, 100]), grouped);
  const percent = (/** @type {number} */ part) => `${rounded(part, 1)} %`;
  const shares = counts.map((count) => {
    const share = (100 * count) / all.value;
    return plant.result(share, share + chance.pick([1, 3, 10]), percent);
  });
  const [first = 0, second = 0] = counts;
  const gap = plant.result(Math.abs(first - second), first + second, grouped);
  const sent = all.value * chance.integer(2, 4) + chance.integer(1, 90);
  const back = plant.result((100 * all.value) / sent, (100 * all.value) / (sent + all.value), percent);
  const rows = answers.map((answer, index) =>
    chance.pick([
      `"${answer}": ${counts[index]} (${shares[index]?.text})`,
      `${counts[index]} said "${answer}", that is ${shares[index]?.text}`,
    ]),
  );
  const order = chance.chance(0.5);
  // The parts stand in the text in the order in which they were computed.
  return {
    source: "",
    draft: [
      chance.pick([
        `We asked about ${topic}.`,
        `Results of the survey on ${topic}`,
        `What do people think of ${topic}?`,
      ]),
      `${order ? "Answers came from" : "There are answers of"} ${all.text} people; the shares are rounded to one decimal.`,
      ...rows,
      `Between "${answers[0]}" and "${answers[1]}" lie ${gap.text} answers.`,
      `Of ${grouped(sent)} forms that were sent out, ${back.text} came back.`,
    ].join(chance.pick(["\n", "\n- "])),
  };
}

/** @type {import("./planter.js").Writer} */
export function kitchen(chance, plant) {
  const dish = chance.pick(["barley soup", "plum cake", "bean stew", "potato salad", "rice pudding"]);
  const [base, guests] = [4, chance.pick([6, 10, 14, 18, 30])];
  const factor = guests / base;
  const stuff = chance.sample(
    [
      ["flour", "g"],
      ["milk", "ml"],
      ["butter", "g"],
      ["carrots", "g"],
      ["stock", "ml"],
      ["sugar", "g"],
    ],
    3,
  );
  const lines = stuff.map(([name, unit]) => {
    const amount = chance.integer(4, 40) * 20;
    const right = amount * factor;
    const big = unit === "g" ? "kg" : "l";
    const scaled = plant.result(right, right + chance.pick([100, -40, 200]), (value) => `${grouped(value)} ${unit}`);
    const turned = plant.result(scaled.value / 1000, scaled.value / 100, (value) => `${value} ${big}`, "unit");
    return `${name}: ${amount} ${unit} for ${base}, so ${scaled.text} for ${guests}, or ${turned.text}`;
  });
  const [minutes, start] = [chance.integer(50, 220), chance.integer(8, 16)];
  const clock = (/** @type {number} */ at) => `${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`;
  const inHours = plant.result(
    minutes,
    minutes + 40,
    (value) => `${Math.floor(value / 60)} h ${value % 60} min`,
    "unit",
  );
  const end = plant.result(start * 60 + inHours.value, start * 60 + inHours.value + 60, clock);
  const price = chance.integer(60, 340) / 10;
  const each = plant.result(cents(price / guests), cents(price / base), money);
  return {
    source: "",
    draft: [
      chance.pick([
        `${dish} for ${guests} instead of ${base}`,
        `The ${dish} must be enough for ${guests} people; the book has it for ${base}.`,
        `Scaling up the ${dish}, from ${base} to ${guests}.`,
      ]),
      ...lines,
      `It takes ${minutes} minutes, which is ${inHours.text}; begun at ${start}:00 it is ready at ${end.text}.`,
      `All of it costs ${money(price)} euros, ${each.text} per head of the ${guests} (rounded to cents).`,
    ].join("\n"),
  };
}

/** @type {import("./planter.js").Writer} */
export function route(chance, plant) {
  const places = chance.sample(["the ford", "the chapel", "the old border", "the saddle", "the hut", "the dam"], 4);
  const legs = places.map((place) => ({ place, km: chance.integer(12, 95) / 10, climb: chance.integer(2, 60) * 10 }));
  const right = cents(legs.reduce((sum, { km }) => sum + km, 0));
  const length = plant.result(right, cents(right + chance.pick([1, -2, 10])), (value) => `${value} km`);
  const up = legs.reduce((sum, { climb }) => sum + climb, 0);
  const climb = plant.result(up, up + chance.pick([100, -50, 10]), (value) => `${grouped(value)} m`);
  const metres = plant.result(
    length.value * 1000,
    length.value * 100,
    (value) => `${grouped(Math.round(value))} m`,
    "unit",
  );
  const pace = chance.integer(3, 5);
  const hours = plant.result(length.value / pace, length.value * pace, (value) => `${rounded(value, 1)} h`);
  const mean = plant.result(
    length.value / legs.length,
    length.value / (legs.length - 1),
    (value) => `${rounded(value, 2)} km`,
  );
  return {
    source: "",
    draft: [
      chance.pick(["The day's walk in figures", "Tomorrow's stages.", "Plan for the walk:"]),
      ...legs.map(({ place, km, climb: rise }, index) =>
        chance.pick([
          `${index + 1}. to ${place}, ${km} km, ${rise} m up`,
          `Stage ${index + 1} leads to ${place}: ${km} km with ${rise} m of climb`,
        ]),
      ),
      `In all it is ${length.text} with ${climb.text} of climb.`,
      `That is ${metres.text} on foot; at ${pace} km an hour we walk for ${hours.text} (one decimal).`,
      `A stage is ${mean.text} long on average (two decimals).`,
    ].join("\n"),
  };
}
