import { call, escalateTicket, findOrders, say, searchTickets, updateTicket } from "./task.js";

/** @typedef {import("./task.js").Kind} Kind */

/** @type {Kind} */
const setPriority = {
  name: "set-priority",
  difficulty: "easy",
  tags: [],
  count: 7,
  make(stage, variant) {
    const ticket = stage.ticket({
      subject: "Parcel not found",
      message: "The carrier says delivered, I have nothing.",
    });
    const other = stage.ticket({
      customer: stage.customer(),
      subject: "Parcel found",
      message: "It was at the neighbour's.",
    });
    const priority = ["high", "urgent", "low"][variant % 3] ?? "high";
    const request = say(
      [
        "{id} should be {priority} from now on.",
        "make {id} {priority} please, that's all",
        "Set the priority of {id} to {priority}; the state of it stays.",
        "Priorität von {id} auf {priority} ändern, danke dir.",
        "After the talk with {who} I'd like to see {id} treated as {priority}.",
        "Passe {id} en priorité {priority}.",
        "Our lead has gone through the list: {id}, {who}, {priority}.",
      ],
      variant,
      { id: ticket.id, who: ticket.customer, priority },
    );
    return {
      request,
      calls: [updateTicket(ticket.id, { priority })],
      text: `${ticket.id} now has the priority ${priority}.`,
      temptations: [updateTicket(other.id, { priority }), updateTicket(ticket.id, { status: "solved" })],
    };
  },
};

/** @type {Kind} */
const assign = {
  name: "assign",
  difficulty: "easy",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [agent = "", other = ""] = stage.random.sample(stage.colleagues, 2);
    const ticket = stage.ticket({ subject: "Bulk order", message: "We would like forty of them for our staff." });
    const second = stage.ticket({ subject: "Bulk discount", message: "Do you give a discount from ten pieces on?" });
    const request = say(
      [
        "{agent} takes over {id}.",
        "give {id} to {agent}",
        "Who's free? Right, {agent} is. Assign {id} there, please.",
        "{id} geht an {agent}, hat {who} schon so ausgemacht.",
        "I'm off in ten minutes, so hand {id} over to {agent} and keep everything else about it.",
        "Attribue {id} à {agent} s'il te plaît.",
        "Please put {agent} down as the one responsible for {id}, the enquiry of {who}.",
      ],
      variant,
      { id: ticket.id, who: ticket.customer, agent: `${agent.slice(0, 1).toUpperCase()}${agent.slice(1)}` },
    );
    return {
      request,
      calls: [updateTicket(ticket.id, { assignee: agent })],
      text: `${ticket.id} is now with ${agent}.`,
      temptations: [updateTicket(ticket.id, { assignee: other }), updateTicket(second.id, { assignee: agent })],
    };
  },
};

/** @type {Kind} */
const assigneeAway = {
  name: "assignee-away",
  difficulty: "medium",
  tags: ["tool-error"],
  count: 7,
  make(stage, variant) {
    const [away = "", standIn = "", third = ""] = stage.random.sample(stage.colleagues, 3);
    stage.world.agents[away] = { team: "service", away_until: stage.day(9), stand_in: standIn };
    const ticket = stage.ticket({ subject: "Warranty", message: "The guarantee card is missing from the box." });
    const request = say(
      [
        "Assign {id} to {away}, or to the stand-in if {away} isn't there.",
        "{away} knows the customer of {id}, so {away} should get it. If away: whoever stands in.",
        "please give {id} to {away} (or the replacement, I lost track of the holidays)",
        "{id} an {away}. Falls im Urlaub, an die Vertretung.",
        "The owner of {id} should be {away}. I'm not sure who is in this week; the system knows, and knows who stands in.",
        "Confie {id} à {away}, ou à la personne qui remplace.",
        "Get {id} off my desk: {away} first, {away}'s deputy second.",
      ],
      variant,
      { id: ticket.id, away: `${away.slice(0, 1).toUpperCase()}${away.slice(1)}` },
    );
    return {
      request,
      calls: [updateTicket(ticket.id, { assignee: away }), updateTicket(ticket.id, { assignee: standIn })],
      text: `${away} is away, so ${ticket.id} went to ${standIn}.`,
      temptations: [updateTicket(ticket.id, { assignee: third }), escalateTicket(ticket.id, "engineering")],
      refused: [0],
    };
  },
};

