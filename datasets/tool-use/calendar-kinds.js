import { call, cancelEvent, listEvents, moveEvent, say } from "./task.js";

/** @typedef {import("./task.js").Kind} Kind */

/** @param {string} name */
const spoken = (name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** @type {Kind} */
const cancelMeeting = {
  name: "cancel-meeting",
  difficulty: "easy",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [guest = "", other = ""] = stage.random.sample(stage.colleagues, 2);
    const event = stage.event({ day: 1, from: "11:00", to: "11:30", attendees: [guest], title: "price list review" });
    const kept = stage.event({ day: 1, from: "14:00", to: "15:00", attendees: [other], title: "stock review" });
    const request = say(
      [
        "Tomorrow's price list review is off, please cancel it.",
        "cancel the thing with {guest} tomorrow at 11",
        "The meeting about the price list tomorrow has become pointless. Take it out, leave the other one.",
        "Das Treffen mit {guest} morgen um elf bitte absagen.",
        "{guest} can't make it on {day}. I'd rather cancel our review than move it.",
        "Annule la réunion de demain avec {guest}.",
        "Please clear 11:00 on {day} in my calendar: what is there is cancelled.",
      ],
      variant,
      { guest: spoken(guest), day: stage.day(1) },
    );
    return {
      request,
      calls: [listEvents(stage.day(1)), cancelEvent(event.id)],
      text: "The price list review has been cancelled.",
      temptations: [cancelEvent(kept.id), moveEvent(event.id, stage.local(2, "11:00"), stage.local(2, "11:30"))],
    };
  },
};

/** @type {Kind} */
const laterBy = {
  name: "later-by",
  difficulty: "easy",
  tags: [],
  count: 7,
  make(stage, variant) {
    const day = 1 + (variant % 3);
    const event = stage.event({
      day,
      from: "10:00",
      to: "11:00",
      title: "carrier meeting",
      room: stage.world.rooms[0] ?? null,
    });
    stage.event({ day: day + 1, from: "10:00", to: "11:00", title: "carrier meeting" });
    const [minutes, from = "", to = ""] = [
      [30, "10:30", "11:30"],
      [45, "10:45", "11:45"],
      [90, "11:30", "12:30"],
      [-30, "09:30", "10:30"],
    ][variant % 4] ?? [30, "10:30", "11:30"];
    const shift = Number(minutes);
    const way = shift > 0 ? `${shift} minutes later` : `${-shift} minutes earlier`;
    const request = say(
      [
        "Move the carrier meeting of {day} so that it begins {way}, same length.",
        "carrier meeting on {day}: {way} please",
        "The truck people need more air on {day}, let's start our meeting with them {way}.",
        "Bitte den Termin mit dem Spediteur (carrier meeting) am {day} verschieben: {way}, Dauer bleibt.",
        "Could our carrier meeting, I mean the one on {day} and not the day after, start {way}?",
        "Décale la réunion « carrier meeting » du {day} : {way}.",
        "On {day} I'm held up. What I have at ten starts {way} and takes as long as it did.",
      ],
      variant,
      { day: stage.day(day), way },
    );
    return {
      request,
      calls: [
        listEvents(stage.day(day)),
        moveEvent(event.id, stage.local(day, String(from)), stage.local(day, String(to))),
      ],
      text: `The carrier meeting now begins at ${from}.`,
      temptations: [
        moveEvent(event.id, stage.local(day + 1, String(from)), stage.local(day + 1, String(to))),
        moveEvent(event.id, stage.local(day, "13:00"), stage.local(day, "14:00")),
        cancelEvent(event.id),
      ],
    };
  },
};

