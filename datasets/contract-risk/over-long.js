/**
 * Over-long clauses: definitions and boilerplate by the page, with one sentence that matters, or none.
 * @module
 */
import { Seeded } from "../seeded.js";
import { clause } from "./clause.js";

const KINDS = [
  "Agreed",
  "Annual",
  "Base",
  "Current",
  "Delivery",
  "Eligible",
  "Final",
  "General",
  "Initial",
  "Local",
  "Minor",
  "Nominated",
  "Operating",
  "Permitted",
  "Quarterly",
];
const NOUNS = ["Area", "Budget", "Calendar", "Document", "Estimate", "Facility", "Hour", "Index", "Meeting", "Notice"];
const MEANINGS = [
  "means the one described under that name in the Schedule, as it reads on the day of signature",
  "has the meaning that a person skilled in the trade would give it",
  "means any such item that both parties have initialled",
  "is to be understood without regard to its heading",
  "means, where the context allows, also its plural",
  "means what the contact persons have last recorded in the joint minutes",
  "refers to the calendar of the place where the Services are rendered",
];

const BOILERPLATE = [
  "Headings are for ease of reading and do not affect how this document is understood, nor does the order in which its parts stand.",
  "A notice is given when it reaches the address on the first page during working hours, and otherwise at the beginning of the next working day.",
  "If a day on which something is to be done is a public holiday at the place of performance, it may be done on the day after.",
  "This document may be signed in several copies, each of which is an original and all of which together are one instrument.",
  "No failure to insist on a right is to be taken as giving it up, by whichever party and however often it may happen.",
  "If a provision is void the others stand, and the parties replace it by one that comes as near to it as the law allows.",
  "The schedules are part of this document. Where a schedule and the body differ, the body prevails, save for technical figures, for which the schedule does.",
  "Words in the singular include the plural, words for persons include companies, and the word including does not exclude.",
  "Each party bears its own costs of preparing this document and has been free to take advice on it.",
  "Neither party is the agent or partner of the other, and neither may make promises in the other's name.",
  "Events beyond the control of a party, such as flood, fire or strikes in the whole branch, suspend its duties for as long as they last.",
  "The parties keep the minutes of their meetings for two years and let each other have copies on request.",
  "Amounts are stated without value added tax, which is added at the rate of the day of the supply.",
  "Where this document asks for consent, consent is not to be withheld or delayed without a good reason, by either party.",
  "References to a statute are to the statute as in force from time to time, with the regulations made under it.",
  "This document contains all that was agreed on its subject; letters of intent and presentations that went before it are spent.",
  "Both parties observe the laws against bribery and tell each other of attempts that come to their notice.",
  "The contact persons meet once a month, in person or by telephone, and draw up a list of what is open.",
  "Drafts are exchanged in editable form with changes shown, and the latest draft carries the highest number.",
  "Samples are kept in a dry place, labelled with day and batch, and thrown away after the period stated in the schedule.",
  "Working hours are those of the place where the work is done, with a lunch break that follows local custom.",
  "Third parties have no right to enforce any part of this document, unless it says so expressly.",
  "Receipts are sent by electronic mail in a common format; paper receipts are sent to whoever asks for them.",
  "Measurements are taken with calibrated instruments, in metric units, and rounded to the last place shown in the schedule.",
  "Quality is that of the sample which both parties have sealed, and failing a sample that of ordinary goods of the kind.",
  "Access to premises is given upon presentation of a badge; visitors are accompanied and observe the safety rules of the house.",
  "Each party names a deputy for its contact person, for holidays and illness, and updates the list when it changes.",
  "Packaging is chosen so as to protect the goods on the usual routes, and is returned or recycled as the schedule provides.",
];

/** @type {[name: string, reader: string, marks: string, sentence: string][]} */
const NEEDLES = [
  [
    "Facility services, consolidated terms",
    "Contractor",
    "H indemnity faultless +over-long",
    "As regards the Minor Facility, [[Contractor takes the place of Owner towards anyone who raises claims, and reimburses what Owner has spent]], no fault being needed.",
  ],
  [
    "Laboratory services, consolidated terms",
    "Customer",
    "H data-use forever +over-long",
    "Figures that arise in the course of a Quarterly Estimate [[may be used by Laboratory for its own products and those of its partners, for an indefinite time and without a right to revoke]].",
  ],
  [
    "Port logistics, consolidated terms",
    "Shipper",
    "H unilateral-change notice +over-long",
    "The Base Index is reviewed in autumn; [[Carrier may then fix another Base Index and thereby the rates]], which takes effect ninety days after Shipper has been told.",
  ],
  [
    "Call centre services, consolidated terms",
    "Agency",
    "H termination discretion +over-long",
    "Should the Agreed Budget be exceeded or not, [[Principal may end the engagement at any time without stating why]], and a Final Meeting is held.",
  ],
  [
    "Archive services, consolidated terms",
    "Foundation",
    "H none +over-long +near-miss",
    "Archive indemnifies Foundation for the loss of any Final Document and may not limit its liability in that respect, now or later.",
  ],
];

/** @type {(index: number) => import("./clause.js").Contract} */
function overLong(index) {
  const [kind, reader, marks, sentence] = /** @type {[string, string, string, string]} */ (NEEDLES[index]);
  const seeded = new Seeded(`contract-risk:over-long:${index}`);
  const terms = seeded.sample(
    KINDS.flatMap((first) => NOUNS.map((noun) => `${first} ${noun}`)),
    70,
  );
  const definitions = terms.map((term) => `"${term}" ${seeded.pick(MEANINGS)}.`);
  const body = seeded.shuffled([...definitions, ...BOILERPLATE]);
  body.splice(seeded.integer(30, 75), 0, sentence);
  const numbered = body.map((line, place) => `${Math.floor(place / 10) + 1}.${(place % 10) + 1} ${line}`);
  return { kind, reader, clauses: [clause(marks, numbered.join("\n"))] };
}

export const overLongContracts = NEEDLES.map((_, index) => overLong(index));
