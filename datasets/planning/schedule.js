import { broken, listed, nameProblem, orders, pairsOf } from "./plan.js";

/**
 * @typedef {{ id: string, duration: number, after: string[], from: number }} Task
 * @typedef {{ kind: "schedule", setting: number, crews: number, tasks: Task[], by: number | null }} Problem
 */

const SETTINGS = [
  {
    intro: [
      "We are renovating the flat above the bakery.",
      "The old pharmacy becomes a flat, and the work has to be put in order.",
      "Notes on the flat, after the visit with the owner.",
    ],
    tasks: [
      "strip the wallpaper",
      "rewire the kitchen",
      "plaster the walls",
      "lay the tiles",
      "sand the floor",
      "paint the ceiling",
      "fit the doors",
      "mount the lamps",
      "seal the floor",
    ],
    crew: ["team of two", "teams of two"],
  },
  {
    intro: [
      "Our archive moves to the new storage system.",
      "About the move of the archive, as discussed this morning.",
      "The storage move needs a timetable.",
    ],
    tasks: [
      "freeze the schema",
      "copy the cold data",
      "replay the log",
      "rebuild the indexes",
      "switch the readers",
      "switch the writers",
      "check the counts",
      "retire the old nodes",
      "rehearse the way back",
    ],
    crew: ["engineer", "engineers"],
  },
  {
    intro: [
      "The autumn exhibition opens soon and the hall is still empty.",
      "Setting up the exhibition: what, how long, in which order.",
      "For the exhibition in the long gallery we need a plan.",
    ],
    tasks: [
      "build the partitions",
      "run the cables",
      "hang the tapestries",
      "place the vitrines",
      "set the lights",
      "print the labels",
      "record the audio tour",
      "clean the glass",
      "invite the lenders",
    ],
    crew: ["fitter", "fitters"],
  },
  {
    intro: [
      "The orchard has to be ready before the frost.",
      "Work in the orchard, in what order?",
      "The cooperative asks how soon the orchard work can be done.",
    ],
    tasks: [
      "prune the old rows",
      "dig the trench",
      "lay the drip hose",
      "plant the young trees",
      "stake the young trees",
      "spread the mulch",
      "mend the fence",
      "test the pump",
      "mow the lanes",
    ],
    crew: ["gang", "gangs"],
  },
  {
    intro: [
      "We shoot a short film with very few people.",
      "Production notes for the short film.",
      "The film must be finished, the money will not last.",
    ],
    tasks: [
      "scout the harbour",
      "cast the twins",
      "sew the costumes",
      "shoot the harbour scene",
      "shoot the kitchen scene",
      "record the song",
      "cut the picture",
      "mix the sound",
      "grade the colours",
    ],
    crew: ["crew", "crews"],
  },
];

