import { bestOf, broken, distinctTexts, nameProblem, orders } from "./plan.js";

/**
 * @typedef {{ id: string, duration: number, due: number, penalty: number }} Job
 * @typedef {{ kind: "sequence", setting: number, measure: "late" | "hours" | "fines", jobs: Job[], before: [string, string][], must: string[] }} Problem
 */

const SETTINGS = [
  {
    intro: [
      "One press, many customers.",
      "The printing press runs one order at a time.",
      "Orders for the small press, as of this morning.",
    ],
    jobs: [
      "wedding cards",
      "town newsletter",
      "menu folders",
      "theatre posters",
      "seed packets",
      "annual report",
      "hymn sheets",
      "bus timetable",
    ],
  },
  {
    intro: [
      "The kiln holds one batch and never two.",
      "Batches wait before the kiln.",
      "Kiln planning for the pottery.",
    ],
    jobs: [
      "blue bowls",
      "roof finials",
      "tea cups",
      "stove tiles",
      "bird baths",
      "test glazes",
      "door plates",
      "lamp bases",
    ],
  },
  {
    intro: [
      "One translator, several texts.",
      "The translation desk has a single pair of hands today.",
      "Who gets a translation first?",
    ],
    jobs: [
      "tender annex",
      "patient leaflet",
      "film subtitles",
      "court letter",
      "user manual",
      "menu of the week",
      "press release",
      "school report",
    ],
  },
  {
    intro: [
      "The lab has one spectrometer.",
      "Samples queue for the spectrometer.",
      "Measuring slots, only one device.",
    ],
    jobs: [
      "river samples",
      "paint flakes",
      "ore cores",
      "milk series",
      "blank runs",
      "glass shards",
      "soil mix",
      "wine lots",
    ],
  },
  {
    intro: [
      "There is a single dock for unloading.",
      "Lorries wait at our only dock.",
      "Dock 1 is the only one that works today.",
    ],
    jobs: [
      "frozen fish",
      "paper rolls",
      "cut flowers",
      "car tyres",
      "bottled gas",
      "office chairs",
      "live plants",
      "mail sacks",
    ],
  },
];
const GOALS = {
  late: ["As few of them as possible should be late.", "How many are late is all that counts: the fewer the better."],
  hours: [
    "The hours of lateness of all of them together should be as few as possible.",
    "Add up the hours by which each is late; make the sum as small as can be.",
  ],
  fines: [
    "Every hour of lateness costs the fine named; keep the sum of the fines as low as possible.",
    "Lateness is fined by the hour, and we want to pay as little as possible in all.",
  ],
};

/** @type {import("./plan.js").Family<Problem>} */
export const sequence = {
  direction: "min",
  quirks: ["plain", "stale", "units"],
  goals: {
    de: "Bitte die beste Reihenfolge nach diesem Maß.",
    fr: "Donnez le meilleur ordre selon ce critère.",
    es: "Buscamos el mejor orden según este criterio.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const names = chance.sample(SETTINGS[setting]?.jobs ?? [], 4 + size);
    const jobs = names.map((id) => ({ id, duration: chance.integer(1, 7), due: 0, penalty: chance.integer(1, 9) }));
    const total = jobs.reduce((sum, { duration }) => sum + duration, 0);
    const due = jobs.map((job) => ({ ...job, due: chance.integer(job.duration, Math.ceil(total * 0.8)) }));
    /** @type {[string, string][]} */
    const before = size === 1 ? [] : [[names[0] ?? "", names[1] ?? ""]];
    const must = size === 3 ? [names[2] ?? ""] : [];
    return {
      kind: "sequence",
      setting,
      measure: chance.pick(["late", "hours", "fines"]),
      jobs: chance.shuffled(due),
      before,
      must,
    };
  },
  tell({ setting, measure, jobs, before, must }, chance, quirk) {
    const odd = chance.pick(jobs);
    const wrong = odd.duration + chance.integer(1, 4);
    const facts = jobs.map((job) => {
      const { id, duration, due, penalty } = job;
      const length =
        job !== odd || quirk === "plain"
          ? `${duration} h`
          : quirk === "units"
            ? `${duration * 60} minutes`
            : `${wrong} h`;
      const fine =
        measure === "fines" ? chance.pick([`, fine ${penalty} per hour`, `; each hour late costs ${penalty}`]) : "";
      return chance.pick([
        `${id}: ${length}, promised for hour ${due}${fine}`,
        `${id} takes ${length} and is due at hour ${due}${fine}`,
        `${id} (${length}, wanted by hour ${due}${fine})`,
      ]);
    });
    const rules = [
      chance.pick([
        "We begin at hour 0 and there is no pause in between.",
        "Start is at hour 0, one follows the other without a gap.",
      ]),
      ...before.map(([first, second]) =>
        chance.pick([
          `${second} may come only after ${first}, though not at once.`,
          `${first} must be done at some time before ${second}.`,
        ]),
      ),
      ...must.map((id) =>
        chance.pick([`${id} must not be late in any case.`, `Whatever happens, ${id} has to be on time.`]),
      ),
      ...(quirk === "stale" ? [`Sorry, ${odd.id} needs ${odd.duration} h; the ${wrong} h are from last year.`] : []),
    ];
    const goal = chance.pick(GOALS[measure]);
    return {
      intro: chance.pick(SETTINGS[setting]?.intro ?? []),
      facts,
      rules,
      goal,
      form: 'Answer: {"order": ["<first>", "<second>", …]} with all of them.',
    };
  },
  solve(problem) {
    const plans = orders(problem.jobs.map(({ id }) => id));
    return bestOf(asOrders(plans), (plan) => sequence.judge(problem, plan), "min");
  },
  judge({ jobs, measure, before, must }, answer) {
    const order = distinctTexts(answer["order"]);
    if (order === null) return broken("no order of distinct names");
    const names = nameProblem(
      order,
      jobs.map(({ id }) => id),
    );
    if (names !== null) return broken(names);
    const turned = before.find(([first, second]) => order.indexOf(first) > order.indexOf(second));
    if (turned !== undefined) return broken(`"${turned[1]}" comes before "${turned[0]}"`);
    let clock = 0;
    let value = 0;
    for (const id of order) {
      const job = jobs.find((one) => one.id === id);
      if (job === undefined) continue;
      clock += job.duration;
      const late = Math.max(0, clock - job.due);
      if (late > 0 && must.includes(id)) return broken(`"${id}" is late`);
      value += measure === "late" ? Number(late > 0) : measure === "hours" ? late : late * job.penalty;
    }
    return {
      value,
      reason: { late: `${value} late`, hours: `${value} hours late in all`, fines: `fines of ${value}` }[measure],
    };
  },
};

/**
 * @param {Iterable<string[]>} plans
 * @returns {Generator<{ order: string[] }>}
 */
function* asOrders(plans) {
  for (const order of plans) yield { order };
}
