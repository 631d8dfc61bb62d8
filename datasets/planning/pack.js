import { broken, distinctTexts, nameProblem } from "./plan.js";

/**
 * @typedef {{ id: string, weight: number }} Piece
 * @typedef {{ kind: "pack", setting: number, capacity: number, most: number | null, pieces: Piece[], apart: [string, string][] }} Problem
 */

const SETTINGS = [
  {
    intro: ["The band goes on tour in small vans.", "What goes into which van?", "Loading list for the tour."],
    pieces: [
      "drum kit",
      "bass amp",
      "piano lid",
      "light rack",
      "merch boxes",
      "cable trunk",
      "stage mats",
      "fog machine",
      "tuba",
    ],
    container: "van",
    containers: "vans",
  },
  {
    intro: [
      "The lift takes a limited load.",
      "Everything has to go up by the old goods lift.",
      "Goods lift, as few rides as possible.",
    ],
    pieces: [
      "marble slab",
      "filing cabinet",
      "safe door",
      "oven",
      "printer",
      "book crates",
      "tool chest",
      "rolled carpet",
      "mirror",
    ],
    container: "ride",
    containers: "rides",
  },
  {
    intro: [
      "The pilot weighs everything twice.",
      "Freight for the island, by small plane.",
      "The island waits for freight.",
    ],
    pieces: [
      "seed potatoes",
      "boat engine",
      "mail",
      "paint tins",
      "school desks",
      "solar panels",
      "medicine",
      "roof felt",
      "bicycle parts",
    ],
    container: "flight",
    containers: "flights",
  },
  {
    intro: [
      "Backups go onto tapes.",
      "Data sets and tapes, a puzzle every month.",
      "The tape robot wants to know what goes where.",
    ],
    pieces: [
      "mail store",
      "photo share",
      "build cache",
      "ticket dump",
      "voice files",
      "map tiles",
      "scan archive",
      "home folders",
      "log bundle",
    ],
    container: "tape",
    containers: "tapes",
  },
];

/** @type {import("./plan.js").Family<Problem>} */
export const pack = {
  direction: "min",
  quirks: ["plain", "stale", "units"],
  goals: {
    de: "Es sollen so wenige wie möglich gebraucht werden.",
    fr: "Il faut en utiliser le moins possible.",
    es: "Hay que usar los menos posibles.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const pieces = chance
      .sample(SETTINGS[setting]?.pieces ?? [], 5 + size)
      .map((id) => ({ id, weight: chance.integer(2, 13) }));
    const capacity = Math.max(...pieces.map(({ weight }) => weight)) + chance.integer(3, 8);
    const [a, b, c] = chance.sample(pieces, 3).map(({ id }) => id);
    /** @type {[string, string][]} */
    const apart = [
      ...(size > 1 ? [/** @type {[string, string]} */ ([a ?? "", b ?? ""])] : []),
      ...(size === 3 ? [/** @type {[string, string]} */ ([b ?? "", c ?? ""])] : []),
    ];
    return { kind: "pack", setting, capacity, most: size === 3 ? 3 : null, pieces, apart };
  },
  tell({ setting, capacity, most, pieces, apart }, chance, quirk) {
    const { intro = [], container = "", containers = "" } = SETTINGS[setting] ?? {};
    const [unit, small] = container === "tape" ? ["terabytes", "gigabytes"] : ["hundredweight of 50 kg", "kg"];
    const factor = container === "tape" ? 1000 : 50;
    const odd = chance.pick(pieces);
    const facts = pieces.map((piece) => {
      const wrong = piece === odd && quirk === "stale" ? piece.weight + 3 : piece.weight;
      const size = piece === odd && quirk === "units" ? `${piece.weight * factor} ${small}` : `${wrong}`;
      return chance.pick([`${piece.id}: ${size}`, `${piece.id} with ${size}`, `${piece.id} (${size})`]);
    });
    const rules = [
      chance.pick([
        `Bare figures are ${unit}; one ${container} takes ${capacity} of them.`,
        `All in ${unit} where nothing else is said. More than ${capacity} do not go on one ${container}.`,
      ]),
      ...apart.map(([a, b]) =>
        chance.pick([
          `${a} and ${b} must not share a ${container}.`,
          `Keep ${a} away from ${b}: never on the same ${container}.`,
        ]),
      ),
      ...(most === null ? [] : [`No ${container} may hold more than ${most} pieces.`]),
      ...(quirk === "stale" ? [`Weighed again: ${odd.id} has ${odd.weight}, three less than the list says.`] : []),
    ];
    const goal = chance.pick([
      `How do we manage with the fewest ${containers}?`,
      `Use as few ${containers} as possible; everything has to go.`,
    ]);
    return {
      intro: chance.pick(intro),
      facts,
      rules,
      goal,
      form: `Answer: {"load": [["<piece>", …], …]}, one list for each ${container}.`,
    };
  },
  solve(problem) {
    /** @type {string[][] | null} */
    let best = null;
    for (const load of groupings(
      problem.pieces.map(({ id }) => id),
      [],
    )) {
      if (best !== null && load.length >= best.length) continue;
      if (pack.judge(problem, { load }).value !== null) best = load;
    }
    return best === null ? null : { load: best };
  },
  judge({ pieces, capacity, most, apart }, { load }) {
    if (!Array.isArray(load) || load.length > 100) return broken("no list of lists");
    const groups = load.map(distinctTexts);
    if (groups.some((group) => group === null || group.length === 0))
      return broken("no list of lists of distinct names, none of them empty");
    const full = groups.map((group) => group ?? []);
    if (new Set(full.flat()).size !== full.flat().length) return broken("a piece is loaded twice");
    const names = nameProblem(
      full.flat(),
      pieces.map(({ id }) => id),
    );
    if (names !== null) return broken(names);
    for (const group of full) {
      const weight = pieces.filter(({ id }) => group.includes(id)).reduce((sum, one) => sum + one.weight, 0);
      if (weight > capacity) return broken(`${group.join(", ")}: ${weight} of ${capacity}`);
      if (most !== null && group.length > most) return broken(`${group.length} pieces together, with ${most} at most`);
      const clash = apart.find(([a, b]) => group.includes(a) && group.includes(b));
      if (clash !== undefined) return broken(`"${clash[0]}" and "${clash[1]}" are together`);
    }
    return { value: full.length, reason: `${full.length} used` };
  },
};

/**
 * Every way to put some names into groups.
 *
 * @param {readonly string[]} names
 * @param {string[][]} groups
 * @returns {Generator<string[][]>}
 */
function* groupings([first, ...rest], groups) {
  if (first === undefined) yield groups;
  else {
    for (const at of groups.keys())
      yield* groupings(
        rest,
        groups.map((group, index) => (index === at ? [...group, first] : group)),
      );
    yield* groupings(rest, [...groups, [first]]);
  }
}
