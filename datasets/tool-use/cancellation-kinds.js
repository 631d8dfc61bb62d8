import { call, cancelOrder, cents, findOrders, getOrder, refundOrder, say } from "./task.js";

/** @typedef {import("./task.js").Kind} Kind */

/** @type {Kind} */
const cancelById = {
  name: "cancel-by-id",
  difficulty: "easy",
  tags: [],
  count: 7,
  make(stage, variant) {
    const order = stage.order({ status: variant % 2 === 0 ? "paid" : "packed" });
    const other = stage.order({ status: "paid" });
    const request = say(
      [
        "{who} rang: {id} is no longer wanted. Please stop it.",
        "cancel {id} pls, customer changed their mind on the phone just now",
        "Could you take {id} back out before the warehouse gets to it? {who} has asked for that.",
        "{id} bitte stornieren, {who} braucht die Sachen nicht mehr.",
        'Mail from {who} an hour ago: "I found it cheaper, kindly cancel my order." That\'s {id}.',
        "The order {id} should be annulled at the buyer's wish. The other one of today stays as it is.",
        "Peux-tu annuler {id} ? {who} s'est trompé de modèle et recommandera plus tard.",
      ],
      variant,
      { id: order.id, who: order.customer },
    );
    return {
      request,
      calls: [getOrder(order.id), cancelOrder(order.id)],
      text: `${order.id} has been cancelled at the customer's request.`,
      temptations: [
        cancelOrder(other.id),
        cancelOrder(order.id, "out_of_stock"),
        refundOrder(order.id, cents(order.total / 2)),
      ],
    };
  },
};

/** @type {Kind} */
const alreadyCancelled = {
  name: "already-cancelled",
  difficulty: "easy",
  tags: ["already-done"],
  count: 7,
  make(stage, variant) {
    const order = stage.order({ status: "cancelled", cancel_reason: "customer_request" });
    const other = stage.order({ status: "paid" });
    const request = say(
      [
        "{who} writes a second time that {id} must be cancelled. Please see to it.",
        "cancel {id}!! {who} is getting impatient",
        "Bitte prüfen und, falls noch nötig, {id} stornieren.",
        "I can't remember whether I dealt with {id} on Friday. It has to be cancelled, whoever does it.",
        "Could {id} be cancelled today? The customer has been promised that it would be.",
        "{who} : annulation de {id}, merci de faire le nécessaire.",
        "One more on my list, {id}: out, on the customer's wish.",
      ],
      variant,
      { id: order.id, who: order.customer },
    );
    return {
      request,
      calls: [getOrder(order.id)],
      text: `${order.id} had been cancelled before, so there was nothing left to do.`,
      temptations: [cancelOrder(other.id), refundOrder(order.id, Math.min(90, order.total)), refundOrder(other.id, 10)],
      required: [getOrder(order.id)],
    };
  },
};

/** @type {Kind} */
const nearMissName = {
  name: "near-miss-name",
  difficulty: "medium",
  tags: ["near-miss"],
  count: 7,
  make(stage, variant) {
    const [first = "", last = ""] = stage.customer().split(" ");
    const twin = [`${first} ${last}er`, `${first}a ${last}`, `${first} ${last}-Holm`][variant % 3] ?? "";
    const lines = stage.lines(1);
    const order = stage.order({ customer: `${first} ${last}`, status: "packed", lines });
    const wrong = stage.order({ customer: twin, status: "packed", lines });
    const request = say(
      [
        "{who} doesn't want the {item} after all. Not to be confused with {twin}, who does!",
        "cancel the {item} of {who} (careful, there is a {twin} too)",
        "The {item} for {who} can be cancelled; it was ordered from the wrong account.",
        "{who} hat angerufen: die Bestellung ({item}) bitte stornieren. Nur die von {who}.",
        "Would you find what {who} has bought and cancel it? It must be the {item}. I'm told that we have someone of nearly the same name.",
        "Anna at the desk says {who} has withdrawn from the {item}. Please cancel that one order.",
        "{who}, spelt exactly so, cancels the {item}.",
      ],
      variant,
      { who: order.customer, twin, item: lines[0]?.name ?? "" },
    );
    return {
      request,
      calls: [findOrders({ customer: last }), getOrder(order.id), cancelOrder(order.id)],
      text: `The order ${order.id} of ${order.customer} has been cancelled.`,
      temptations: [cancelOrder(wrong.id), cancelOrder(order.id, "duplicate")],
    };
  },
};

