/**
 * What is to be published, on the editorial and commercial side.
 * @module
 */

/** @typedef {import("./domains-technical.js").Domain} Domain */

/** @type {Domain[]} */
export const editorialDomains = [
  {
    kind: "investigative article",
    names: ["The Quarry Papers", "Who Owns the Lake", "Nine Missing Invoices", "Silent Wards", "A Bridge Too Cheap"],
    form: "draft",
    checks: [
      "fact check",
      "second source for every allegation",
      "right of reply",
      "picture rights",
      "libel reading",
      "figures re-calculated",
      "source protection review",
    ],
    roles: ["desk editor", "legal counsel", "editor in chief", "picture editor", "standards editor"],
    incidents: [
      "a quotation is denied by the person quoted",
      "a caption names the wrong village",
      "an informant could be recognised from the documents shown",
      "the graphic is cut off on phones",
      "a sum is given in the wrong year's money",
      "the headline is longer than the column",
    ],
    conditions: [
      { ask: "paragraph seven is cut", met: "paragraph seven was cut", unmet: "paragraph seven is still in the text" },
      {
        ask: "the company's answer is quoted in full",
        met: "the answer of the company is quoted in full now",
        unmet: "of the company's answer one sentence is quoted",
      },
      {
        ask: "the name of the driver is changed",
        met: "the driver has another name in the text now",
        unmet: "the driver still goes by his real name in the text",
      },
    ],
    noise: [
      "the other paper is said to have the story as well",
      "the podcast is recorded",
      "the author has worked on this for fourteen months",
      "subscribers were promised something big",
      "the illustration is wonderful",
      "the web desk asks for a shorter headline",
      "the phone of the press office has been ringing since nine",
    ],
  },
  {
    kind: "patient leaflet",
    names: ["Noxapril", "Tussidorm", "Ferroline", "Calmentin", "Otavene"],
    form: "letter",
    checks: [
      "readability test",
      "comparison with the licence",
      "proof of dosing table",
      "translation back into English",
      "barcode scan",
      "side-effect list",
      "font size check",
    ],
    measured: { name: "single dose for children as printed", small: "mg", large: "g", factor: 1000, limit: 250 },
    roles: [
      "medical writer's supervisor",
      "pharmacovigilance",
      "regulatory affairs",
      "packaging technology",
      "qualified person",
    ],
    incidents: [
      "the interaction with anticoagulants is missing",
      "a full stop is missing on page two",
      "the dose for children stands in the column for adults",
      "the fold covers a line",
      "the blue is too dark",
      "the leaflet names the old manufacturer",
    ],
    conditions: [
      {
        ask: "the warning about driving is moved to the front",
        met: "the warning about driving is on the front page",
        unmet: "the warning about driving is on page three",
      },
      {
        ask: "the old stock is destroyed first",
        met: "the destruction of the old stock is on record",
        unmet: "two pallets of the old stock are still in the warehouse",
      },
      {
        ask: "the Polish text is read by a pharmacist",
        met: "a pharmacist has read the Polish text and found nothing",
        unmet: "the Polish text was read by the translator alone",
      },
    ],
    noise: [
      "the packaging line is free on Tuesday",
      "the paper is thinner than before",
      "the authority has a new form for variations",
      "the colour was chosen by the vote of the team",
      "last year's leaflet had the same layout",
      "pharmacies ask for smaller boxes",
      "the printer gives three per cent off for prompt orders",
    ],
  },
  {
    kind: "price list",
    names: ["Spring Catalogue", "Trade Prices North", "Spare Parts", "Hotel Partners", "Winter Tyres"],
    form: "issue",
    checks: [
      "margin check",
      "comparison with the ERP",
      "currency table",
      "competition law check",
      "proof of article numbers",
      "rounding rules",
      "tax codes",
    ],
    measured: { name: "largest deviation from the ERP", small: "cents", large: "euros", factor: 100, limit: 60 },
    roles: ["head of sales", "controlling", "purchasing", "legal department", "export desk"],
    incidents: [
      "a set is cheaper than its parts",
      "article 4471 is listed without a price",
      "the discount for partners shows in the public file",
      "the pictures are in the wrong order",
      "prices for Norway are in Swedish crowns",
      "a footnote has two stars instead of one",
    ],
    conditions: [
      {
        ask: "the old discounts run until the end of the quarter",
        met: "the old discounts were prolonged to the end of the quarter",
        unmet: "the old discounts were switched off last week",
      },
      {
        ask: "the copper surcharge is shown apart",
        met: "the copper surcharge has a line of its own now",
        unmet: "the copper surcharge is still inside the price",
      },
      {
        ask: "key accounts hear of it first",
        met: "all key accounts have been called",
        unmet: "the key accounts have not been told",
      },
    ],
    noise: [
      "the representatives would like it before their tour",
      "the cover shows the new warehouse",
      "paper prices have gone up",
      "two customers asked for the file in another format",
      "the rise is lower than in the year before",
      "the old list had 212 pages",
      "the intern has numbered the pages by hand",
    ],
  },
  {
    kind: "annual report",
    names: ["Hallberg Cooperative", "Sankt Veit Foundation", "Port of Ostra", "Meridian Water", "Brandt & Daughters"],
    form: "draft",
    checks: [
      "reconciliation with the ledger",
      "auditor's tie-out",
      "remuneration tables",
      "tagging of the statements",
      "proof-reading",
      "comparison with the press release",
      "note on risks",
    ],
    roles: ["chief financial officer", "audit committee", "investor relations", "external auditor", "general counsel"],
    incidents: [
      "cash flow and balance sheet differ by two million",
      "the chair's portrait is from 2019",
      "a related party is missing from note 31",
      "the table of contents skips a page",
      "the pension figure is from the old opinion",
      "the logo of a subsidiary is out of date",
    ],
    conditions: [
      {
        ask: "the outlook is toned down",
        met: "the outlook has been toned down",
        unmet: "the outlook still promises double-digit growth",
      },
      {
        ask: "note 12 names the dispute",
        met: "the dispute is named in note 12",
        unmet: "note 12 does not mention the dispute",
      },
      {
        ask: "the letter of representation is signed",
        met: "the signed letter of representation is in the file",
        unmet: "the chair refuses to sign the letter of representation",
      },
    ],
    noise: [
      "the printing house has been booked for months",
      "the photographer sent an invoice",
      "the analysts expect a good year",
      "the chair prefers the dark blue",
      "there will be an English version later",
      "last year's report won a prize for design",
      "the lift to the archive is broken",
    ],
  },
];
