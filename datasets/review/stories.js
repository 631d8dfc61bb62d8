/**
 * Drafts about a source that is given: a chronicle, an interview, the log of a dig.
 * @module
 */
import { grouped, misread } from "./figures.js";
import { PEOPLE, TOWNS } from "./names.js";

/** @typedef {import("./planter.js").Writer} Writer */

/** @type {Writer} */
export function mill(chance, plant) {
  const place = chance.pick(["paper mill", "brewery", "tram depot", "glass works", "bell foundry", "salt works"]);
  const town = chance.pick(TOWNS);
  const [founder = "", heir = "", buyer = "", nobody = ""] = chance.sample(PEOPLE, 4);
  const start = chance.integer(1804, 1890);
  const [fire, rail, closed] = [
    start + chance.integer(9, 25),
    start + chance.integer(30, 45),
    start + chance.integer(60, 110),
  ];
  const [hands, peak] = [chance.integer(6, 30), chance.integer(90, 400)];
  const cause = chance.pick(["a chimney spark", "lightning", "a broken lamp"]);
  const wrongCause = chance.pick(["arson", "a flood", "an earthquake"]);
  const rows = [
    `${start} ${founder} founds the ${place} with ${hands} workers`,
    `${fire} fire, caused by ${cause}; rebuilt within a year`,
    `${rail} siding to the railway; the business goes to ${heir}, cousin of the founder`,
    `${rail + 12} largest number of workers: ${peak}`,
    `${closed} bought by ${buyer} and closed in the same year`,
  ];
  const source = chance.chance(0.5)
    ? rows.join("\n")
    : `Notes from the archive of ${town}. ${rows.map((row) => `${row.slice(0, 4)}:${row.slice(4)}.`).join(" ")}`;
  const isCounted = chance.chance(0.5);
  const draft = [
    chance.pick([
      `The ${place} of ${town} has a long history.`,
      `Who remembers the ${place} of ${town}?`,
      `A walk through ${town} leads past the old ${place}.`,
      `From the archive: the ${place} of ${town}.`,
    ]),
    `${chance.pick(["It was founded in", "It was set up in", "It was begun in"])} ${plant.words(String(start), String(start + chance.pick([-10, 1, 20])), "date")} by ${plant.words(founder, nobody, "name")}, ${chance.pick(["who began with", "together with", "at first with"])} ${plant.words(String(hands), String(misread(hands, chance)), "number")} workers.`,
    `A fire, started by ${plant.words(cause, wrongCause, "name")}, destroyed it in ${plant.words(String(fire), String(fire + 5), "date")}.`,
    chance.pick(["Within a year it stood again.", "It was built up again within twelve months."]),
    isCounted ? `The siding came ${rail - start} years after the founding.` : "",
    `${chance.pick(["When the siding came, the business went to", "With the siding to the railway it passed to", "The siding was built when it came to"])} ${heir}, the ${plant.words("cousin", "neighbour", "name")} of the founder.`,
    plant.words(
      "",
      chance.pick([
        "She is said to have learnt the trade in the capital.",
        "The town honoured her with a street.",
        "Wages were the highest in the county.",
      ]),
      "unsupported",
    ),
    `${chance.pick([`At its height the ${place} gave work to`, `The largest staff of the ${place} was one of`])} ${plant.words(grouped(peak), grouped(misread(peak, chance)), "number")} people.`,
    `${buyer} bought it in ${plant.words(String(closed), String(closed - 10), "date")} and closed it ${plant.words("in the same year", "some years later", "reversed")}.`,
  ];
  return { source, draft: draft.filter((one) => one !== "").join(" "), tags: isCounted ? ["near-miss"] : [] };
}

