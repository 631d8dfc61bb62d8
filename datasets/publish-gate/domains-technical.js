/**
 * What is to be released, on the technical side: what is checked, who signs, what goes wrong, what people say.
 * @module
 */

/**
 * @typedef {object} Condition
 * @property {string} ask - "provided that …"
 * @property {string} met
 * @property {string} unmet
 */

/**
 * @typedef {object} Measured - a check that is reported as a figure with a limit
 * @property {string} name
 * @property {string} small - the smaller unit
 * @property {string} large
 * @property {number} factor - small units in a large one
 * @property {number} limit - in small units, not to be exceeded
 */

/**
 * @typedef {object} Domain
 * @property {string} kind
 * @property {string[]} names - of candidates
 * @property {"semver" | "letter" | "draft" | "issue"} form - of versions
 * @property {string[]} checks
 * @property {Measured} [measured]
 * @property {string[]} roles
 * @property {string[]} incidents
 * @property {Condition[]} conditions
 * @property {string[]} noise - remarks that decide nothing
 */

/** @type {Domain[]} */
export const technicalDomains = [
  {
    kind: "mobile app",
    names: ["Kestrel Pay", "Tidebook", "Rundlauf", "Pocket Almanac", "Mira Scan"],
    form: "semver",
    checks: [
      "unit tests",
      "regression suite",
      "accessibility audit",
      "penetration test",
      "crash rate on the beta ring",
      "translation check",
      "battery drain test",
    ],
    measured: { name: "cold start on the slowest phone", small: "ms", large: "s", factor: 1000, limit: 1800 },
    roles: ["product owner", "security officer", "head of support", "data protection officer", "QA lead"],
    incidents: [
      "payments hang when the network changes in mid-flow",
      "icons are blurred on tablets",
      "a login survives the change of a password",
      "push messages arrive twice",
      "the map stays white in dark mode",
      "export drops the last line",
    ],
    conditions: [
      {
        ask: "the permission dialog is explained in plain words",
        met: "the new wording of the permission dialog is in the build",
        unmet: "the permission dialog still has the old wording",
      },
      {
        ask: "support has the list of known errors",
        met: "support confirms having the list of known errors",
        unmet: "support says that it has never seen a list of known errors",
      },
      {
        ask: "the tracking library is gone",
        met: "the tracking library was removed",
        unmet: "the tracking library is still linked in",
      },
    ],
    noise: [
      "marketing has bought the banner for tomorrow and would like this not to be in vain",
      "the store listing has new screenshots",
      "beta testers praise the new icon",
      "a competitor shipped something similar on Monday",
      "the release notes are two lines long, as always",
      "somebody asked whether we could skip the meeting from now on",
      "the build takes eleven minutes now",
    ],
  },
  {
    kind: "firmware of a heat pump",
    names: ["HP-Core", "Nordwind", "BoilerBrain", "Arctis 4", "Loop Controller"],
    form: "semver",
    checks: [
      "hardware-in-the-loop run",
      "72-hour soak test",
      "rollback test",
      "EMC measurement",
      "update over a weak link",
      "static analysis",
      "over-temperature cut-off",
    ],
    measured: { name: "leakage current", small: "µA", large: "mA", factor: 1000, limit: 750 },
    roles: ["functional safety manager", "plant manager", "field service", "type approval engineer", "chief developer"],
    incidents: [
      "the compressor starts twice after a power cut",
      "the display shows Fahrenheit in Austria",
      "the pump does not stop at the upper limit",
      "the clock loses a minute a day",
      "the fan is audible at night",
      "a wrong sensor is read after an update",
    ],
    conditions: [
      {
        ask: "the first hundred devices are watched for a week",
        met: "the week with the first hundred devices went by without a fault",
        unmet: "of the first hundred devices nine were never connected and nobody watched them",
      },
      {
        ask: "field service gets the recovery stick",
        met: "recovery sticks have been handed out to field service",
        unmet: "field service is still without recovery sticks",
      },
      {
        ask: "the soak test is repeated with hard water",
        met: "the soak test with hard water was repeated and was fine",
        unmet: "the soak test with hard water was broken off",
      },
    ],
    noise: [
      "the cold snap would be a good moment for it, says sales",
      "the lab has a new climate chamber",
      "the supplier of the display has changed its logo",
      "installers ask for a printed manual",
      "the prototype in the canteen has been running for a year",
      "the version string is now shown in the menu",
      "someone left a spanner in the test rig, nothing happened",
    ],
  },
  {
    kind: "machine-learning model for loan offers",
    names: ["Skor", "Lantern", "Offerwise", "Plumb", "Kreditkompass"],
    form: "issue",
    checks: [
      "back-test on last year",
      "fairness report",
      "drift check",
      "explainability review",
      "load test",
      "leak check of the training data",
      "reproduction of the training run",
    ],
    measured: { name: "share of reversed decisions", small: "per mille", large: "per cent", factor: 10, limit: 15 },
    roles: ["model risk", "compliance", "head of lending", "data protection officer", "works council"],
    incidents: [
      "offers of zero were sent out for nine minutes",
      "the score of applicants without a street number is missing",
      "a column was filled with last month's values",
      "the dashboard is an hour late",
      "older applicants get a lower score than the report says",
      "a typo in the reason text",
    ],
    conditions: [
      {
        ask: "rejections are looked at by a person for the first month",
        met: "a rota for looking at rejections is in place and staffed",
        unmet: "nobody has been named to look at rejections",
      },
      {
        ask: "postcode is dropped from the inputs",
        met: "the postcode was dropped from the inputs",
        unmet: "the postcode is still among the inputs",
      },
      {
        ask: "the explanation letter is readable",
        met: "the explanation letter passed the reading test",
        unmet: "the explanation letter failed the reading test",
      },
    ],
    noise: [
      "the old model is seven years old and nobody can retrain it",
      "the board will ask about this on Thursday",
      "the gain on last year's data was larger than expected",
      "the vendor sent chocolate",
      "the notebook was tidied up",
      "branch staff look forward to it",
      "the name is still under discussion",
    ],
  },
];
