/**
 * Drafts about a source that is given: five kinds of documents.
 * @module
 */
import { dateText, grouped, misread } from "./figures.js";

/** @typedef {import("../seeded.js").Seeded} Seeded */
/** @typedef {import("./planter.js").Planter} Planter */
/** @typedef {(chance: Seeded, plant: Planter) => { source: string, draft: string, tags?: string[] }} Writer */

const TOWNS = ["Ostwick", "Varnholm", "Helmsay", "Corrand", "Tessel Bay", "Moorgate", "Quillin", "Brackwater"];
const PEOPLE = [
  "Ida Fenwright",
  "Tomasz Okrent",
  "Lucía Barrado",
  "Henk Dorrel",
  "Amina Sefu",
  "Pelle Grankvist",
  "Rosa Tindaro",
  "Viktor Halm",
];

/** @type {Writer} */
export function branches(chance, plant) {
  const names = chance.sample(TOWNS, 3);
  const heads = chance.sample(PEOPLE, 4);
  const rows = names.map((name, index) => ({
    name,
    head: heads[index] ?? "",
    now: chance.integer(120, 980) * 10,
    before: chance.integer(120, 980) * 10,
    staff: chance.integer(4, 60),
    opened: chance.integer(1968, 2019),
  }));
  const [a, b, c] = /** @type {[typeof rows[0], typeof rows[0], typeof rows[0]]} */ (/** @type {unknown} */ (rows));
  const goods = chance.pick(["bicycles", "garden tools", "stoves", "canoes", "sewing machines", "hearing aids"]);
  const layout = chance.integer(0, 2);
  const source =
    layout === 0
      ? `branch | head | ${goods} sold, this year | last year | staff | open since\n${rows.map((row) => `${row.name} | ${row.head} | ${row.now} | ${row.before} | ${row.staff} | ${row.opened}`).join("\n")}`
      : rows
          .map((row) =>
            layout === 1
              ? `${row.name} (since ${row.opened}). Head: ${row.head}. Staff: ${row.staff}. Sold ${row.now} ${goods}, the year before ${row.before}.`
              : `- ${row.name}\n  opened ${row.opened}, ${row.staff} people, led by ${row.head}\n  ${goods}: ${row.before} last year, ${row.now} this year`,
          )
          .join("\n");
  const best = [...rows].sort((x, y) => y.now - x.now)[0] ?? a;
  const other = rows.find((row) => row !== best) ?? a;
  const grew = (/** @type {typeof a} */ row) => (row.now > row.before ? ["more", "fewer"] : ["fewer", "more"]);
  const [more = "", less = ""] = grew(b);
  const isRounded = chance.chance(0.4);
  const opening = chance.pick([
    `A year of ${goods}, in three branches.`,
    `Our branches report on their ${goods}.`,
    `What became of the ${goods}? A look at the branches.`,
  ]);
  const sentences = [
    `${a.name} sold ${plant.words(grouped(a.now), grouped(misread(a.now, chance)), "number")} ${goods} this year.`,
    chance.pick([
      `The branch is led by ${plant.words(a.head, heads[3] ?? "", "name")}.`,
      `At its head is ${plant.words(a.head, b.head, "name")}.`,
    ]),
    `${b.name} sold ${plant.words(more, less, "reversed")} of them than the year before, ${grouped(b.now)} after ${plant.words(grouped(b.before), grouped(misread(b.before, chance)), "number")}.`,
    chance.pick([
      `It was the branch in ${plant.words(best.name, other.name, "name")} that sold most.`,
      `First place goes to ${plant.words(best.name, other.name, "name")}.`,
    ]),
    `${c.name} has been open since ${plant.words(String(c.opened), String(c.opened + chance.pick([1, -2, 10])), "date")} and has a staff of ${plant.words(String(c.staff), String(misread(c.staff, chance)), "number")}.`,
    plant.words(
      "",
      chance.pick([
        "Customers there praise the new opening hours.",
        "A fourth branch is to follow next spring.",
        "The head office paid a bonus to everybody.",
      ]),
      "unsupported",
    ),
    isRounded
      ? `Together the three sold about ${grouped(Math.round(rows.reduce((sum, { now }) => sum + now, 0) / 1000) * 1000)}.`
      : "",
    chance.pick(["So much for the figures.", "More in the next issue.", "Thanks to all who counted."]),
  ];
  return {
    source,
    draft: `${opening} ${sentences.filter((one) => one !== "").join(" ")}`,
    tags: isRounded ? ["near-miss"] : [],
  };
}

