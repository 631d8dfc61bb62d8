/**
 * Text that is long and says nothing, for items that are made hard by their length.
 * @module
 */

/** @typedef {import("./seeded.js").Seeded} Seeded */

const LONG = {
  who: [
    "the caretaker",
    "our neighbour",
    "the choir master",
    "the auditor",
    "a cousin of mine",
    "the old director",
    "the ferryman",
    "my dentist",
    "the night watch",
    "the youngest of us",
    "the bookseller",
    "the mayor's driver",
  ],
  did: [
    "once told me about",
    "complained for an hour about",
    "wrote a letter concerning",
    "still dreams of",
    "never understood",
    "took photographs of",
    "lost a bet over",
    "gave a speech on",
    "forgot everything about",
    "is proud of",
  ],
  what: [
    "the clock that runs backwards",
    "the winter of the frozen pipes",
    "a suitcase full of maps",
    "the wedding with two cakes",
    "the painted staircase",
    "a parrot that could count",
    "the strike of the bakers",
    "the missing bell rope",
    "the year without plums",
    "the flood in the archive",
    "a very slow train",
    "the wrong side of the hill",
  ],
  since: [
    "and nobody has mentioned it since",
    "which has nothing to do with our question",
    "but that is another story",
    "and so we bought a new kettle",
    "although the minutes say otherwise",
    "before the bridge was painted",
    "while the soup was getting cold",
    "and it rained all the same",
    "as if it had been yesterday",
    "and I still laugh about it",
  ],
};

/**
 * Some thousand words that have nothing to do with anything.
 *
 * @param {Seeded} chance
 */
export function gossip(chance) {
  const lines = Array.from({ length: 90 }, () =>
    sentence(`${chance.pick(LONG.who)} ${chance.pick(LONG.did)} ${chance.pick(LONG.what)}, ${chance.pick(LONG.since)}`),
  );
  return Array.from({ length: 9 }, (_, index) => lines.slice(index * 10, index * 10 + 10).join(" ")).join("\n\n");
}

/** @type {(fact: string) => string} */
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
