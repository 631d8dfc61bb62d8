import { assignments, bestOf, broken, nameProblem, pairsOf } from "./plan.js";

/**
 * @typedef {{ name: string, wage: number, most: number, off: string[] }} Person
 * @typedef {{ kind: "shifts", setting: number, slots: string[], people: Person[], pairs: [string, string][] }} Problem - pairs: slots that follow each other without rest
 */

const NAMES = ["Kasimir", "Leonor", "Mbali", "Nikos", "Ottilie", "Pascoe", "Ruxandra", "Søren"];
const SETTINGS = [
  {
    intro: [
      "The kiosk at the lake is open on a few days only.",
      "Kiosk duty for the coming days.",
      "Who stands in the kiosk when?",
    ],
    first: "early",
    second: "late",
  },
  {
    intro: [
      "The lighthouse museum needs one guide per half day.",
      "Guides for the lighthouse, next week.",
      "Half days in the lighthouse museum:",
    ],
    first: "morning",
    second: "afternoon",
  },
  {
    intro: [
      "Support by telephone must be covered.",
      "On-call for the telephone line.",
      "The rota of the support line:",
    ],
    first: "day",
    second: "night",
  },
];
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** @type {import("./plan.js").Family<Problem>} */
export const shifts = {
  direction: "min",
  quirks: ["plain", "stale"],
  goals: {
    de: "Der Plan soll so wenig Lohn wie möglich kosten.",
    fr: "Le planning doit coûter le moins possible en salaires.",
    es: "El plan debe costar lo menos posible en sueldos.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const { first = "", second = "" } = SETTINGS[setting] ?? {};
    const days = DAYS.slice(0, size === 3 ? 4 : 2 + size - Number(size === 2));
    const from = chance.integer(0, DAYS.length - days.length);
    const slots = DAYS.slice(from, from + days.length).flatMap((day) => [`${day} ${first}`, `${day} ${second}`]);
    const people = chance.sample(NAMES, size === 1 ? 3 : 4).map((name) => ({
      name,
      wage: chance.integer(60, 140),
      most: chance.integer(Math.ceil(slots.length / 4), Math.ceil(slots.length / 2)),
      off: slots.filter(() => chance.chance(0.2)),
    }));
    /** @type {[string, string][]} */
    const pairs = slots.slice(1).map((slot, index) => [slots[index] ?? "", slot]);
    return {
      kind: "shifts",
      setting,
      slots,
      people,
      pairs: size === 1 ? pairs.filter((_, index) => index % 2 === 0) : pairs,
    };
  },
  tell({ setting, slots, people, pairs }, chance, quirk) {
    const odd = chance.pick(people);
    const wrong = odd.wage - 25;
    const facts = people.map((person) => {
      const { name, most, off } = person;
      const wage = person === odd && quirk === "stale" ? wrong : person.wage;
      const away =
        off.length === 0
          ? chance.pick([", free at all times", ", can always"])
          : chance.pick([`, not ${off.join(", not ")}`, `, but never: ${off.join(", ")}`]);
      return chance.pick([
        `${name}: ${wage} euros a shift, ${most} shifts at most${away}`,
        `${name} gets ${wage} per shift and takes up to ${most}${away}`,
      ]);
    });
    const isStrict = pairs.length === slots.length - 1;
    const rules = [
      chance.pick([`The shifts are: ${slots.join(", ")}.`, `To be filled, in this order: ${slots.join("; ")}.`]),
      "Each shift is done by exactly one person.",
      isStrict
        ? "Nobody does two shifts of the list that directly follow each other."
        : "Nobody does both shifts of one day.",
      ...(quirk === "stale" ? [`The wage of ${odd.name} has gone up, it is ${odd.wage} now.`] : []),
    ];
    const goal = chance.pick(["Fill all shifts as cheaply as possible.", "Which rota costs the least in wages?"]);
    return {
      intro: chance.pick(SETTINGS[setting]?.intro ?? []),
      facts,
      rules,
      goal,
      form: 'Answer: {"shifts": {"<shift>": "<person>", …}} with every shift.',
    };
  },
  solve(problem) {
    const able = (/** @type {string} */ slot) =>
      problem.people.filter(({ off }) => !off.includes(slot)).map(({ name }) => name);
    return bestOf(asShifts(assignments(problem.slots, able)), (plan) => shifts.judge(problem, plan), "min");
  },
  judge({ slots, people, pairs }, answer) {
    const said = pairsOf(answer["shifts"]);
    if (said === null) return broken("no shifts");
    const names = nameProblem(said.keys(), slots);
    if (names !== null) return broken(names);
    let value = 0;
    for (const [slot, who] of said) {
      const person = people.find(({ name }) => name === who);
      if (person === undefined || person.off.includes(slot)) return broken(`"${slot}" is with nobody who can`);
      value += person.wage;
    }
    const busy = people.find(({ name, most }) => [...said.values()].filter((who) => who === name).length > most);
    if (busy !== undefined) return broken(`${busy.name} has more than ${busy.most} shifts`);
    const tired = pairs.find(([one, next]) => said.get(one) === said.get(next));
    return tired === undefined
      ? { value, reason: `wages of ${value}` }
      : broken(`no rest between "${tired[0]}" and "${tired[1]}"`);
  },
};

/**
 * @param {Iterable<[string, string][]>} plans
 * @returns {Generator<{ shifts: { [slot: string]: string } }>}
 */
function* asShifts(plans) {
  for (const pairs of plans) yield { shifts: Object.fromEntries(pairs) };
}
