/**
 * Summaries of known quality, to hold a judge against: for each item one that is right and one
 * that is subtly wrong, one of them terse and the other wordy, so that length says nothing.
 *
 * A wrong one is the reference with one change. What the change breaks follows from it and from
 * the record; nobody has voted on it.
 */

/** @typedef {"faithful" | "no_invention" | "complete"} Criterion */

/** @type {Readonly<Record<string, readonly Criterion[]>>} */
const BREAKS = {
  // A figure or a name that the record does not have there.
  "wrong figure": ["faithful", "no_invention"],
  // A cause that the record rules out or never mentions.
  "wrong cause": ["faithful", "no_invention"],
  "invented step": ["faithful", "no_invention"],
  // Words of the record, put together so that they are not true.
  twisted: ["faithful"],
  "left out": ["complete"],
};

/** Item, kind of flaw, words of the reference, what stands there instead. */
const FLAWS = /** @type {const} */ ([
  ["is-002", "wrong figure", "for 47 minutes", "for 74 minutes"],
  ["is-006", "twisted", "salaries still arrived on time", "salaries arrived late"],
  ["is-010", "wrong cause", "had an outage in its Lyon data centre", "let a certificate expire"],
  ["is-014", "left out", "Migration 311 had dropped the index on customer_id.", "The cause was found and confirmed."],
  ["is-018", "invented step", "will be built", "was built the same evening"],
  ["is-022", "wrong figure", "17 August", "7 August"],
  [
    "is-026",
    "invented step",
    "token rotation will update the job by itself",
    "the job will move to a new storage provider",
  ],
  ["is-030", "wrong cause", "The cause is unknown so far.", "A firmware update locked the docks."],
  ["is-034", "twisted", "exam time extended", "the exam repeated"],
  ["is-038", "wrong figure", "with 38 connections in use", "with 58 connections in use"],
  [
    "is-042",
    "twisted",
    "no customers were affected as the primary served",
    "customers were affected until the standby served",
  ],
  [
    "is-046",
    "wrong cause",
    "A map update marked the bridge as closed in both directions.",
    "The positioning system lost its satellites near the bridge.",
  ],
  ["is-050", "twisted", "earlier than announced", "later than announced"],
  [
    "is-054",
    "twisted",
    "870 orders were restored from backup and 32 lost",
    "32 orders were restored from backup and 870 lost",
  ],
  ["is-058", "invented step", "a second trunk will be ordered", "the contract with the provider will be ended"],
  [
    "is-062",
    "left out",
    "Milking resumed when maintenance ended; robots will get an offline mode.",
    "The matter was dealt with and will be looked at again.",
  ],
  ["is-066", "wrong figure", "58 cargo manifests", "85 cargo manifests"],
  [
    "is-070",
    "wrong cause",
    "The object store bucket had reached its policy limit of 10 million objects.",
    "The web release of that morning broke the upload form.",
  ],
  [
    "is-074",
    "twisted",
    "21 pension members saw another member's letter",
    "21 pension members could not open their own letter",
  ],
  [
    "is-078",
    "invented step",
    "the lost fares will not be charged afterwards",
    "the lost fares will be charged afterwards",
  ],
  [
    "is-082",
    "invented step",
    "by order 14/24 the filings count as in time",
    "the court will extend all deadlines by a day",
  ],
  [
    "is-086",
    "left out",
    "The storage migration skipped file names with characters such as ß and ø.",
    "It had to do with the storage.",
  ],
  ["is-090", "wrong figure", "1 in 5 payments", "4 in 5 payments"],
  [
    "is-094",
    "wrong cause",
    "Readings were keyed by local time without offset, so the repeated hour overwrote itself.",
    "The radio network was overloaded, so meters dropped a reading.",
  ],
  ["is-098", "invented step", "an import with no rows will be refused", "imports will no longer run at midnight"],
  ["is-102", "wrong cause", "The cause is unknown.", "A ticket was printed twice by mistake."],
  ["is-106", "wrong figure", "no call was missed", "two calls were missed"],
  ["is-110", "wrong figure", "51 of 60 apps", "9 of 60 apps"],
  [
    "is-114",
    "twisted",
    "the contractor can return tomorrow at the earliest",
    "the contractor returned and printing goes on",
  ],
  ["is-118", "twisted", "process values from 06:00 to 06:40 are lost", "no process values are lost"],
  [
    "is-122",
    "wrong cause",
    "Dashboard 3.8 expected tenths of ml/h while these pumps, still on old firmware, send whole ml.",
    "The pumps had been set to a rate ten times too high.",
  ],
  [
    "is-126",
    "left out",
    "The threshold was corrected; refused applicants can repeat the photo, and config numbers will be type-checked.",
    "Everything works again.",
  ],
  [
    "is-130",
    "wrong cause",
    "the cause of the letter fault is not found yet",
    "the letter fault comes from the same entitlement",
  ],
  [
    "is-134",
    "twisted",
    "it was a false alarm, the site was not affected and pages matched their hashes",
    "this was confirmed, and the pages were restored",
  ],
  ["is-138", "wrong cause", "gave lengths in feet", "arrived a day late"],
  ["is-142", "invented step", "the supplier will announce changes with a test feed", "a second supplier will be hired"],
]);

/** Words around a bullet that make it longer and claim nothing. */
const WORDY = [
  [
    "According to the record, the following happened: ",
    "As far as the record establishes a cause, it is this: ",
    "As for how it was dealt with and what is to come: ",
  ],
  [
    "To sum up the incident for those who were not there: ",
    "With regard to the reason behind it, the record says: ",
    "On resolution and next steps, the record says: ",
  ],
  [
    "In short, and leaving out details of the timeline: ",
    "Looking at what led to this: ",
    "Looking at where things stand and what follows from that: ",
  ],
];

/** @param {string} text @param {number} turn */
function wordy(text, turn) {
  const words = WORDY[turn % WORDY.length] ?? [];
  return text
    .split("\n")
    .map((line, at) => `- ${words[at] ?? ""}${line.slice(2)}`)
    .join("\n");
}

/**
 * @param {ReadonlyMap<string, { readonly cluster?: string, readonly expected: { readonly reference: string } }>} items
 */
export function* fixtures(items) {
  for (const [turn, [itemId, flaw, from, to]] of FLAWS.entries()) {
    const item = items.get(itemId);
    const reference = item?.expected.reference ?? "";
    if (!reference.includes(from)) throw new Error(`${itemId}: its reference has no "${from}"`);
    const isRightTerse = turn % 2 === 0;
    const texts = { right: reference, wrong: reference.replace(from, to) };
    const cluster = item?.cluster === undefined ? {} : { cluster: item.cluster };
    const met = { faithful: true, no_invention: true, complete: true };
    const broken = Object.fromEntries((BREAKS[flaw] ?? []).map((name) => [name, false]));
    const written = (/** @type {string} */ text, /** @type {boolean} */ isTerse) =>
      isTerse ? { source: "terse", answer: text } : { source: "wordy", answer: wordy(text, turn) };
    yield { itemId, ...cluster, ...written(texts.right, isRightTerse), human: met };
    yield {
      itemId,
      ...cluster,
      ...written(texts.wrong, !isRightTerse),
      flaw: `${flaw}: ${to}`,
      human: { ...met, ...broken },
    };
  }
}
