import { done, nextId, record, refused } from "./world.js";

const MINUTE_MS = 60_000;
/** Local hours in which meetings are offered. */
const OPENS = "09:00";
const CLOSES = "17:00";
const STEP_MINUTES = 30;
/** Slots that are offered. */
const SHOWN = 4;

/**
 * @param {import("./world.js").World} world
 * @returns {{ [tool: string]: (input: import("./world.js").Arguments) => import("./world.js").ToolResult }}
 */
export function calendarTools(world) {
  return {
    list_events: (input) => listEvents(world, input),
    free_slots: (input) => freeSlots(world, input),
    create_event: (input) => createEvent(world, input),
    move_event: (input) => withOwnEvent(world, input, (event) => moveEvent(world, event, input)),
    cancel_event: (input) => withOwnEvent(world, input, (event) => cancelEvent(event, input)),
  };
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Arguments} input
 */
function listEvents(world, { date = "", person }) {
  const events = Object.entries(world.events).filter(
    ([, { start, status, attendees }]) =>
      status === "confirmed" &&
      localText(world, Date.parse(start)).startsWith(date) &&
      (person === undefined || attendees.includes(person)),
  );
  events.sort(([, a], [, b]) => Date.parse(a.start) - Date.parse(b.start));
  return done(events.map(([id, event]) => shown(world, id, event)));
}

/**
 * @param {import("./world.js").World} world
 * @param {string} id
 * @param {import("./world.js").Event} event
 */
function shown(world, id, { start, end, ...event }) {
  const [from, to] = [start, end].map((time) => localText(world, Date.parse(time)));
  return { event_id: id, ...event, start: from ?? "", end: to ?? "" };
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Arguments} input
 */
function freeSlots(world, { date = "", minutes = 0, attendees = [] }) {
  const stranger = attendees.find((name) => !isKnown(world, name));
  if (stranger !== undefined) return refused(`there is nobody called ${stranger}`);
  const closes = Date.parse(`${date}T${CLOSES}:00${world.utc_offset}`);
  const slots = [];
  for (
    let start = Date.parse(`${date}T${OPENS}:00${world.utc_offset}`);
    start + minutes * MINUTE_MS <= closes && slots.length < SHOWN;
    start += STEP_MINUTES * MINUTE_MS
  ) {
    const end = start + minutes * MINUTE_MS;
    if (obstacle(world, { start, end, attendees, room: null }, null) === null) slots.push(localText(world, start));
  }
  return done({ date, minutes, free_from: slots });
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Arguments} input
 */
function createEvent(world, { title = "", start: from = "", end: to = "", attendees = [], room }) {
  const stranger = attendees.find((name) => !isKnown(world, name));
  if (stranger !== undefined) return refused(`there is nobody called ${stranger}`);
  if (room !== undefined && !world.rooms.includes(room)) {
    return refused(`there is no room ${room}; there are ${world.rooms.join(", ")}`);
  }
  const people = [...new Set([...attendees, world.user])].sort();
  const times = { start: Date.parse(from), end: Date.parse(to) };
  const problem = obstacle(world, { ...times, attendees: people, room: room ?? null }, null);
  if (problem !== null) return refused(problem);
  const id = nextId(world.events, "E-");
  const { start, end } = asInstants(times);
  const own = { title, organizer: world.user, start, end, attendees: people, room: room ?? null };
  world.events[id] = { ...own, status: "confirmed", description: "" };
  return done({ event_id: id, start: localText(world, times.start), end: localText(world, times.end) });
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Event} event
 * @param {import("./world.js").Arguments} input
 */
function moveEvent(world, event, { event_id: id = "", start: from = "", end: to = "" }) {
  const times = { start: Date.parse(from), end: Date.parse(to) };
  const problem = obstacle(world, { ...times, attendees: event.attendees, room: event.room }, event);
  if (problem !== null) return refused(problem);
  Object.assign(event, asInstants(times));
  return done({ event_id: id, start: localText(world, times.start), end: localText(world, times.end) });
}

/**
 * @param {import("./world.js").Event} event
 * @param {import("./world.js").Arguments} input
 */
function cancelEvent(event, { event_id: id = "" }) {
  event.status = "cancelled";
  return done({ event_id: id, status: "cancelled" });
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Arguments} input
 * @param {(event: import("./world.js").Event) => import("./world.js").ToolResult} act
 */
function withOwnEvent({ events, user }, { event_id: id = "" }, act) {
  const event = record(events, id);
  if (event === undefined) return refused(`there is no event ${id}`);
  if (event.status === "cancelled") return refused(`${id} has been cancelled already`);
  if (event.organizer !== user) return refused(`permission refused: ${id} is organised by ${event.organizer}`);
  return act(event);
}

/**
 * Why something cannot be at a time; null where nothing is in its way.
 *
 * @param {import("./world.js").World} world
 * @param {{ start: number, end: number, attendees: readonly string[], room: string | null }} wish
 * @param {import("./world.js").Event | null} itself
 */
function obstacle(world, { start, end, attendees, room }, itself) {
  if (!(end > start)) return "the end must be after the start";
  for (const [id, event] of Object.entries(world.events)) {
    if (event === itself || event.status === "cancelled") continue;
    const [from, to] = [Date.parse(event.start), Date.parse(event.end)];
    if (!(from < end && start < to)) continue;
    const when = `${localText(world, from)} to ${localText(world, to)} (${id})`;
    if (room !== null && event.room === room) return `room ${room} is taken from ${when}`;
    const busy = attendees.find((name) => event.attendees.includes(name));
    if (busy !== undefined) return `${busy} is busy from ${when}`;
  }
  return null;
}

/**
 * @param {import("./world.js").World} world
 * @param {string} name
 */
function isKnown({ agents, user }, name) {
  return name === user || Object.hasOwn(agents, name);
}

/** @param {{ start: number, end: number }} times */
function asInstants({ start, end }) {
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

/**
 * A time as the user's clock shows it, with the offset.
 *
 * @param {import("./world.js").World} world
 * @param {number} at
 */
export function localText({ utc_offset: offset }, at) {
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  const shift = (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
  return `${new Date(at + shift).toISOString().slice(0, 16)}${offset}`;
}
