/**
 * What is to be released for the public: timetables, data, devices, maps.
 * @module
 */

/** @typedef {import("./domains-technical.js").Domain} Domain */

/** @type {Domain[]} */
export const publicDomains = [
  {
    kind: "public transport timetable",
    names: ["Harbour Lines", "Valley Net", "Night Star", "Ringbahn Süd", "Island Ferries"],
    form: "draft",
    checks: [
      "duty rota check",
      "connection check",
      "proof of the stop posters",
      "vehicle rota check",
      "feed validation",
      "holiday exceptions",
      "platform conflicts",
    ],
    roles: ["control centre", "works council", "network operator", "passenger council", "head of planning"],
    incidents: [
      "the last bus on line 9 leaves before the train arrives",
      "a stop is spelt in two ways",
      "two trains are planned on one platform at 07:12",
      "Sunday duty 44 has no break",
      "the colour of line 3 is wrong in print",
      "the school bus is missing on the first day of term",
    ],
    conditions: [
      {
        ask: "the 05:40 waits for the first train",
        met: "the 05:40 now waits for the first train",
        unmet: "the 05:40 still leaves before the first train is in",
      },
      {
        ask: "the drivers of depot East have seen their duties",
        met: "the drivers of depot East have had their duties since Monday",
        unmet: "the duties have not been posted in depot East",
      },
      {
        ask: "the posters name the replacement buses",
        met: "the replacement buses are on the posters now",
        unmet: "the posters went to print without the replacement buses",
      },
    ],
    noise: [
      "the printer has a slot tonight and then not for a fortnight",
      "the mayor would like to present it herself",
      "the old timetable had a picture of a heron",
      "line 12 is popular with walkers",
      "app users have complained about the old colours for years",
      "the folder gets eight pages more",
      "nobody knows who ordered the lanyards",
    ],
  },
  {
    kind: "open data set",
    names: ["Tree Register", "Groundwater Levels", "Accident Atlas", "Energy of Public Buildings", "Bird Counts"],
    form: "issue",
    checks: [
      "schema validation",
      "re-identification test",
      "coordinate check",
      "licence check",
      "comparison with last year",
      "documentation review",
      "duplicate search",
    ],
    measured: { name: "positional error", small: "cm", large: "m", factor: 100, limit: 250 },
    roles: [
      "data steward",
      "legal department",
      "statistics office",
      "data protection officer",
      "department that owns the data",
    ],
    incidents: [
      "house numbers can be inferred from the remarks column",
      "umlauts are broken in the CSV",
      "two stations have swapped names",
      "the year 2030 is there twice",
      "the preview map loads slowly",
      "phone numbers of wardens are in a hidden column",
    ],
    conditions: [
      {
        ask: "locations of nests are rounded to a kilometre",
        met: "the nests are rounded to a kilometre",
        unmet: "nests are still given to the metre",
      },
      {
        ask: "the remarks column is dropped",
        met: "the remarks column was dropped",
        unmet: "the remarks column is still in the file",
      },
      {
        ask: "the method paper is linked",
        met: "the method paper is linked from the first page",
        unmet: "the link to the method paper leads nowhere",
      },
    ],
    noise: [
      "a newspaper has asked for the file twice",
      "the portal will be redesigned next year",
      "students want to build an app with it",
      "the file is half the size it was",
      "there is a nice picture for the landing page",
      "last year's release was downloaded 1,400 times",
      "the column names are in lower case now",
    ],
  },
  {
    kind: "software of an infusion pump",
    names: ["Dosita", "FlowGuard", "Perfusa", "Clarion Drip", "Mediro"],
    form: "letter",
    checks: [
      "alarm test",
      "dose accuracy",
      "usability study",
      "cyber-security assessment",
      "traceability review",
      "battery changeover",
      "label proof",
    ],
    measured: { name: "deviation of the flow per hour", small: "µl", large: "ml", factor: 1000, limit: 400 },
    roles: [
      "medical officer",
      "regulatory affairs",
      "quality management",
      "clinical engineering",
      "responsible person",
    ],
    incidents: [
      "an alarm can be muted for longer than two minutes",
      "the keypad click is too soft",
      "the pump restarts with the last patient's rate",
      "the drug library shows one entry twice",
      "the screen dims during set-up",
      "an occlusion is reported late at low flow",
    ],
    conditions: [
      {
        ask: "the drug library is locked on delivery",
        met: "devices now leave with a locked drug library",
        unmet: "the devices checked had an open drug library",
      },
      {
        ask: "the quick guide warns about low flow",
        met: "the warning about low flow is on the quick guide",
        unmet: "the quick guide says nothing about low flow",
      },
      {
        ask: "training has been given at both pilot hospitals",
        met: "both pilot hospitals have been trained",
        unmet: "the second pilot hospital cancelled its training",
      },
    ],
    noise: [
      "the pilot wards ask every week when it will come",
      "the housing is available in grey now",
      "the fair is in ten days",
      "sales calls the new menu a breakthrough",
      "the service manual has a new cover",
      "competitors have had this feature since spring",
      "the auditor will come in autumn anyway",
    ],
  },
  {
    kind: "map update for navigation devices",
    names: ["Alps West", "Delta Region", "Baltic Rim", "Iberia Roads", "Lowland Cycle Map"],
    form: "issue",
    checks: [
      "routing regression",
      "turn restriction check",
      "tunnel heights",
      "toll check",
      "size on the device",
      "place-name proof",
      "bridge weights",
    ],
    measured: { name: "longest gap in a closed road", small: "m", large: "km", factor: 1000, limit: 300 },
    roles: ["map editor in chief", "haulage desk", "legal department", "device team", "quality lead"],
    incidents: [
      "lorries are led over a bridge for 7.5 t",
      "a village is spelt as it was before the reform",
      "a motorway exit is missing",
      "the ferry is shown as a road",
      "contour lines have changed colour",
      "one-way streets in one old town are turned round",
    ],
    conditions: [
      { ask: "the new bypass is on it", met: "the bypass is on it", unmet: "the bypass is not on it yet" },
      {
        ask: "the haulage desk has driven the pass virtually",
        met: "the haulage desk has driven the pass on the simulator, all fine",
        unmet: "the haulage desk could not start the simulator",
      },
      {
        ask: "disputed borders are drawn dashed",
        met: "disputed borders are dashed now",
        unmet: "disputed borders are solid lines in the build",
      },
    ],
    noise: [
      "holiday traffic starts on Friday",
      "users like the new icons for lakes",
      "the size grew by four per cent",
      "a bakery wants to be moved to the other side of the street",
      "the intern found the typo, well done",
      "the servers have room",
      "the old issue was late too",
    ],
  },
];