/** @type {Writer} */
export function talk(chance, plant) {
  const [one = "", two = ""] = chance.sample(PEOPLE, 2);
  const job = chance.pick(["beekeeper", "ferry captain", "piano tuner", "night baker", "map printer", "stonemason"]);
  const [years, hours, share, helpers] = [
    chance.integer(8, 40),
    chance.integer(4, 13),
    chance.integer(2, 8) * 10,
    chance.integer(2, 9),
  ];
  const likes = chance.sample(["the silence", "the smell", "the regulars", "the tools", "the early light"], 2);
  const wants = chance.pick(["an apprentice", "a new roof", "a second van", "a month off"]);
  const [yes, no] = chance.chance(0.5)
    ? ["Yes, I would do it all again.", "again"]
    : ["No. Once is enough for a life.", "once"];
  const turns = [
    [`How long have you been a ${job}?`, `${years} years in May.`],
    ["And a working day?", `${hours} hours, if all goes well.`],
    ["What is best about it?", `${likes[0]}, without a doubt. Some would say ${likes[1]}, not me.`],
    ["Who helps?", `${helpers} people, all part-time. ${share} percent of the work is paperwork, and that I do alone.`],
    ["A wish?", `${wants}.`],
    ["Would you choose it again?", yes],
  ];
  const source = turns
    .map(([question, answer]) =>
      chance.pick([`${one}: ${question}\n${two}: ${answer}`, `Q (${one}) ${question}\nA (${two}) ${answer}`]),
    )
    .join("\n");
  const again = no === "again";
  const draft = [
    `${plant.words(two, one, "name")} has been a ${job} for ${plant.words(`${years} years`, `${years + chance.pick([1, 10, -3])} years`, "number")}.`,
    `A day has ${plant.words(`${hours} hours`, `${misread(hours, chance)} hours`, "number")} of work, if all goes well.`,
    `The best of it is ${plant.words(likes[0] ?? "", likes[1] ?? "", "name")}.`,
    `${plant.words(String(share), String(100 - share === share ? share + 10 : 100 - share), "number")} percent of the work is paperwork, done ${plant.words("alone", "by the helpers", "reversed")}.`,
    `There are ${plant.words(String(helpers), String(helpers + 2), "number")} helpers, none of them full-time.`,
    plant.words(
      "",
      chance.pick([
        "The family is against it.",
        "Business has doubled since the spring.",
        "A book about it is being written.",
      ]),
      "unsupported",
    ),
    `Asked for a wish, our guest names ${plant.words(wants, chance.pick(["a pay rise", "a better knee", "peace with the neighbours"]), "name")}.`,
    `The same trade ${plant.words(again ? "again? Gladly" : "again? Rather not", again ? "again? Rather not" : "again? Gladly", "reversed")}.`,
  ];
  return { source, draft: draft.filter((part) => part !== "").join(chance.pick([" ", "\n\n"])) };
}

/** @type {Writer} */
export function dig(chance, plant) {
  const town = chance.pick(TOWNS);
  const finds = chance.sample(["comb", "spindle", "key", "bead", "buckle", "bowl", "needle"], 4);
  const made = chance.sample(["bone", "bronze", "amber", "iron", "clay", "horn"], 4);
  const rows = finds.map((find, index) => ({
    find,
    of: made[index] ?? "",
    depth: chance.integer(35, 240),
    day: chance.integer(1, 27),
    layer: chance.integer(2, 7),
  }));
  const [a, b, c, d] = /** @type {[typeof rows[0], typeof rows[0], typeof rows[0], typeof rows[0]]} */ (
    /** @type {unknown} */ (rows)
  );
  const deepest = [...rows].sort((x, y) => y.depth - x.depth)[0] ?? a;
  const another = rows.find((row) => row !== deepest) ?? a;
  const source = `Trench at ${town}, finds in July\n${rows.map((row) => chance.pick([`${row.day}.7. layer ${row.layer}: ${row.find} (${row.of}), ${row.depth} cm below ground`, `July ${row.day} | ${row.find} | ${row.of} | layer ${row.layer} | ${row.depth} cm`])).join("\n")}\nnothing was found in layer 1; dating is pending for all finds`;
  const draft = [
    chance.pick([`Four finds came out of the trench at ${town} in July.`, `News from the trench at ${town}.`]),
    `On ${plant.words(`${a.day} July`, `${a.day + 1} July`, "date")} a ${a.find} of ${plant.words(a.of, b.of, "name")} was lifted from layer ${plant.words(`${a.layer}`, `${a.layer + 1}`, "number")}.`,
    `The ${b.find} lay ${plant.words(`${b.depth} centimetres`, `${b.depth} metres`, "unit")} below ground.`,
    `Deepest of all was the ${plant.words(deepest.find, another.find, "name")}.`,
    `The ${c.find}, of ${c.of}, came from a depth of ${plant.words(`${(c.depth / 100).toFixed(2)} m`, `${(c.depth / 10).toFixed(1)} m`, "unit")}.`,
    `The ${d.find} appeared on ${plant.words(`${d.day} July`, `${d.day} June`, "date")}.`,
    plant.words(
      "",
      chance.pick([
        "It points to trade with the south.",
        "It is the oldest of its kind in the region.",
        "It will be shown in the town hall.",
      ]),
      "unsupported",
    ),
    `The first layer held ${plant.words("nothing", "a few shards", "reversed")}, and the dating is ${plant.words("still open", "done", "reversed")}.`,
  ];
  return { source, draft: draft.filter((one) => one !== "").join(" ") };
}
