import { assignments, bestOf, broken, listed, nameProblem, pairsOf } from "./plan.js";

/**
 * @typedef {{ id: string, users: number, after: string[], frozen: number[] }} Site
 * @typedef {{ kind: "waves", setting: number, weeks: number, capacity: number, freeze: number | null, sites: Site[] }} Problem - freeze: a week in which nothing goes
 */

const SETTINGS = [
  {
    intro: [
      "The new till software reaches the shops in waves.",
      "Rollout of the tills, shop by shop.",
      "Which shop gets the new tills in which week?",
    ],
    sites: [
      "the airport shop",
      "the outlet",
      "the pier shop",
      "the mall shop",
      "the online desk",
      "the village shop",
      "the flagship",
    ],
    unit: "tills",
  },
  {
    intro: [
      "All clinics move to the new patient file.",
      "Waves for the patient file.",
      "The patient file cannot go live everywhere at once.",
    ],
    sites: [
      "the eye clinic",
      "the birth centre",
      "the burns unit",
      "the day clinic",
      "the lab",
      "the pharmacy",
      "the heart unit",
    ],
    unit: "staff",
  },
  {
    intro: [
      "The firmware is handed out in weekly waves.",
      "Firmware waves, from the weekly call.",
      "Which fleet gets the firmware when?",
    ],
    sites: [
      "the trams",
      "the ferries",
      "the night buses",
      "the snow ploughs",
      "the service vans",
      "the cable cars",
      "the rental bikes",
    ],
    unit: "units",
  },
];

/** @type {import("./plan.js").Family<Problem>} */
export const waves = {
  direction: "min",
  quirks: ["plain", "stale", "units"],
  goals: {
    de: "Die Summe aus Woche mal Menge soll möglichst klein sein.",
    fr: "La somme des semaines multipliées par les quantités doit être minimale.",
    es: "La suma de semana por cantidad debe ser la mínima.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const names = chance.sample(SETTINGS[setting]?.sites ?? [], 4 + size);
    const sites = names.map((id, index) => ({
      id,
      users: chance.integer(2, 20),
      after: index > 0 && chance.chance(0.35) ? [chance.pick(names.slice(0, index))] : [],
      frozen: chance.chance(0.35) ? [chance.integer(1, 3)] : [],
    }));
    const total = sites.reduce((sum, { users }) => sum + users, 0);
    const capacity = Math.max(...sites.map(({ users }) => users), Math.ceil(total / 3)) + chance.integer(0, 3);
    return {
      kind: "waves",
      setting,
      weeks: 4,
      capacity,
      freeze: size > 1 && chance.chance(0.5) ? chance.integer(2, 3) : null,
      sites: chance.shuffled(sites),
    };
  },
  tell({ setting, weeks, capacity, freeze, sites }, chance, quirk) {
    const { intro = [], unit = "" } = SETTINGS[setting] ?? {};
    const odd = chance.pick(sites);
    const wrong = odd.users + chance.integer(1, 5);
    const facts = sites.map((site) => {
      const count =
        site !== odd || quirk === "plain"
          ? `${site.users} hundred ${unit}`
          : quirk === "units"
            ? `${site.users * 100} ${unit}`
            : `${wrong} hundred ${unit}`;
      const after =
        site.after.length === 0
          ? ""
          : chance.pick([
              `, in a later week than ${listed(site.after)}`,
              `, only after ${listed(site.after)} (a later week)`,
            ]);
      const frozen =
        site.frozen.length === 0
          ? ""
          : chance.pick([
              `, not in week ${listed(site.frozen.map(String))}`,
              `; week ${listed(site.frozen.map(String))} is closed there`,
            ]);
      return `${site.id}: ${count}${after}${frozen}`;
    });
    const rules = [
      chance.pick([
        `There are ${weeks} weeks, numbered from 1, and each site goes in one of them.`,
        `We have weeks 1 to ${weeks}; every site belongs to exactly one.`,
      ]),
      chance.pick([
        `In one week ${capacity} hundred ${unit} can be done at most.`,
        `The team manages ${capacity} hundred ${unit} a week, no more.`,
      ]),
      ...(freeze === null
        ? []
        : [
            chance.pick([
              `Week ${freeze} is frozen for everybody.`,
              `Nothing at all is rolled out in week ${freeze}, because of the audit.`,
            ]),
          ]),
      ...(quirk === "stale" ? [`Recounted: ${odd.id} has ${odd.users} hundred and not ${wrong} hundred.`] : []),
    ];
    const goal = chance.pick([
      `Waiting costs: multiply the week of each site by its hundreds of ${unit}, and keep the sum as small as possible.`,
      `The measure is the sum over all sites of week times hundreds of ${unit}; the smaller, the better.`,
    ]);
    return {
      intro: chance.pick(intro),
      facts,
      rules,
      goal,
      form: 'Answer: {"waves": {"<site>": <week>, …}} with every site.',
    };
  },
  solve(problem) {
    const numbers = Array.from({ length: problem.weeks }, (_, index) => index + 1);
    const open = (/** @type {Site} */ { frozen }) =>
      numbers.filter((week) => week !== problem.freeze && !frozen.includes(week));
    return bestOf(asWaves(assignments(problem.sites, open)), (plan) => waves.judge(problem, plan), "min");
  },
  judge({ sites, weeks, capacity, freeze }, answer) {
    const said = pairsOf(answer["waves"]);
    if (said === null) return broken("no waves");
    const names = nameProblem(
      said.keys(),
      sites.map(({ id }) => id),
    );
    if (names !== null) return broken(names);
    let value = 0;
    /** @type {Map<number, number>} */
    const load = new Map();
    for (const { id, users, after, frozen } of sites) {
      const week = said.get(id);
      if (typeof week !== "number" || !Number.isInteger(week) || week < 1 || week > weeks)
        return broken(`"${id}" has no week from 1 to ${weeks}`);
      if (week === freeze || frozen.includes(week)) return broken(`"${id}" is in week ${week}, which is closed`);
      const early = after.find((other) => Number(said.get(other)) >= week);
      if (early !== undefined) return broken(`"${id}" is not later than "${early}"`);
      load.set(week, (load.get(week) ?? 0) + users);
      value += week * users;
    }
    const full = [...load].find(([, users]) => users > capacity);
    return full === undefined
      ? { value, reason: `a sum of ${value}` }
      : broken(`week ${full[0]} has ${full[1]} of ${capacity}`);
  },
};

/**
 * @param {Iterable<[Site, number][]>} plans
 * @returns {Generator<{ waves: { [id: string]: number } }>}
 */
function* asWaves(plans) {
  for (const pairs of plans) yield { waves: Object.fromEntries(pairs.map(([{ id }, week]) => [id, week])) };
}
