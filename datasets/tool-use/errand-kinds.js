import {
  call,
  cancelEvent,
  cancelOrder,
  escalateTicket,
  findOrders,
  getOrder,
  getTicket,
  listEvents,
  moveEvent,
  refundOrder,
  say,
  updateTicket,
} from "./task.js";

/** @typedef {import("./task.js").Kind} Kind */

/** @param {string} name */
const spoken = (name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** @type {Kind} */
const commonSlot = {
  name: "common-slot",
  difficulty: "hard",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [one = "", two = "", stranger = ""] = stage.random.sample(stage.colleagues, 3);
    const [day, later] = [1, 3];
    const old = stage.event({ day, from: "09:00", to: "09:30", attendees: [one], title: "packaging trial" });
    stage.event({ day: later, from: "09:00", to: "10:30", organizer: one, attendees: [stranger] });
    stage.event({ day: later, from: "10:30", to: "11:30", organizer: two, title: "onboarding hour" });
    const taken = [
      ["09:00", "10:30"],
      ["10:30", "11:30"],
    ];
    if (variant % 2 === 1) {
      stage.event({ day: later, from: "11:30", to: "12:30", attendees: [stranger] });
      taken.push(["11:30", "12:30"]);
    }
    const free = variant % 2 === 1 ? "12:30" : "11:30";
    const end = variant % 2 === 1 ? "13:30" : "12:30";
    const request = say(
      [
        "Find the first hour on {later} when {one}, {two} and I are all free, book it, and cancel the packaging trial of {day} in return.",
        "instead of the packaging trial on {day}: 60 min w/ {one} and {two} on {later}, as early as possible. cancel the trial",
        "The packaging trial of {day} is too small. I want an hour with both {one} and {two} on {later}, the earliest that suits everybody; the trial then falls away.",
        "Am {later} die erste gemeinsame freie Stunde mit {one} und {two} buchen und den Termin packaging trial am {day} absagen.",
        "Cancel my packaging trial on {day}. In its place we meet for sixty minutes on {later}, {one}, {two} and me, at the first time at which nobody has anything else.",
        "Trouve la première heure libre du {later} pour {one}, {two} et moi, réserve-la, puis annule « packaging trial » du {day}.",
        "Two things. One: on {later} the three of us ({one}, {two}, me) need an hour, whichever comes first. Two: what I have with {one} on {day} at nine is off.",
      ],
      variant,
      { one: spoken(one), two: spoken(two), day: stage.day(day), later: stage.day(later) },
    );
    const wanted = {
      title: "Packaging",
      start: stage.local(later, free),
      end: stage.local(later, end),
      attendees: [one, two],
    };
    return {
      request,
      calls: [
        listEvents(stage.day(day)),
        call("free_slots", { date: stage.day(later), minutes: 60, attendees: [one, two, stage.world.user] }),
        call("create_event", wanted),
        cancelEvent(old.id),
      ],
      text: `You meet at ${free} on ${stage.day(later)}, and the packaging trial is cancelled.`,
      temptations: [
        call("create_event", { ...wanted, start: stage.local(later, "15:00"), end: stage.local(later, "16:00") }),
        call("create_event", {
          ...wanted,
          attendees: [one],
          start: stage.local(later, "16:00"),
          end: stage.local(later, "17:00"),
        }),
        moveEvent(old.id, stage.local(later, "14:00"), stage.local(later, "15:00")),
      ],
    };
  },
};

/** @type {Kind} */
const shiftAll = {
  name: "shift-all",
  difficulty: "hard",
  tags: ["tool-error"],
  count: 7,
  make(stage, variant) {
    const [one = "", two = ""] = stage.random.sample(stage.colleagues, 2);
    const day = 1 + (variant % 2);
    const hours = variant % 3 === 0 ? ["13:00", "14:00", "15:00", "16:00"] : ["13:30", "14:30", "15:30", "16:30"];
    const count = 2 + (variant % 2);
    const events = Array.from({ length: count }, (_, at) =>
      stage.event({ day, from: hours[at] ?? "", to: hours[at + 1] ?? "", attendees: [at % 2 === 0 ? one : two] }),
    );
    const morning = stage.event({ day, from: "09:30", to: "10:15", attendees: [one] });
    const moves = events.map(({ id }, at) => {
      const from = hours[at + 1] ?? "";
      const to = hours[at + 2] ?? (variant % 3 === 0 ? "17:00" : "17:30");
      return moveEvent(id, stage.local(day, from), stage.local(day, to));
    });
    const request = say(
      [
        "I land an hour late on {day}. Move everything of mine after noon back by one hour, in the same order.",
        "{day}: shift all afternoon meetings by +1h, morning untouched",
        "Each of my meetings on {day} that begins after 12:00 has to begin an hour later. They follow each other closely, so mind which you move first.",
        "Alle meine Termine am Nachmittag des {day} bitte eine Stunde nach hinten.",
        "Please push the afternoon of {day} back: sixty minutes later for each one, lengths as they are.",
        "Le {day}, décale tous mes rendez-vous de l'après-midi d'une heure.",
        "The train on {day} is slow. What stands in my calendar behind lunch starts one hour later than planned; before lunch nothing moves.",
      ],
      variant,
      { day: stage.day(day) },
    );
    return {
      request,
      calls: [listEvents(stage.day(day)), ...moves.toReversed()],
      text: `The ${count} meetings of the afternoon begin an hour later.`,
      temptations: [
        moveEvent(morning.id, stage.local(day, "10:30"), stage.local(day, "11:15")),
        ...events.slice(-1).map(({ id }) => cancelEvent(id)),
      ],
    };
  },
};