/** @type {Writer} */
export function minutes(chance, plant) {
  const tongue = chance.pick(/** @type {const} */ (["en", "en", "de", "fr"]));
  const [chair = "", speaker = "", keeper = "", stranger = ""] = chance.sample(PEOPLE, 4);
  const topic = chance.pick([
    { en: "the new footbridge", de: "Fußgängerbrücke", fr: "la passerelle" },
    { en: "the swimming bath", de: "Schwimmbad", fr: "la piscine" },
    { en: "the village shop", de: "Dorfladen", fr: "l'épicerie" },
    { en: "the choir's journey", de: "Chorreise", fr: "le voyage de la chorale" },
    { en: "the community orchard", de: "Obstwiese", fr: "le verger communal" },
  ]);
  const [present, forIt, cost, day, month, hour] = [
    chance.integer(18, 64),
    chance.integer(10, 17),
    chance.integer(12, 90) * 100,
    chance.integer(1, 28),
    chance.integer(1, 12),
    chance.integer(17, 20),
  ];
  const against = chance.integer(1, Math.min(9, present - forIt));
  const next = { day: chance.integer(1, 28), month: (month % 12) + 1 };
  const isPassed = forIt > against;
  const source = {
    en: `Minutes, ${dateText(day, month, 2025)}, begin ${hour}:30\npresent: ${present}; chair: ${chair}; minutes: ${keeper}\n1. ${topic.en}: ${speaker} presents an offer of ${grouped(cost)} euros\n   vote: ${forIt} for, ${against} against, the others abstain\n2. next meeting: ${dateText(next.day, next.month)}, same place`,
    de: `Protokoll vom ${day}.${month}.2025, Beginn ${hour}.30 Uhr\nAnwesend: ${present}. Leitung: ${chair}. Protokoll: ${keeper}.\nTOP 1 ${topic.de}: ${speaker} stellt ein Angebot über ${cost} Euro vor. Abstimmung: ${forIt} dafür, ${against} dagegen, der Rest enthält sich.\nTOP 2 Nächste Sitzung am ${next.day}.${next.month}., gleicher Ort.`,
    fr: `Compte rendu du ${day}/${month}/2025 (jour/mois), ouverture à ${hour} h 30\nPrésents : ${present} ; présidence : ${chair} ; secrétaire : ${keeper}\n1) ${topic.fr} : ${speaker} présente un devis de ${cost} euros. Vote : ${forIt} pour, ${against} contre, les autres s'abstiennent.\n2) Prochaine réunion le ${next.day}/${next.month}, au même endroit.`,
  }[tongue];
  const hall = chance.pick(["met", "came together", "sat down"]);
  const draft = [
    `On ${plant.words(dateText(day, month), dateText(day === 28 ? 27 : day + 1, month), "date")} the assembly ${hall} about ${topic.en}.`,
    chance.pick([
      `${plant.words(String(present), String(misread(present, chance)), "number")} people had come.`,
      `There were ${plant.words(String(present), String(misread(present, chance)), "number")} people in the room.`,
    ]),
    `${plant.words(speaker, chance.pick([chair, stranger]), "name")} had brought an offer of ${plant.words(grouped(cost), grouped(cost * 10), "number")} euros.`,
    `With ${forIt} votes to ${against} it was ${plant.words(isPassed ? "accepted" : "turned down", isPassed ? "turned down" : "accepted", "reversed")}.`,
    chance.pick([
      `The meeting was chaired by ${plant.words(chair, keeper, "name")}.`,
      `In the chair was ${plant.words(chair, keeper, "name")}.`,
    ]),
    plant.words(
      "",
      chance.pick([
        "Building is to begin in the autumn.",
        "A donor has promised to pay half of it.",
        "The vote was secret.",
      ]),
      "unsupported",
    ),
    chance.pick([
      `The next meeting is on ${plant.words(dateText(next.day, next.month), dateText(next.day, (next.month % 12) + 1), "date")}.`,
      `All meet again on ${plant.words(dateText(next.day, next.month), dateText(next.day === 1 ? 2 : next.day - 1, next.month), "date")}, in the same place.`,
    ]),
  ];
  return {
    source,
    draft: draft.filter((one) => one !== "").join(chance.pick([" ", "\n"])),
    tags: tongue === "en" ? [] : ["foreign-language"],
  };
}