/** @type {import("./plan.js").Family<Problem>} */
export const schedule = {
  direction: "min",
  quirks: ["plain", "stale", "units"],
  goals: {
    de: "Gesucht ist ein Plan, der so früh wie möglich ganz fertig ist.",
    fr: "Il faut un plan qui se termine le plus tôt possible.",
    es: "Se busca el plan que termine todo lo antes posible.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const names = chance.sample(SETTINGS[setting]?.tasks ?? [], 4 + size);
    const tasks = names.map((id, index) => ({
      id,
      duration: chance.integer(1, 6),
      after: chance.sample(
        names.slice(0, index),
        index === 0 ? 0 : chance.integer(index === 1 ? 1 : 0, Math.min(2, index)),
      ),
      from: size > 1 && chance.chance(0.2) ? chance.integer(1, 5) : 0,
    }));
    /** @type {Problem} */
    const problem = {
      kind: "schedule",
      setting,
      crews: size === 3 ? chance.integer(2, 3) : 2,
      tasks: chance.shuffled(tasks),
      by: null,
    };
    if (!chance.chance(0.35)) return problem;
    const plan = schedule.solve(problem);
    const { value } = schedule.judge(problem, plan ?? {});
    // As late as can just be kept, or a day before that.
    return { ...problem, by: value === null ? null : value - chance.integer(0, 1) };
  },
  tell({ setting, crews, tasks, by }, chance, quirk) {
    const { intro = [], crew = [] } = SETTINGS[setting] ?? {};
    const odd = chance.pick(tasks);
    const wrong = odd.duration + chance.integer(1, 3);
    /** @type {(task: Task) => string} */
    const length = (task) => {
      if (task !== odd || quirk === "plain") return `${task.duration} day${task.duration === 1 ? "" : "s"}`;
      return quirk === "units" ? `${task.duration * 8} working hours` : `${wrong} days`;
    };
    const facts = tasks.map((task) => {
      const needs =
        task.after.length === 0
          ? ""
          : chance.pick([
              `, once we are done with ${quoted(task.after)}`,
              `, not before the end of ${quoted(task.after)}`,
              ` (after ${quoted(task.after)})`,
            ]);
      const start =
        task.from === 0
          ? ""
          : chance.pick([`; nobody can begin it before day ${task.from}`, `; earliest start is day ${task.from}`]);
      return `${chance.pick(["to", "we have to", "somebody must"])} ${task.id}: ${length(task)}${needs}${start}`.replace(
        /^to /,
        "",
      );
    });
    const rules = [
      chance.pick([
        `There ${crews === 1 ? "is" : "are"} ${crews} ${crew[1]}; each works on one thing at a time, and a thing that has begun is not interrupted.`,
        `At most ${crews} things can go on at once, because we have ${crews} ${crew[1]}. Work that was begun is finished without a break.`,
      ]),
      "Days are counted from 0: what begins on day 0 and takes 3 days ends on day 3, and what follows it may begin on day 3.",
      ...(by === null ? [] : [`Everything must have ended by day ${by} at the latest.`]),
      ...(quirk === "units" ? ["A working day has 8 hours."] : []),
      ...(quirk === "stale"
        ? [
            chance.pick([
              `Correction: "${odd.id}" takes ${odd.duration}, not ${wrong}.`,
              `I just hear that "${odd.id}" needs only ${odd.duration} in place of ${wrong}.`,
            ]),
          ]
        : []),
    ];
    const goal = chance.pick([
      "Find the plan that is over first.",
      "When does each begin, if everything is to be over as early as possible?",
      "We want to be finished as soon as we can.",
    ]);
    return {
      intro: chance.pick(intro),
      facts,
      rules,
      goal,
      form: 'Answer: {"start": {"<task>": <day>, …}} with every task, named as above without the words before it.',
    };
  },
  solve(problem) {
    /** @type {{ [id: string]: number } | null} */
    let best = null;
    let bestEnd = Infinity;
    for (const order of orders(problem.tasks)) {
      const start = asEarly(order, problem.crews);
      if (start === null) continue;
      const { value } = schedule.judge(problem, { start });
      if (value !== null && value < bestEnd) [best, bestEnd] = [start, value];
    }
    return best === null ? null : { start: best };
  },
  judge({ tasks, crews, by }, { start }) {
    const said = pairsOf(start);
    if (said === null) return broken("no starts");
    const names = nameProblem(
      said.keys(),
      tasks.map(({ id }) => id),
    );
    if (names !== null) return broken(names);
    /** @type {Map<string, number>} */
    const starts = new Map();
    for (const [id, day] of said) {
      if (typeof day !== "number" || !Number.isInteger(day) || day < 0)
        return broken(`"${id}" has no whole day from 0`);
      starts.set(id, day);
    }
    /** @type {(task: Task | undefined) => number} */
    const endOf = (task) => (task === undefined ? 0 : (starts.get(task.id) ?? 0) + task.duration);
    for (const task of tasks) {
      const day = starts.get(task.id) ?? 0;
      if (day < task.from) return broken(`"${task.id}" begins before day ${task.from}`);
      const early = task.after.find((id) => endOf(tasks.find((other) => other.id === id)) > day);
      if (early !== undefined) return broken(`"${task.id}" begins before the end of "${early}"`);
      const atOnce = tasks.filter((other) => (starts.get(other.id) ?? 0) <= day && endOf(other) > day).length;
      if (atOnce > crews) return broken(`${atOnce} tasks on day ${day}, with ${crews} at most`);
    }
    const end = Math.max(...tasks.map(endOf));
    return by !== null && end > by
      ? broken(`ends on day ${end}, after day ${by}`)
      : { value: end, reason: `ends on day ${end}` };
  },
};

/**
 * Tasks put in one by one, each as early as those before it let it: some order of the tasks gives a best plan.
 *
 * @param {readonly Task[]} order
 * @param {number} crews
 * @returns {{ [id: string]: number } | null} null where a task comes before one that it needs
 */
function asEarly(order, crews) {
  /** @type {{ [id: string]: number }} */
  const start = {};
  /** @type {{ from: number, to: number }[]} */
  const taken = [];
  for (const { id, duration, after, from } of order) {
    if (after.some((other) => start[other] === undefined)) return null;
    let day = Math.max(
      from,
      ...after.map((other) => (start[other] ?? 0) + (order.find((task) => task.id === other)?.duration ?? 0)),
    );
    while (!isFree(taken, crews, day, day + duration)) day += 1;
    start[id] = day;
    taken.push({ from: day, to: day + duration });
  }
  return start;
}

/** @type {(taken: readonly { from: number, to: number }[], crews: number, from: number, to: number) => boolean} */
function isFree(taken, crews, from, to) {
  for (let day = from; day < to; day += 1)
    if (taken.filter((one) => one.from <= day && one.to > day).length >= crews) return false;
  return true;
}

/** @type {(names: readonly string[]) => string} */
const quoted = (names) => listed(names.map((name) => `"${name}"`));
