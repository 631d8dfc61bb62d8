import { assignments, bestOf, broken, pairsOf } from "./plan.js";

/**
 * @typedef {{ id: string, from: number, to: number, people: number, needs: string | null }} Meeting - hours of the day
 * @typedef {{ id: string, seats: number, has: string[] }} Room
 * @typedef {{ kind: "rooms", setting: number, meetings: Meeting[], rooms: Room[] }} Problem
 */

const SETTINGS = [
  {
    intro: [
      "The community house is asked for more than it has.",
      "Bookings for Saturday in the community house.",
      "Groups that want a room on Saturday:",
    ],
    meetings: [
      "chess club",
      "choir",
      "seed swap",
      "repair café",
      "toddler group",
      "tenants",
      "lace makers",
      "debating circle",
    ],
    rooms: ["the cellar", "the blue room", "the hall", "the attic"],
    gear: ["a piano", "a sink"],
  },
  {
    intro: [
      "Only a few rooms are left on the third floor.",
      "Room requests for Wednesday.",
      "The booking tool is down, so by hand:",
    ],
    meetings: [
      "budget review",
      "hiring panel",
      "design critique",
      "vendor demo",
      "works council",
      "training",
      "post-mortem",
      "retrospective",
    ],
    rooms: ["the glass box", "the corner room", "the forum", "the snug"],
    gear: ["a screen", "a whiteboard"],
  },
  {
    intro: [
      "The conference has parallel sessions and few rooms.",
      "Day two of the conference, sessions and rooms.",
      "Session planning for the second day.",
    ],
    meetings: [
      "soil session",
      "bee session",
      "water session",
      "young authors",
      "poster slam",
      "panel on hail",
      "tool workshop",
      "seed law",
    ],
    rooms: ["the aula", "seminar one", "seminar two", "the greenhouse"],
    gear: ["a microphone", "blinds"],
  },
];

/** @type {import("./plan.js").Family<Problem>} */
export const rooms = {
  direction: "max",
  quirks: ["plain", "stale"],
  goals: {
    de: "Möglichst viele Personen sollen einen Platz haben.",
    fr: "Le plus grand nombre de personnes doit avoir une place.",
    es: "Debe caber el mayor número posible de personas.",
  },
  make(chance, size) {
    const setting = chance.integer(0, SETTINGS.length - 1);
    const { meetings = [], rooms: names = [], gear = [] } = SETTINGS[setting] ?? {};
    return {
      kind: "rooms",
      setting,
      meetings: chance.sample(meetings, 4 + size).map((id) => {
        const from = chance.integer(9, 13);
        return {
          id,
          from,
          to: from + chance.integer(1, 3),
          people: chance.integer(4, 30),
          needs: chance.chance(0.12 * size) ? chance.pick(gear) : null,
        };
      }),
      rooms: chance
        .sample(names, size === 1 ? 2 : 3)
        .map((id) => ({ id, seats: chance.integer(3, 6) * 5, has: gear.filter(() => chance.chance(0.5)) })),
    };
  },
  tell({ setting, meetings, rooms: all }, chance, quirk) {
    const odd = chance.pick(meetings);
    const facts = [
      ...all.map(({ id, seats, has }) =>
        chance.pick([
          `${id}: ${seats} seats${has.length === 0 ? "" : `, ${has.join(" and ")}`}`,
          `${id} takes ${seats}${has.length === 0 ? " and has nothing special" : ` and has ${has.join(" and ")}`}`,
        ]),
      ),
      ...meetings.map((meeting) => {
        const { id, from, to, needs } = meeting;
        const people = meeting === odd && quirk === "stale" ? meeting.people + 9 : meeting.people;
        return chance.pick([
          `${id}, ${from} to ${to} o'clock, ${people} people${needs === null ? "" : `, needs ${needs}`}`,
          `${id} (${people} people) from ${from}:00 until ${to}:00${needs === null ? "" : ` with ${needs}`}`,
        ]);
      }),
    ];
    const rules = [
      chance.pick([
        "One room holds one of them at a time; the next may begin at the hour at which the one before it ends.",
        "No two in a room at once. Ending at 11 and beginning at 11 is fine.",
      ]),
      chance.pick([
        "Everybody must have a seat, and what is needed must be in the room.",
        "A room must have seats for all who come and whatever they need.",
      ]),
      chance.pick([
        "Whoever gets no room has to go elsewhere.",
        "Not all of them will find a place; nobody is moved to another hour.",
      ]),
      ...(quirk === "stale" ? [`Of the ${odd.id} only ${odd.people} come, nine fewer than announced.`] : []),
    ];
    const goal = chance.pick([
      "As many people as possible should be seated, counted over all that get a room.",
      "The number of people in rooms, taken together, should be as large as possible.",
    ]);
    return {
      intro: chance.pick(SETTINGS[setting]?.intro ?? []),
      facts,
      rules,
      goal,
      form: 'Answer: {"rooms": {"<who>": "<room>", …}}, leaving out whoever gets none.',
    };
  },
  solve(problem) {
    const fitting = (/** @type {Meeting} */ meeting) => [
      null,
      ...problem.rooms.filter((room) => fits(meeting, room)).map(({ id }) => id),
    ];
    return bestOf(asRooms(assignments(problem.meetings, fitting)), (plan) => rooms.judge(problem, plan), "max");
  },
  judge({ meetings, rooms: all }, answer) {
    const said = pairsOf(answer["rooms"]);
    if (said === null) return broken("no rooms");
    /** @type {{ meeting: Meeting, room: string }[]} */
    const held = [];
    for (const [id, name] of said) {
      const meeting = meetings.find((one) => one.id === id);
      const room = all.find((one) => one.id === name);
      if (meeting === undefined || room === undefined) return broken(`"${id.slice(0, 40)}" or its room is unknown`);
      if (!fits(meeting, room)) return broken(`"${id}" does not fit in ${room.id}`);
      const clash = held.find(
        (other) => other.room === room.id && other.meeting.from < meeting.to && meeting.from < other.meeting.to,
      );
      if (clash !== undefined) return broken(`"${id}" and "${clash.meeting.id}" are in ${room.id} at once`);
      held.push({ meeting, room: room.id });
    }
    const value = held.reduce((sum, { meeting }) => sum + meeting.people, 0);
    return { value, reason: `${value} people seated` };
  },
};

/** @type {(meeting: Meeting, room: Room) => boolean} */
const fits = ({ people, needs }, { seats, has }) => people <= seats && (needs === null || has.includes(needs));

/**
 * @param {Iterable<[Meeting, string | null][]>} plans
 * @returns {Generator<{ rooms: { [id: string]: string } }>}
 */
function* asRooms(plans) {
  for (const pairs of plans) {
    /** @type {{ [id: string]: string }} */
    const held = {};
    for (const [{ id }, room] of pairs) if (room !== null) held[id] = room;
    yield { rooms: held };
  }
}