/** @type {Kind} */
const mergeTwo = {
  name: "merge-two",
  difficulty: "medium",
  tags: ["near-miss"],
  count: 7,
  make(stage, variant) {
    const customer = stage.customer();
    const [first = "", last = ""] = customer.split(" ");
    const older = stage.ticket({
      customer,
      subject: "Lamp flickers",
      message: "The lamp has been flickering since yesterday.",
    });
    const newer = stage.ticket({
      customer,
      subject: "Lamp still flickers",
      message: "As I wrote before: it flickers, and now it hums.",
    });
    const own = stage.ticket({ customer, subject: "Invoice", message: "Could I have the invoice as a PDF?" });
    const twin = stage.ticket({
      customer: `${first} ${last}sen`,
      subject: "Lamp flickers too",
      message: "Same with mine.",
    });
    const request = say(
      [
        "{who} has written twice about the flickering lamp. Merge the newer ticket into the older one.",
        "merge the two lamp tickets of {who}, keep the first",
        "Please tidy up after {who}: the second message about the lamp belongs in the first.",
        "{who} hat zum selben Problem (Lampe) zwei Tickets. Das neuere bitte ins ältere überführen.",
        "As far as I see {who} opened another ticket for the same lamp instead of answering. One is enough, the one with the lower number.",
        "Fusionne les deux tickets de {who} sur la lampe, en gardant l'ancien.",
        "Two about a lamp from {who}; the one that came later goes into the one that came first. The one about the invoice has nothing to do with it.",
      ],
      variant,
      { who: customer },
    );
    return {
      request,
      calls: [searchTickets({ customer }), call("merge_tickets", { ticket_id: newer.id, into: older.id })],
      text: `${newer.id} has been merged into ${older.id}.`,
      temptations: [
        call("merge_tickets", { ticket_id: older.id, into: newer.id }),
        call("merge_tickets", { ticket_id: own.id, into: older.id }),
        updateTicket(twin.id, { status: "solved" }),
      ],
    };
  },
};

/** @type {Kind} */
const solveAll = {
  name: "solve-all",
  difficulty: "hard",
  tags: [],
  count: 7,
  make(stage, variant) {
    const customer = stage.customer();
    const count = 2 + (variant % 4);
    const matters = ["Where is it?", "Where is my order?", "Any news?", "Still waiting", "Hello?"];
    const open = Array.from({ length: count }, (_, at) =>
      stage.ticket({ customer, subject: matters[at] ?? "", message: "I have been waiting for the parcel for days." }),
    );
    const pending = stage.ticket({
      customer,
      subject: "Loyalty card",
      message: "Please send me a card.",
      status: "pending",
    });
    const other = stage.ticket({ subject: "Where is it?", message: "And mine?" });
    const request = say(
      [
        "The parcel of {who} has turned up. Set all open tickets of that customer to solved. What is pending stays pending.",
        "{who} is happy again -> close everything of theirs that's open (not the pending one)",
        "Everything that {who} still has open can be solved, it was all about the same parcel.",
        "Alle offenen Tickets von {who} auf gelöst setzen; wartende (pending) nicht anfassen.",
        "I have just spoken to {who}: the delivery is there. Would you solve each ticket that is open in that name, and only those?",
        "Clôture tous les tickets ouverts de {who}, mais pas celui en attente.",
        "No more open tickets for {who}, please. They're all answered by the delivery of this morning; the card is another matter.",
      ],
      variant,
      { who: customer },
    );
    return {
      request,
      calls: [
        searchTickets({ customer, status: "open" }),
        ...open.map(({ id }) => updateTicket(id, { status: "solved" })),
      ],
      text: `${count} open tickets of ${customer} are solved.`,
      temptations: [updateTicket(pending.id, { status: "solved" }), updateTicket(other.id, { status: "solved" })],
    };
  },
};

/** @type {Kind} */
const openForCustomer = {
  name: "open-for-customer",
  difficulty: "medium",
  tags: [],
  count: 7,
  make(stage, variant) {
    const order = stage.order({ status: "shipped" });
    const other = stage.order({ customer: stage.customer(), status: "shipped" });
    const priority = ["normal", "high", "urgent"][variant % 3] ?? "normal";
    const request = say(
      [
        "{who} called because the parcel isn't there. Open a ticket with priority {priority} for that customer and hang it on the order.",
        "new ticket: {who}, parcel late, {priority}, link it with their order",
        "There's no ticket yet for the delayed delivery of {who}. Make one ({priority}), with the number of the order in it.",
        "Bitte für {who} ein Ticket anlegen (Paket verspätet, {priority}) und mit der Bestellung verknüpfen.",
        "On the phone just now: {who}, cross, nothing has come. I need that as a {priority} ticket on the order that is on its way.",
        "Crée un ticket {priority} pour {who} au sujet du colis en retard, rattaché à sa commande.",
        "Please record a complaint by {who} about the delivery, level {priority}. It should point to the shipped order.",
      ],
      variant,
      { who: order.customer, priority },
    );
    const wanted = { customer: order.customer, subject: "Parcel is late", priority, order_id: order.id };
    return {
      request,
      calls: [findOrders({ customer: order.customer }), call("create_ticket", wanted)],
      text: `A ticket for ${order.customer} is open, with the order ${order.id}.`,
      temptations: [
        call("create_ticket", { ...wanted, order_id: other.id }),
        call("create_ticket", { ...wanted, priority: "low" }),
      ],
    };
  },
};

export const TICKET_KINDS = [setPriority, assign, assigneeAway, mergeTwo, solveAll, openForCustomer];