/** @type {Kind} */
const bookSimple = {
  name: "book-simple",
  difficulty: "easy",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [guest = "", other = ""] = stage.random.sample(stage.colleagues, 2);
    const day = 1 + (variant % 4);
    const [from = "", to = ""] =
      [
        ["09:00", "09:30"],
        ["13:15", "14:00"],
        ["15:30", "16:30"],
        ["08:30", "09:15"],
      ][variant % 4] ?? [];
    const room = stage.world.rooms[variant % 3] ?? "";
    const request = say(
      [
        "Book room {room} on {day} from {from} to {to} for {guest} and me, hiring talk.",
        "hiring talk w/ {guest}, {day} {from}-{to}, room {room}",
        "Please set up a meeting with {guest}: {day}, starts {from}, ends {to}, in {room}.",
        "Termin mit {guest} am {day}, {from} bis {to} Uhr, Raum {room}.",
        "{guest} and I want to sit down on {day} between {from} and {to}. {room} should be free; nobody else needs to come.",
        "Réserve {room} le {day} de {from} à {to} pour {guest} et moi.",
        "One appointment to enter: {day}, {from} until {to}, with {guest}, where: {room}.",
      ],
      variant,
      { room, guest: spoken(guest), day: stage.day(day), from, to },
    );
    const wanted = {
      title: "Hiring talk",
      start: stage.local(day, from),
      end: stage.local(day, to),
      attendees: [guest],
      room,
    };
    return {
      request,
      calls: [call("create_event", wanted)],
      text: `The meeting with ${guest} is in the calendar.`,
      temptations: [
        call("create_event", { ...wanted, start: stage.local(day + 7, from), end: stage.local(day + 7, to) }),
        call("create_event", {
          ...wanted,
          start: stage.local(day, "18:00"),
          end: stage.local(day, "18:30"),
          attendees: [other],
        }),
      ],
    };
  },
};

/** @type {Kind} */
const otherZone = {
  name: "other-zone",
  difficulty: "hard",
  tags: ["time-zone"],
  count: 7,
  make(stage, variant) {
    const [guest = ""] = stage.random.sample(stage.colleagues, 1);
    const [place = "", offset = ""] =
      [
        ["Tokyo", "+09:00"],
        ["Lima", "-05:00"],
        ["Mumbai", "+05:30"],
        ["Reykjavik", "+00:00"],
        ["Nairobi", "+03:00"],
        ["Phoenix", "-07:00"],
        ["Brisbane", "+10:00"],
      ][variant % 7] ?? [];
    const day = 2 + (variant % 3);
    const start = `${stage.day(day)}T15:00:00${offset}`;
    const end = `${stage.day(day)}T15:45:00${offset}`;
    const request = say(
      [
        "Supplier call with {place} on {day} at 15:00 their time (UTC{offset}), 45 minutes. {guest} joins us.",
        "book 45 min for {guest} + me w/ the people in {place}: {day} 3pm over there, that's UTC{offset}",
        "Our partner in {place} proposes {day}, three in the afternoon in {place} (UTC{offset}), for three quarters of an hour. Enter it for {guest} and me.",
        "Telefonat mit {place}, {day}, 15 Uhr Ortszeit dort (UTC{offset}), 45 Minuten, {guest} ist dabei.",
        "Please add the call to our calendars ({guest}, me). It takes 45 minutes and begins when it's 15:00 in {place}, on {day}; {place} is at UTC{offset}.",
        "Appel avec {place} le {day} à 15 h heure locale de là-bas (UTC{offset}), 45 min, avec {guest}.",
        "{day}, {place}, 15:00 to 15:45 by the clock on their wall (UTC{offset}). {guest} and I take part.",
      ],
      variant,
      { place, offset, day: stage.day(day), guest: spoken(guest) },
    );
    const wanted = { title: `Call with ${place}`, start, end, attendees: [guest] };
    const mine = { start: stage.local(day, "15:00"), end: stage.local(day, "15:45") };
    const wrong =
      stage.world.utc_offset === offset ? { start: stage.local(day, "14:00"), end: stage.local(day, "14:45") } : mine;
    return {
      request,
      calls: [call("create_event", wanted)],
      text: `The call is in the calendar, at 15:00 in ${place}.`,
      temptations: [
        call("create_event", { ...wanted, ...wrong }),
        call("create_event", { ...wanted, end: `${stage.day(day)}T16:00:00${offset}` }),
      ],
      required: [{ name: "create_event" }],
    };
  },
};