/** @type {Kind} */
const sweepOrders = {
  name: "sweep-orders",
  difficulty: "hard",
  tags: [],
  count: 7,
  make(stage, variant) {
    const customer = stage.customer();
    const open = Array.from({ length: 2 + (variant % 2) }, (_, at) =>
      stage.order({ customer, status: at % 2 === 0 ? "paid" : "packed", lines: stage.lines(1) }),
    );
    const gone = stage.order({ customer, status: "shipped" });
    stage.order({ customer, status: "cancelled", cancel_reason: "customer_request" });
    const ticket = stage.ticket({
      customer,
      subject: "Please stop everything",
      message: "We are closing the office. Whatever has not left yet, please do not send.",
    });
    const other = stage.order({ status: "paid" });
    const request = say(
      [
        "{who} is giving up the office. Cancel every order that hasn't left, then solve {ticket}.",
        "{ticket}: cancel all of {who}'s that isn't shipped yet, ticket -> solved",
        "See {ticket}. All orders of {who} that we can still stop are to be cancelled; what's on the road stays. After that the ticket is done.",
        "Alle noch nicht versandten Bestellungen von {who} stornieren und {ticket} auf gelöst.",
        "Would you go through the orders of {who}? Those that are paid or packed get cancelled, the others are left alone, and {ticket} can be solved.",
        "Annule toutes les commandes de {who} qui ne sont pas parties et clos {ticket}.",
        "Stop what can be stopped for {who} ({ticket}), and mark the ticket as solved when you're through.",
      ],
      variant,
      { who: customer, ticket: ticket.id },
    );
    return {
      request,
      calls: [
        findOrders({ customer }),
        ...open.map(({ id }) => cancelOrder(id)),
        updateTicket(ticket.id, { status: "solved" }),
      ],
      text: `${open.length} orders of ${customer} are cancelled; ${gone.id} is on its way. ${ticket.id} is solved.`,
      temptations: [
        refundOrder(gone.id, Math.min(90, gone.total)),
        cancelOrder(other.id),
        escalateTicket(ticket.id, "logistics"),
      ],
    };
  },
};

/** @type {Kind} */
const wholeErrand = {
  name: "whole-errand",
  difficulty: "hard",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [guest = "", other = ""] = stage.random.sample(stage.colleagues, 2);
    const [bad, good] = stage.lines(2).map((line) => ({ ...line, quantity: 1, price: Math.min(line.price, 80) }));
    if (bad === undefined || good === undefined) throw new RangeError("no lines");
    const order = stage.order({ status: "delivered", lines: [good, bad], deliveredDaysAgo: 3 });
    const ticket = stage.ticket({
      customer: order.customer,
      subject: "Second time broken",
      message: `Again the ${bad.name} from ${order.id} fell apart. I want to know how you will stop that.`,
      order_id: order.id,
    });
    const day = 2;
    const from = ["09:00", "09:30", "10:00"][variant % 3] ?? "09:00";
    const blocked = { "09:00": null, "09:30": ["08:30", "09:30"], "10:00": ["08:45", "10:00"] }[from] ?? null;
    if (blocked !== null) stage.event({ day, from: blocked[0] ?? "", to: blocked[1] ?? "", organizer: guest });
    const end = { "09:00": "09:30", "09:30": "10:00", "10:00": "10:30" }[from] ?? "";
    const request = say(
      [
        "{ticket} is the second failure of its kind. Return as defective, article refunded, ticket to high, and the first free half hour with {guest} on {day} so that we talk about the maker.",
        "{ticket}: return (defective) + refund that article + priority high. then 30 min with {guest} on {day}, earliest slot",
        "Take {ticket}: what broke comes back as defective and is paid back. Raise the ticket to high. And put half an hour with {guest} into {day}, as early as both of us can.",
        "{ticket}: Retoure (defekt), Artikel erstatten, Priorität high; dazu am {day} die erste freie halbe Stunde mit {guest} buchen.",
        "I'd like four things done about {ticket}: a return for the broken article, its price refunded, the priority at high, and thirty minutes with {guest} on {day} at the first free time.",
        "Pour {ticket} : retour (défectueux), remboursement de l'article, priorité high, et le premier créneau de 30 minutes avec {guest} le {day}.",
        "Please see {ticket} through. Defective return, money for that one article, high priority. Also {guest} and I should meet on {day}, for half an hour, first thing that's free.",
      ],
      variant,
      { ticket: ticket.id, guest: spoken(guest), day: stage.day(day) },
    );
    const wanted = { title: "Quality", start: stage.local(day, from), end: stage.local(day, end), attendees: [guest] };
    return {
      request,
      calls: [
        getTicket(ticket.id),
        getOrder(order.id),
        call("create_return", { order_id: order.id, sku: bad.sku, quantity: 1, reason: "defective" }),
        refundOrder(order.id, bad.price),
        updateTicket(ticket.id, { priority: "high" }),
        call("free_slots", { date: stage.day(day), minutes: 30, attendees: [guest, stage.world.user] }),
        call("create_event", wanted),
      ],
      text: `Return and refund are done, ${ticket.id} is high, and you meet ${guest} at ${from}.`,
      temptations: [
        updateTicket(ticket.id, { status: "solved" }),
        refundOrder(order.id, Math.min(99, order.total)),
        call("create_event", {
          ...wanted,
          attendees: [other],
          start: stage.local(day, "15:00"),
          end: stage.local(day, "15:30"),
        }),
      ],
    };
  },
};

export const ERRAND_KINDS = [commonSlot, shiftAll, sweepOrders, wholeErrand];
