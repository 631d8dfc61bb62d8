import { assignments, bestOf, broken, listed, nameProblem, pairsOf } from "./plan.js";

/**
 * @typedef {{ name: string, most: number, hours: { [task: string]: number } }} Person - hours: of the tasks that the person can do
 * @typedef {{ kind: "assign", setting: number, people: Person[], tasks: string[], apart: [string, string][] }} Problem
 */

const NAMES = ["Amaru", "Birte", "Chidi", "Dagny", "Eero", "Farida", "Goran", "Hanne", "Imre", "Jovana"];
const SETTINGS = [
  {
    intro: [
      "The parish fair needs helpers in the right places.",
      "Who does what at the parish fair?",
      "Helpers for the fair, with the hours that each would take.",
    ],
    tasks: [
      "the raffle",
      "the cake stall",
      "the sound desk",
      "the parking",
      "the puppet show",
      "the cash box",
      "the first aid tent",
    ],
  },
  {
    intro: [
      "Tickets of this sprint have to be given out.",
      "Sprint planning: estimates per person are below.",
      "Everybody has guessed how long they would take.",
    ],
    tasks: [
      "the login rewrite",
      "the flaky test",
      "the export job",
      "the slow query",
      "the icon set",
      "the release notes",
      "the backup drill",
    ],
  },
  {
    intro: [
      "Translations of the catalogue are shared out among us.",
      "The catalogue goes into several languages.",
      "Language work for the catalogue, who takes which?",
    ],
    tasks: [
      "the preface",
      "the price list",
      "the care labels",
      "the warranty",
      "the size chart",
      "the returns form",
      "the safety sheet",
    ],
  },
  {
    intro: [
      "Inspections of the week, five sites and too few inspectors.",
      "Site inspections, with travel included in the hours.",
      "The inspectors have said how long each visit would take them.",
    ],
    tasks: [
      "the quarry",
      "the dairy",
      "the paper mill",
      "the swimming pool",
      "the cable car",
      "the grain silo",
      "the brewery",
    ],
  },
];

/** @type {import("./plan.js").Family<Problem>} */
export const assign = {
  direction: "min",
  quirks: ["plain"],
  goals: {
    de: "Insgesamt sollen so wenige Stunden wie möglich anfallen.",
    fr: "Le total des heures doit être le plus petit possible.",
    es: "La suma de las horas debe ser la menor posible.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const tasks = chance.sample(SETTINGS[setting]?.tasks ?? [], 3 + size);
    const people = chance.sample(NAMES, size === 1 ? 3 : 4).map((name) => ({
      name,
      most: size === 1 ? 2 : chance.integer(1, 3),
      hours: Object.fromEntries(tasks.filter(() => chance.chance(0.75)).map((task) => [task, chance.integer(1, 9)])),
    }));
    /** @type {[string, string][]} */
    const apart = size === 1 ? [] : [[tasks[0] ?? "", tasks[1] ?? ""]];
    return { kind: "assign", setting, people, tasks, apart };
  },
  tell({ setting, people, tasks, apart }, chance) {
    const asTable = chance.chance(0.4);
    const row = (/** @type {Person} */ { name, hours }) =>
      `${name} | ${tasks.map((task) => hours[task] ?? "–").join(" | ")}`;
    const sentence = (/** @type {Person} */ { name, hours }) => {
      const able = tasks.filter((task) => hours[task] !== undefined).map((task) => `${task} ${hours[task]} h`);
      return able.length === 0
        ? `${name} can do nothing of this`
        : chance.pick([`${name} would need: ${able.join(", ")}`, `${name} can take ${listed(able)}`]);
    };
    const facts = asTable ? [`hours | ${tasks.join(" | ")}`, ...people.map(row)] : people.map(sentence);
    const limits = people.map(({ name, most }) =>
      chance.pick([`${name} takes ${most} at most.`, `No more than ${most} for ${name}.`]),
    );
    const rules = [
      asTable ? "A dash means that the person cannot do it." : "What is not named for somebody, that person cannot do.",
      chance.pick([
        "Each is done by exactly one person.",
        "Everything has to be given to somebody, and to one person only.",
      ]),
      limits.join(" "),
      ...apart.map(([a, b]) =>
        chance.pick([
          `${a} and ${b} must not go to the same person, they happen at the same time.`,
          `Whoever has ${a} cannot have ${b}.`,
        ]),
      ),
    ];
    const goal = chance.pick([
      "We want as few hours as possible in all.",
      "Keep the sum of the hours as small as possible.",
    ]);
    return {
      intro: chance.pick(SETTINGS[setting]?.intro ?? []),
      facts,
      rules,
      goal,
      form: 'Answer: {"assign": {"<thing>": "<person>", …}} with everything that is to be done, named with its article.',
    };
  },
  solve(problem) {
    const plans = assignments(problem.tasks, (task) =>
      problem.people.filter(({ hours }) => hours[task] !== undefined).map(({ name }) => name),
    );
    return bestOf(asAssigned(plans), (plan) => assign.judge(problem, plan), "min");
  },
  judge({ people, tasks, apart }, answer) {
    const said = pairsOf(answer["assign"]);
    if (said === null) return broken("nothing is assigned");
    const names = nameProblem(said.keys(), tasks);
    if (names !== null) return broken(names);
    let value = 0;
    for (const [task, who] of said) {
      const person = people.find(({ name }) => name === who);
      const hours = person?.hours[task];
      if (person === undefined || hours === undefined) return broken(`"${task}" is with nobody who can do it`);
      value += hours;
    }
    const busy = people.find(({ name, most }) => [...said.values()].filter((who) => who === name).length > most);
    if (busy !== undefined) return broken(`${busy.name} has more than ${busy.most}`);
    const clash = apart.find(([a, b]) => said.get(a) === said.get(b));
    return clash === undefined
      ? { value, reason: `${value} hours` }
      : broken(`"${clash[0]}" and "${clash[1]}" are with one person`);
  },
};

/**
 * @param {Iterable<[string, string][]>} plans
 * @returns {Generator<{ assign: { [task: string]: string } }>}
 */
function* asAssigned(plans) {
  for (const pairs of plans) yield { assign: Object.fromEntries(pairs) };
}
