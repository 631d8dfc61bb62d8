/**
 * Drafts about a source that is given: the figures of branches, minutes of a meeting, the sheet of a product.
 * @module
 */
import { dateText, grouped, misread } from "./figures.js";
import { PEOPLE, TOWNS } from "./names.js";

/** @typedef {import("./planter.js").Writer} Writer */

const THINGS = [
  { name: "cargo trailer", part: "hitch", stuff: ["ash wood", "steel", "aluminium"], use: "the ride to the market" },
  { name: "camping stove", part: "windshield", stuff: ["brass", "titanium", "cast iron"], use: "cold mornings" },
  { name: "desk lamp", part: "shade", stuff: ["felt", "glass", "birch veneer"], use: "late hours" },
  { name: "rain barrel", part: "lid", stuff: ["oak", "recycled plastic", "zinc"], use: "dry summers" },
  { name: "tent", part: "groundsheet", stuff: ["cotton", "nylon", "hemp"], use: "two and a dog" },
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