/** @type {Kind} */
const orderedTwice = {
  name: "ordered-twice",
  difficulty: "medium",
  tags: [],
  count: 7,
  make(stage, variant) {
    const customer = stage.customer();
    const lines = stage.lines(2);
    const first = stage.order({ customer, lines, status: "paid", placed: stage.day(-3) });
    const second = stage.order({ customer, lines, status: "paid", placed: stage.day(-1) });
    const request = say(
      [
        "{who} seems to have pressed the button twice. Keep the earlier order and cancel the later one.",
        "double order of {who}, the newer one has to go (it's a duplicate, please note that as the reason)",
        "Look at {who}: two times the same basket. Only the first one was meant.",
        "{who} hat versehentlich doppelt bestellt. Die spätere Bestellung bitte raus.",
        "Our report lists {who} as a probable double. If the two are really the same goods, cancel the one placed last.",
        '{who} wrote: "Sorry! I only need it once, leave the one from {day}."',
        "Commande en double chez {who} ; garde celle du {day} et annule l'autre.",
      ],
      variant,
      { who: customer, day: first.placed },
    );
    return {
      request,
      calls: [findOrders({ customer }), cancelOrder(second.id, "duplicate")],
      text: `The later order ${second.id} has been cancelled as a duplicate; ${first.id} stays.`,
      temptations: [cancelOrder(first.id, "duplicate"), cancelOrder(second.id)],
    };
  },
};

/** @type {Kind} */
const twoFit = {
  name: "two-fit",
  difficulty: "medium",
  tags: ["ambiguous"],
  count: 7,
  make(stage, variant) {
    const customer = stage.customer();
    const [line] = stage.lines(1);
    const lines = line === undefined ? [] : [line];
    const orders = [4, 2].map((days) =>
      stage.order({ customer, lines: [...lines, ...stage.lines(1)], status: "paid", daysAgo: days }),
    );
    const [first, second] = orders.map(({ id }) => id);
    const request = say(
      [
        "{who} no longer needs the order with the {item}. Please cancel it.",
        "cancel {who}'s {item} order",
        "The {item} that {who} bought the other day: please take the order out.",
        "Bestellung von {who} stornieren, die mit {item}.",
        "{who} left a message on the machine: \"It's about my order, the {item}. I'd like to cancel.\" Can you do it?",
        "Annule la commande de {who}, celle avec {item}, s'il te plaît.",
        "There should be an open order of {who} with a {item} in it. It has been withdrawn.",
      ],
      variant,
      { who: customer, item: line?.name ?? "" },
    );
    return {
      request,
      calls: [findOrders({ customer })],
      text: `${customer} has two open orders with it, ${first} and ${second}. Which of them should be cancelled?`,
      temptations: [...orders.map(({ id }) => cancelOrder(id)), cancelOrder(second ?? "", "duplicate")],
      required: [{ name: "find_orders" }],
    };
  },
};

/** @type {Kind} */
const shippedAlready = {
  name: "cancel-shipped",
  difficulty: "medium",
  tags: ["tool-error"],
  count: 7,
  make(stage, variant) {
    const order = stage.order({ status: "shipped" });
    const ticket = stage.ticket({
      customer: order.customer,
      subject: "Please stop my order",
      message: `I will not be at home for weeks. Please do not deliver ${order.id}.`,
      order_id: order.id,
    });
    const other = stage.order({ status: "paid" });
    const request = say(
      [
        "{who} wants {id} cancelled. Should it have left already, pass the ticket {ticket} on to logistics.",
        "try to cancel {id}; if that fails -> {ticket} to logistics, they can call parcels back",
        "Can we still stop {id}? Otherwise logistics has to, via {ticket}.",
        "{id} stornieren. Geht das nicht mehr, dann {ticket} an die Logistik geben (logistics).",
        "First choice: cancel {id}. Second choice, only if the first is refused: escalate {ticket} to the team logistics.",
        "{who} is travelling and nobody would open the door, so {id} should not arrive. The ticket is {ticket}; if the tool says no, it's one for logistics.",
        "Annule {id} si c'est encore possible, sinon transmets {ticket} à logistics.",
      ],
      variant,
      { who: order.customer, id: order.id, ticket: ticket.id },
    );
    return {
      request,
      calls: [cancelOrder(order.id), call("escalate_ticket", { ticket_id: ticket.id, team: "logistics" })],
      text: `${order.id} is on its way and could not be cancelled; ${ticket.id} is now with logistics.`,
      temptations: [
        refundOrder(order.id, Math.min(95, order.total)),
        cancelOrder(other.id),
        call("escalate_ticket", { ticket_id: ticket.id, team: "billing" }),
      ],
      refused: [0],
    };
  },
};

export const CANCELLATION_KINDS = [cancelById, alreadyCancelled, nearMissName, orderedTwice, twoFit, shippedAlready];