const THINGS = [
  { name: "cargo trailer", part: "hitch", stuff: ["ash wood", "steel", "aluminium"], use: "the ride to the market" },
  { name: "camping stove", part: "windshield", stuff: ["brass", "titanium", "cast iron"], use: "cold mornings" },
  { name: "desk lamp", part: "shade", stuff: ["felt", "glass", "birch veneer"], use: "late hours" },
  { name: "rain barrel", part: "lid", stuff: ["oak", "recycled plastic", "zinc"], use: "dry summers" },
  { name: "tent", part: "groundsheet", stuff: ["cotton", "nylon", "hemp"], use: "two and a dog" },
];

/** @type {Writer} */
export function product(chance, plant) {
  const thing = chance.pick(THINGS);
  const [stuff = "", other = ""] = chance.sample(thing.stuff, 2);
  const [grams, width, years, price, from] = [
    chance.integer(8, 90) * 100,
    chance.integer(21, 180),
    chance.integer(2, 10),
    chance.integer(29, 480),
    chance.pick(TOWNS),
  ];
  const elsewhere = chance.pick(TOWNS.filter((town) => town !== from));
  const colours = chance.sample(["moss", "sand", "ink", "rust", "chalk"], 3);
  const isProof = chance.chance(0.5);
  const labels = chance.pick([
    ["material", "weight", "width", "guarantee", "price", "made in", "colours", "washable"],
    [
      "Material",
      "Gewicht",
      "Breite",
      "Garantie (Jahre)",
      "Preis (EUR)",
      "Herkunft",
      "Farben (engl. Bezeichnung)",
      "abwaschbar",
    ],
    ["material", "peso", "ancho", "garantía (años)", "precio (EUR)", "origen", "colores (en inglés)", "lavable"],
  ]);
  const kilos = chance.chance(0.5);
  const inMonths = chance.chance(0.4);
  const cells = [
    stuff,
    kilos ? `${grams / 1000} kg` : `${grams} g`,
    `${width} cm`,
    years,
    price,
    from,
    colours.join(", "),
    labels[0] === "Material"
      ? isProof
        ? "ja"
        : "nein"
      : labels[1] === "peso"
        ? isProof
          ? "sí"
          : "no"
        : isProof
          ? "yes"
          : "no",
  ];
  const source = `${thing.name}\n${labels.map((label, index) => `${label}${chance.pick([": ", " = ", "\t"])}${cells[index]}`).join("\n")}`;
  const weight = kilos
    ? [`${grams / 1000} kilograms`, `${grams / 1000} grams`]
    : [`${grams / 1000} kilograms`, `${grams / 100} kilograms`];
  const draft = [
    chance.pick([`Made for ${thing.use}: our ${thing.name}.`, `Here it is, the ${thing.name} for ${thing.use}.`]),
    `Its ${thing.part} and body are of ${plant.words(stuff, other, "name")}, and it comes from ${plant.words(from, elsewhere, "name")}.`,
    `It weighs ${plant.words(weight[0] ?? "", weight[1] ?? "", "unit")} and is ${plant.words(`${width} centimetres`, `${width} millimetres`, "unit")} wide.`,
    `You ${plant.words(isProof ? "can wipe it clean" : "must not wash it", isProof ? "must not wash it" : "can wipe it clean", "reversed")}.`,
    `We give a guarantee of ${inMonths ? plant.words(`${years * 12} months`, `${years * 10} months`, "unit") : plant.words(`${years} years`, `${years + 1} years`, "number")}.`,
    plant.words(
      "",
      chance.pick(["A repair kit is included.", "Delivery is free.", "It won a prize for its design."]),
      "unsupported",
    ),
    `There is a choice of ${colours[0]}, ${colours[1]} and ${plant.words(colours[2] ?? "", "snow", "name")}.`,
    chance.pick([
      `Yours for ${plant.words(`${price} euros`, `${misread(price, chance)} euros`, "number")}.`,
      `It costs ${plant.words(`${price} euros`, `${misread(price, chance)} euros`, "number")}.`,
    ]),
  ];
  return {
    source,
    draft: draft.filter((one) => one !== "").join(chance.pick([" ", "\n"])),
    tags: [...(labels[1] === "weight" ? [] : ["foreign-language"]), ...(inMonths ? ["near-miss"] : [])],
  };
}

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
