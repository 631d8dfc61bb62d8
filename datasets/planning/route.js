import { bestOf, broken, distinctTexts, nameProblem, orders } from "./plan.js";

/**
 * @typedef {{ id: string, x: number, y: number, stay: number, open: number, close: number }} Stop
 * @typedef {{ kind: "route", setting: number, block: number, isRound: boolean, stops: Stop[] }} Problem - block: minutes from crossing to crossing
 */

const SETTINGS = [
  {
    intro: [
      "The courier starts at the depot.",
      "Parcels for the inner town, one courier.",
      "A tour for the cargo bike:",
    ],
    base: "the depot",
    stops: [
      "the bakery",
      "the notary",
      "the flower stall",
      "the dentist",
      "the tailor",
      "the record shop",
      "the post office",
    ],
  },
  {
    intro: [
      "The nurse begins at the station.",
      "House calls of the afternoon.",
      "Patients to be visited, all within the grid of the old town.",
    ],
    base: "the station",
    stops: [
      "the widow upstairs",
      "the twins",
      "the miller",
      "the retired captain",
      "the violin maker",
      "the night porter",
      "the two sisters",
    ],
  },
  {
    intro: [
      "The lift mechanic sets out from the workshop.",
      "Lifts that want looking at today.",
      "One mechanic, several lifts.",
    ],
    base: "the workshop",
    stops: [
      "the opera lift",
      "the clinic lift",
      "the mall lift",
      "the tower lift",
      "the library lift",
      "the hotel lift",
      "the town hall lift",
    ],
  },
  {
    intro: [
      "The drone inspects masts, and it starts on the roof.",
      "Inspection flight over the grid, battery permitting.",
      "Masts to be photographed, with the hours of their owners.",
    ],
    base: "the roof",
    stops: [
      "the red mast",
      "the twin mast",
      "the river mast",
      "the church spire",
      "the chimney",
      "the water tower",
      "the crane",
    ],
  },
];
/** @type {(a: { x: number, y: number }, b: { x: number, y: number }) => number} */
const blocks = (a, b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
const BASE = { x: 0, y: 0 };

/** @type {import("./plan.js").Family<Problem>} */
export const route = {
  direction: "min",
  quirks: ["plain", "stale"],
  goals: {
    de: "Die Runde soll so früh wie möglich zu Ende sein.",
    fr: "La tournée doit se terminer le plus tôt possible.",
    es: "El recorrido debe acabar lo antes posible.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const block = chance.integer(2, 5);
    const stops = chance.sample(SETTINGS[setting]?.stops ?? [], 3 + size).map((id) => {
      const open = chance.chance(0.5) ? chance.integer(0, 40) : 0;
      return {
        id,
        x: chance.integer(-5, 5),
        y: chance.integer(-5, 5),
        stay: chance.integer(2, 12),
        open,
        close: chance.chance(0.4) ? open + chance.integer(30, 90) : 600,
      };
    });
    return { kind: "route", setting, block, isRound: chance.chance(0.4), stops };
  },
  tell({ setting, block, isRound, stops }, chance, quirk) {
    const { intro = [], base = "" } = SETTINGS[setting] ?? {};
    const odd = chance.pick(stops);
    const side = (/** @type {number} */ by, /** @type {string} */ plus, /** @type {string} */ minus) =>
      by === 0 ? [] : [`${Math.abs(by)} ${by > 0 ? plus : minus}`];
    const facts = stops.map((stop) => {
      const wrong = stop === odd && quirk === "stale" ? stop.stay + 7 : stop.stay;
      const where = [...side(stop.x, "east", "west"), ...side(stop.y, "north", "south")].join(" and ");
      const hours = [
        ...(stop.open > 0 ? [`not before minute ${stop.open}`] : []),
        ...(stop.close < 600 ? [`reached by minute ${stop.close} at the latest`] : []),
      ].join(", ");
      return `${stop.id}: ${where === "" ? "right beside the start" : `${where} of ${base}`}, ${chance.pick([`${wrong} minutes there`, `stay ${wrong} minutes`])}${hours === "" ? "" : chance.pick([`, ${hours}`, ` (${hours})`])}`;
    });
    const rules = [
      chance.pick([
        `The streets run like a grid: figures are blocks, and a block takes ${block} minutes; there is no short cut across.`,
        `Distances are in blocks, first east or west and then north or south; ${block} minutes a block.`,
      ]),
      "Minute 0 is the start. Whoever comes too early waits at the door.",
      isRound
        ? `In the end it goes back to ${base}, and the tour is over there.`
        : "The tour is over when the last stay is over; the way home does not count.",
      ...(quirk === "stale" ? [`Changed: ${odd.id} takes ${odd.stay} minutes and not ${odd.stay + 7}.`] : []),
    ];
    const goal = chance.pick([
      "In which order is the tour over first?",
      "Find the order in which we are done earliest.",
    ]);
    return {
      intro: chance.pick(intro),
      facts,
      rules,
      goal,
      form: `Answer: {"route": ["<first stop>", …]} without ${base}.`,
    };
  },
  solve(problem) {
    return bestOf(asRoutes(orders(problem.stops.map(({ id }) => id))), (plan) => route.judge(problem, plan), "min");
  },
  judge({ stops, block, isRound }, answer) {
    const order = distinctTexts(answer["route"]);
    if (order === null) return broken("no route of distinct stops");
    const names = nameProblem(
      order,
      stops.map(({ id }) => id),
    );
    if (names !== null) return broken(names);
    let clock = 0;
    /** @type {{ x: number, y: number }} */
    let here = BASE;
    for (const id of order) {
      const stop = stops.find((one) => one.id === id);
      if (stop === undefined) continue;
      clock += blocks(here, stop) * block;
      if (clock > stop.close) return broken(`"${id}" is reached at minute ${clock}, after ${stop.close}`);
      clock = Math.max(clock, stop.open) + stop.stay;
      here = stop;
    }
    if (isRound) clock += blocks(here, BASE) * block;
    return { value: clock, reason: `over at minute ${clock}` };
  },
};

/**
 * @param {Iterable<string[]>} plans
 * @returns {Generator<{ route: string[] }>}
 */
function* asRoutes(plans) {
  for (const order of plans) yield { route: order };
}
