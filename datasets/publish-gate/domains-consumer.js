/**
 * What is to be published for consumers and learners.
 * @module
 */

/** @typedef {import("./domains-technical.js").Domain} Domain */

/** @type {Domain[]} */
export const consumerDomains = [
  {
    kind: "food label",
    names: ["Granola No. 4", "Smoked Trout", "Lentil Pot", "Oat Drink", "Apricot Bars"],
    form: "letter",
    checks: [
      "allergen check",
      "nutrition values",
      "weight statement",
      "origin statement",
      "claims check",
      "barcode scan",
      "shelf-life test",
    ],
    measured: { name: "salt per portion", small: "mg", large: "g", factor: 1000, limit: 900 },
    roles: ["food law", "product development", "quality assurance", "brand manager", "co-packer"],
    incidents: [
      "mustard is missing from the list of ingredients",
      "the green looks different on foil",
      "the best-before date is printed over the seam",
      "a claim about fibre lacks its figure",
      "traces of hazelnut were found on line 2",
      "the recipe photo shows the old jar",
    ],
    conditions: [
      { ask: "sesame is printed in bold", met: "sesame is in bold now", unmet: "sesame is in plain type on the proof" },
      {
        ask: "the co-packer cleans line 2 before the change",
        met: "the cleaning of line 2 is documented",
        unmet: "line 2 was not cleaned for lack of time",
      },
      {
        ask: "the portion on the front is the one on the back",
        met: "front and back name the same portion",
        unmet: "the front says 40 g and the back 45 g",
      },
    ],
    noise: [
      "the supermarket has reserved the shelf from Monday",
      "the jar is a little heavier than before",
      "tasters liked the sour note",
      "the old label is a collector's item on the net",
      "the farmer on the picture is a model",
      "the lid comes from another supplier now",
      "the team had lunch from the sample batch",
    ],
  },
  {
    kind: "examination paper",
    names: ["Mathematics II", "Nursing, theory", "Contract Law", "Pilots' Meteorology", "Welding, written part"],
    form: "draft",
    checks: [
      "trial run with a stopwatch",
      "solution by a second examiner",
      "syllabus check",
      "accessibility version",
      "print proof",
      "plagiarism search",
      "adding up of the points",
    ],
    roles: ["head examiner", "second examiner", "examination board", "disability officer", "print room"],
    incidents: [
      "question 5 has two right answers",
      "a photo of page 2 was seen in a chat group",
      "the margin is narrow",
      "the formula sheet is from last year",
      "task 3 was in the exercise book",
      "a comma is missing in the heading",
    ],
    conditions: [
      { ask: "task 4 is shortened", met: "task 4 was shortened", unmet: "task 4 is as long as it was" },
      {
        ask: "the drawing is enlarged",
        met: "the drawing fills the page now",
        unmet: "the drawing is as small as before",
      },
      {
        ask: "calculators are forbidden on the cover",
        met: "the cover forbids calculators",
        unmet: "the cover says nothing about calculators",
      },
    ],
    noise: [
      "the hall is booked for Saturday",
      "last year's average was poor",
      "there are 212 candidates",
      "the envelopes are the good ones",
      "the head examiner retires in summer",
      "the printer has been repaired",
      "candidates ask whether pencils are allowed",
    ],
  },
  {
    kind: "safety notice to customers",
    names: ["Ladder L7", "Brake Hose Notice", "Pram Buckle", "Gas Grill Vesta", "Lift Door Bulletin"],
    form: "draft",
    checks: [
      "root cause report",
      "list of serial numbers",
      "test of the remedy",
      "wording for lay people",
      "hotline test",
      "stock of spare parts",
      "translation check",
    ],
    measured: { name: "play of the repaired joint", small: "mm", large: "cm", factor: 10, limit: 4 },
    roles: ["product safety", "legal department", "customer service", "insurer", "managing director"],
    incidents: [
      "the remedy failed on an older series",
      "the hotline number is one digit short",
      "a serial range is missing",
      "the photo shows another model",
      "the envelope window cuts off the postcode",
      "two customers report the fault after the repair",
    ],
    conditions: [
      {
        ask: "spare parts for the first thousand are in stock",
        met: "1,200 sets of spare parts are in stock",
        unmet: "there are 310 sets of spare parts in stock",
      },
      {
        ask: "the authority has been told",
        met: "the receipt of the authority is in the file",
        unmet: "the authority has not been told",
      },
      {
        ask: "the word 'harmless' is deleted",
        met: "the word 'harmless' is no longer in it",
        unmet: "the word 'harmless' is still in the second line",
      },
    ],
    noise: [
      "the press may get wind of it any day",
      "the hotline has eight seats",
      "a lawyer on the other side has written again",
      "the paper is yellow so that nobody overlooks it",
      "dealers would like a poster",
      "the fault has been known since winter",
      "the board wants this behind it",
    ],
  },
  {
    kind: "e-learning course",
    names: ["Fire Safety Basics", "Onboarding Abroad", "Data in the Ward", "Forklift Theory", "Kind Words, Hard Calls"],
    form: "semver",
    checks: [
      "captions",
      "quiz answers",
      "certificate print",
      "screen reader test",
      "licence of the videos",
      "pilot group feedback",
      "storing of progress",
    ],
    measured: { name: "longest video without a break", small: "s", large: "min", factor: 60, limit: 420 },
    roles: ["subject expert", "works council", "training lead", "IT operations", "accessibility officer"],
    incidents: [
      "the last quiz accepts any answer",
      "a speaker's name is misspelt",
      "progress is lost on phones",
      "the actor in scene 2 has withdrawn her consent",
      "the background music is a little loud",
      "the certificate carries the wrong legal text",
    ],
    conditions: [
      {
        ask: "results are not shown to managers",
        met: "managers no longer see results",
        unmet: "managers still see single results",
      },
      { ask: "scene 4 is filmed again", met: "scene 4 was filmed again", unmet: "scene 4 is the old take" },
      {
        ask: "there is a version without sound",
        met: "the version without sound is online for testers",
        unmet: "the version without sound was postponed",
      },
    ],
    noise: [
      "new staff start on the first",
      "the actors were colleagues from logistics",
      "the old course was a slide deck from 2014",
      "people like the dog in scene 1",
      "the tool costs more from next year",
      "there are two spare licences",
      "the subtitle font is called Harvest",
    ],
  },
];
