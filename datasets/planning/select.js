import { bestOf, broken, choices, distinctTexts } from "./plan.js";

/**
 * @typedef {{ id: string, cost: number, days: number, gain: number, needs: string[], not: string[] }} Project
 * @typedef {{ kind: "select", setting: number, budget: number, days: number | null, most: number | null, projects: Project[] }} Problem
 */

const SETTINGS = [
  {
    intro: [
      "The town council has money for part of this list.",
      "Which of these can the town afford this year?",
      "From the council's list of wishes:",
    ],
    projects: [
      "skate park",
      "school roof",
      "bus shelter",
      "river path",
      "library lift",
      "solar roof",
      "market fountain",
      "dog run",
      "street trees",
      "flood gate",
    ],
    gain: "points in the survey",
    cost: "thousand",
  },
  {
    intro: [
      "Next quarter's projects of the web team.",
      "We cannot build everything, so what do we build?",
      "Product planning, rough figures.",
    ],
    projects: [
      "guest checkout",
      "dark theme",
      "bulk import",
      "audit trail",
      "price alerts",
      "map search",
      "offline mode",
      "gift cards",
      "address check",
      "report builder",
    ],
    gain: "points",
    cost: "thousand",
  },
  {
    intro: [
      "The museum may buy at the auction.",
      "Auction list, with what we think each lot is worth to us.",
      "Lots the museum would like to have:",
    ],
    projects: [
      "brass astrolabe",
      "whale chart",
      "ship bell",
      "silver compass",
      "lacquer box",
      "lighthouse lens",
      "sea chest",
      "signal flags",
      "log book",
      "figurehead",
    ],
    gain: "points of the curators",
    cost: "thousand",
  },
  {
    intro: [
      "The farm can invest once.",
      "Investments for the farm, from the adviser's sheet.",
      "What should the farm buy first?",
    ],
    projects: [
      "milk tank",
      "hay barn",
      "calf shed",
      "cider press",
      "rain cistern",
      "electric fence",
      "bee house",
      "grain mill",
      "farm shop",
      "compost turner",
    ],
    gain: "hundred of yearly profit",
    cost: "thousand",
  },
];

/** @type {import("./plan.js").Family<Problem>} */
export const select = {
  direction: "max",
  quirks: ["plain", "stale", "units"],
  goals: {
    de: "Wir suchen die Auswahl mit dem größten Nutzen insgesamt.",
    fr: "Quelle sélection apporte le plus au total ?",
    es: "¿Qué selección da el mayor beneficio en total?",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const names = chance.sample(SETTINGS[setting]?.projects ?? [], 4 + 2 * size);
    const projects = names.map((id, index) => ({
      id,
      cost: chance.integer(2, 19),
      days: chance.integer(2, 12),
      gain: chance.integer(3, 30),
      needs: index > 0 && chance.chance(0.15 * size) ? [chance.pick(names.slice(0, index))] : [],
      not: index > 1 && chance.chance(0.1 * size) ? [chance.pick(names.slice(0, index))] : [],
    }));
    const sane = projects.map((one) => ({ ...one, not: one.not.filter((id) => !one.needs.includes(id)) }));
    const total = sane.reduce((sum, { cost }) => sum + cost, 0);
    const time = sane.reduce((sum, { days }) => sum + days, 0);
    const budget = Math.floor(total * (0.4 + 0.2 * chance.next()));
    return {
      kind: "select",
      setting,
      budget,
      days: size > 1 ? Math.floor(time * 0.55) : null,
      most: size === 3 ? 5 : null,
      projects: chance.shuffled(sane),
    };
  },
  tell({ setting, budget, days, most, projects }, chance, quirk) {
    const { intro = [], gain = "" } = SETTINGS[setting] ?? {};
    const odd = chance.pick(projects);
    const wrong = Math.max(1, odd.cost - chance.integer(1, 4));
    const facts = projects.map((one) => {
      const cost =
        one !== odd || quirk === "plain"
          ? `${one.cost} thousand`
          : quirk === "units"
            ? `${one.cost * 1000}`
            : `${wrong} thousand`;
      const work = days === null ? "" : `, ${one.days} days of work`;
      const needs = one.needs.map((id) =>
        chance.pick([`, makes sense only together with the ${id}`, `; needs the ${id} as well`]),
      );
      const not = one.not.map((id) =>
        chance.pick([`, cannot be combined with the ${id}`, `; either this or the ${id}`]),
      );
      return `${chance.pick([`${one.id}: costs ${cost}${work}, brings ${one.gain} ${gain}`, `${one.id}: ${one.gain} ${gain} for ${cost}${work}`])}${needs.join("")}${not.join("")}`;
    });
    const rules = [
      chance.pick([
        `We can spend ${budget} thousand at most.`,
        `The budget is ${budget} thousand and not one more.`,
        `${budget} thousand are there, whatever is left over is lost.`,
      ]),
      ...(days === null ? [] : [`There are ${days} days of work to give away.`]),
      ...(most === null ? [] : [`More than ${most} of them nobody can look after.`]),
      ...(quirk === "stale"
        ? [`The price of the ${odd.id} was wrong: it is ${odd.cost} thousand, not ${wrong} thousand.`]
        : []),
    ];
    const goal = chance.pick([
      `Which ones bring the most ${gain} together?`,
      `Choose so that the sum of the ${gain} is as large as possible.`,
    ]);
    return { intro: chance.pick(intro), facts, rules, goal, form: 'Answer: {"choose": ["<name>", …]}.' };
  },
  solve(problem) {
    return bestOf(asChoices(problem.projects), (plan) => select.judge(problem, plan), "max");
  },
  judge({ projects, budget, days, most }, { choose }) {
    const names = distinctTexts(choose);
    if (names === null) return broken("no list of distinct names");
    const stranger = names.find((name) => projects.every(({ id }) => id !== name));
    if (stranger !== undefined) return broken(`"${stranger.slice(0, 40)}" is unknown`);
    const chosen = projects.filter(({ id }) => names.includes(id));
    const cost = chosen.reduce((sum, one) => sum + one.cost, 0);
    if (cost > budget) return broken(`costs ${cost}, with ${budget} to spend`);
    const work = chosen.reduce((sum, one) => sum + one.days, 0);
    if (days !== null && work > days) return broken(`takes ${work} days of ${days}`);
    if (most !== null && chosen.length > most) return broken(`${chosen.length} chosen, with ${most} at most`);
    const alone = chosen.find((one) => one.needs.some((id) => !names.includes(id)));
    if (alone !== undefined) return broken(`"${alone.id}" lacks what it needs`);
    const clash = chosen.find((one) => one.not.some((id) => names.includes(id)));
    if (clash !== undefined) return broken(`"${clash.id}" is with what it excludes`);
    const value = chosen.reduce((sum, one) => sum + one.gain, 0);
    return { value, reason: `brings ${value}` };
  },
};

/**
 * @param {readonly { id: string }[]} all
 * @returns {Generator<{ choose: string[] }>}
 */
function* asChoices(all) {
  for (const choose of choices(all.map(({ id }) => id))) yield { choose };
}