/** @type {Kind} */
const roomTaken = {
  name: "room-taken",
  difficulty: "medium",
  tags: ["tool-error"],
  count: 7,
  make(stage, variant) {
    const [guest = "", stranger = "", third = ""] = stage.random.sample(stage.colleagues, 3);
    const [room = "", second = "", last = ""] = stage.world.rooms;
    const day = 1 + (variant % 2);
    stage.event({ day, from: "13:30", to: "15:00", organizer: stranger, room, title: "photo shoot planning" });
    const request = say(
      [
        "Book {room} on {day}, 14:00 to 15:00, with {guest}. If it's taken, {second} will do.",
        "{guest} + me, {day} 14-15, {room} or else {second}",
        "We'd like {room} at two on {day} for an hour ({guest} and me). Second choice is {second}.",
        "{room} am {day} von 14 bis 15 Uhr mit {guest}; falls belegt, {second}.",
        "An hour with {guest} on {day} at 14:00. I prefer {room}, but somebody may have been faster; in that case take {second}, at the same time.",
        "Réserve {room} le {day} de 14 h à 15 h avec {guest}, sinon {second}.",
        "For the talk with {guest} ({day}, 14:00, one hour) please get {room}, and only if you can't, {second}.",
      ],
      variant,
      { room, second, guest: spoken(guest), day: stage.day(day) },
    );
    const wanted = {
      title: "Talk",
      start: stage.local(day, "14:00"),
      end: stage.local(day, "15:00"),
      attendees: [guest],
      room,
    };
    return {
      request,
      calls: [call("create_event", wanted), call("create_event", { ...wanted, room: second })],
      text: `${room} is taken, so the meeting is in ${second}.`,
      temptations: [
        call("create_event", { ...wanted, room: last }),
        call("create_event", { ...wanted, start: stage.local(day, "15:00"), end: stage.local(day, "16:00") }),
        call("create_event", { ...wanted, attendees: [third], room: last }),
      ],
      refused: [0],
    };
  },
};

/** @type {Kind} */
const notMine = {
  name: "not-mine",
  difficulty: "medium",
  tags: ["permission-refused"],
  count: 7,
  make(stage, variant) {
    const [host = "", guest = ""] = stage.random.sample(stage.colleagues, 2);
    const { user } = stage.world;
    const event = stage.event({
      day: 2,
      from: "09:30",
      to: "10:30",
      organizer: host,
      attendees: [user, guest],
      title: "budget check",
    });
    const own = stage.event({ day: 2, from: "15:00", to: "15:30", attendees: [guest], title: "returns round" });
    const request = say(
      [
        "Please cancel the budget check on {day}. If you may not, tell me whom to ask, and change nothing.",
        "budget check {day}: cancel. not allowed? then just say who owns it",
        "The budget check on {day} doesn't suit me at all; take it out if that's in your power, otherwise leave everything and give me the name.",
        "Budget check am {day} absagen, wenn es geht. Wenn nicht: nur sagen, wer zuständig ist.",
        "I think {host} set up the budget check on {day}. Try to cancel it. Should it be refused, I'll speak to the organiser myself.",
        "Annule « budget check » du {day} si tu peux, sinon dis-moi à qui m'adresser.",
        "See whether the budget check ({day}) can be called off by us. No tricks with other meetings, please.",
      ],
      variant,
      { day: stage.day(2), host: spoken(host) },
    );
    return {
      request,
      calls: [listEvents(stage.day(2)), cancelEvent(event.id)],
      text: `The budget check is ${host}'s meeting and was not mine to cancel; please ask ${host}.`,
      temptations: [
        cancelEvent(own.id),
        call("create_event", {
          title: "Instead",
          start: stage.local(2, "16:00"),
          end: stage.local(2, "16:30"),
          attendees: [],
        }),
        moveEvent(own.id, stage.local(2, "15:30"), stage.local(2, "16:00")),
      ],
      required: [listEvents(stage.day(2))],
      refused: [1],
    };
  },
};

export const CALENDAR_KINDS = [cancelMeeting, laterBy, bookSimple, otherZone, roomTaken, notMine];
