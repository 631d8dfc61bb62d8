import { bestOf, broken, choices, distinctTexts, listed } from "./plan.js";

/**
 * @typedef {{ id: string, cost: number, covers: string[] }} Option
 * @typedef {{ kind: "cover", setting: number, needed: string[], options: Option[], not: [string, string][] }} Problem
 */

const SETTINGS = [
  {
    intro: [
      "We need first-aid posts for the whole race.",
      "Posts for the race, by section.",
      "The race must be covered from end to end.",
    ],
    needed: ["the start", "the bridge", "the forest", "the climb", "the lake shore", "the tunnel", "the finish"],
    options: [
      "the post by the mill",
      "the van",
      "the boat",
      "the tent on the hill",
      "the bike team",
      "the fire station",
      "the school",
      "the drone team",
    ],
    verb: "looks after",
  },
  {
    intro: [
      "Every language of our customers has to be answered.",
      "Staffing agencies and the languages they offer.",
      "Which agencies do we book, so that all languages are there?",
    ],
    needed: ["dutch", "catalan", "basque", "latvian", "maltese", "welsh", "frisian"],
    options: [
      "the agency in the harbour",
      "the night desk",
      "the student pool",
      "the call house",
      "the two freelancers",
      "the cooperative",
      "the archive team",
      "the weekend crew",
    ],
    verb: "speaks",
  },
  {
    intro: [
      "The test devices must cover all browsers.",
      "Device packages for the test lab.",
      "What do we rent for the lab?",
    ],
    needed: [
      "old tablets",
      "small phones",
      "kiosk mode",
      "screen readers",
      "slow networks",
      "touch laptops",
      "smart televisions",
    ],
    options: [
      "the starter box",
      "the rugged box",
      "the travel case",
      "the shelf in the cellar",
      "the cloud farm",
      "the museum set",
      "the retail set",
      "the loan from the clinic",
    ],
    verb: "has",
  },
];

/** @type {import("./plan.js").Family<Problem>} */
export const cover = {
  direction: "min",
  quirks: ["plain", "stale", "units"],
  goals: {
    de: "Alles muss abgedeckt sein, und zwar so billig wie möglich.",
    fr: "Tout doit être couvert, au moindre coût.",
    es: "Todo debe quedar cubierto, al menor coste.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const { needed: all = [], options: names = [] } = SETTINGS[setting] ?? {};
    const needed = chance.sample(all, 4 + size);
    const options = chance
      .sample(names, 5 + size)
      .map((id) => ({ id, cost: chance.integer(3, 15), covers: chance.sample(needed, chance.integer(1, 2 + size)) }));
    /** @type {[string, string][]} */
    const not = size === 3 ? [[options[0]?.id ?? "", options[1]?.id ?? ""]] : [];
    return { kind: "cover", setting, needed, options, not };
  },
  tell({ setting, needed, options, not }, chance, quirk) {
    const { intro = [], verb = "" } = SETTINGS[setting] ?? {};
    const odd = chance.pick(options);
    const facts = options.map((option) => {
      const { id, cost, covers } = option;
      const price =
        option !== odd || quirk === "plain"
          ? `${cost} hundred`
          : quirk === "units"
            ? `${cost * 100}`
            : `${cost + 4} hundred`;
      return chance.pick([
        `${id} ${verb} ${listed(covers)}, price ${price}`,
        `${id} (${price}) ${verb} ${listed(covers)}`,
      ]);
    });
    const rules = [
      chance.pick([`What must be there: ${needed.join(", ")}.`, `Nothing of this may be missing: ${listed(needed)}.`]),
      "Prices are in euros; each is booked once or not at all, and double cover does no harm.",
      ...not.map(([a, b]) =>
        chance.pick([
          `${a} and ${b} cannot both be booked, they belong to the same people.`,
          `We can have ${a} or ${b}, never both.`,
        ]),
      ),
      ...(quirk === "stale" ? [`${odd.id} has come down by 4 hundred since, to ${odd.cost} hundred.`] : []),
    ];
    const goal = chance.pick([
      "Which do we book, so that it costs the least?",
      "Find the cheapest choice that leaves nothing out.",
    ]);
    return { intro: chance.pick(intro), facts, rules, goal, form: 'Answer: {"choose": ["<name>", …]}.' };
  },
  solve(problem) {
    return bestOf(asChoices(problem.options), (plan) => cover.judge(problem, plan), "min");
  },
  judge({ needed, options, not }, { choose }) {
    const names = distinctTexts(choose);
    if (names === null) return broken("no list of distinct names");
    const stranger = names.find((name) => options.every(({ id }) => id !== name));
    if (stranger !== undefined) return broken(`"${stranger.slice(0, 40)}" is unknown`);
    const chosen = options.filter(({ id }) => names.includes(id));
    const open = needed.find((one) => chosen.every(({ covers }) => !covers.includes(one)));
    if (open !== undefined) return broken(`nobody has "${open}"`);
    const clash = not.find(([a, b]) => names.includes(a) && names.includes(b));
    if (clash !== undefined) return broken(`"${clash[0]}" and "${clash[1]}" are both chosen`);
    const value = chosen.reduce((sum, { cost }) => sum + cost, 0);
    return { value, reason: `costs ${value} hundred` };
  },
};

/**
 * @param {readonly { id: string }[]} all
 * @returns {Generator<{ choose: string[] }>}
 */
function* asChoices(all) {
  for (const choose of choices(all.map(({ id }) => id))) yield { choose };
}
