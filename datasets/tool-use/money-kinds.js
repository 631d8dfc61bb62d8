import {
  call,
  cents,
  escalateTicket,
  findOrders,
  getOrder,
  getTicket,
  refundOrder,
  say,
  updateTicket,
} from "./task.js";

/** @typedef {import("./task.js").Kind} Kind */

/** @type {Kind} */
const refundLine = {
  name: "refund-line",
  difficulty: "medium",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [damaged, ...rest] = stage.lines(3).map((line) => ({ ...line, price: Math.min(line.price, 45) }));
    if (damaged === undefined) throw new RangeError("no line");
    const lines = [...rest, { ...damaged, quantity: 2 }];
    const order = stage.order({ status: "delivered", lines });
    const amount = cents(2 * damaged.price);
    const request = say(
      [
        "Both pieces of the {item} in {id} were broken. Pay back what they cost, nothing more.",
        "refund the {item} line of {id} completely (all pieces of it), the rest was fine",
        "{who} may keep the rest, but the {item} in {id} gets refunded in full: price times quantity.",
        "In {id} waren alle Stücke {item} unbrauchbar. Diesen Posten bitte ganz erstatten.",
        "The {item} turned out to be recalled by the maker. Whoever bought it gets its price back; in the case of {id} please do that now.",
        "Rembourse à {who} la ligne « {item} » de {id}, en entier.",
        "{id}: take the {item}, work out what was paid for it altogether, and return exactly that sum.",
      ],
      variant,
      { id: order.id, who: order.customer, item: damaged.name },
    );
    return {
      request,
      calls: [getOrder(order.id), refundOrder(order.id, amount)],
      text: `EUR ${amount.toFixed(2)} for the ${damaged.name} of ${order.id} has been refunded.`,
      temptations: [refundOrder(order.id, damaged.price), refundOrder(order.id, Math.min(99, order.total))],
    };
  },
};

/** @type {Kind} */
const otherUnits = {
  name: "other-units",
  difficulty: "hard",
  tags: ["wrong-units"],
  count: 7,
  make(stage, variant) {
    const currency = ["EUR", "GBP", "CHF", "USD"][variant % 4] ?? "EUR";
    const lines = stage.lines(2).map((line) => ({ ...line, quantity: 1, price: Math.min(line.price, 70) }));
    const order = stage.order({ status: "delivered", lines, currency });
    const wished = [
      { amount: 12.5, text: "1250 cents", trap: 1250 },
      { amount: cents(order.total * 0.2), text: "a fifth of what was paid", trap: 20 },
      { amount: cents(order.total * 0.15), text: "15 % of the total", trap: 15 },
      { amount: 9.05, text: "nine and five hundredths, in the order's currency", trap: 9.5 },
      { amount: cents(order.total / 2), text: "half of it", trap: order.total },
      { amount: 7.8, text: "780 of the smallest coin of its currency", trap: 78 },
      { amount: cents(order.total - 20), text: "everything but twenty", trap: 20 },
    ][variant % 7];
    if (wished === undefined) throw new RangeError("no wish");
    const request = say(
      [
        "Please refund {text} on {id}.",
        "{id}: the customer gets {text} back, rounded to whole hundredths",
        "For the late delivery we owe {who} {text} ({id}). Mind the currency, it isn't always ours.",
        "Auf {id} bitte zurückzahlen: {text}.",
        "Under the guarantee {who} receives {text} for {id}; please work it out from the order itself.",
        "{who} is owed a little something. I calculated {text}. Order {id}.",
        "Rembourse {text} sur {id}, merci. Le reste ne change pas.",
      ],
      variant,
      { id: order.id, who: order.customer, text: wished.text },
    );
    const wrongCurrency = currency === "EUR" ? "USD" : "EUR";
    return {
      request,
      calls: [getOrder(order.id), refundOrder(order.id, wished.amount, currency)],
      text: `${currency} ${wished.amount.toFixed(2)} of ${order.id} has been refunded.`,
      temptations: [
        refundOrder(order.id, wished.trap, currency),
        refundOrder(order.id, wished.amount, wrongCurrency),
        refundOrder(order.id, cents(wished.amount / 10), currency),
      ],
    };
  },
};

/** @type {Kind} */
const aboveLimit = {
  name: "above-limit",
  difficulty: "hard",
  tags: ["permission-refused"],
  count: 7,
  make(stage, variant) {
    const limit = stage.world.refund_limit;
    const lines = [{ sku: "DS-02", name: "standing desk", quantity: 1, price: 389 + 10 * variant }];
    const order = stage.order({ status: "delivered", lines });
    const ticket = stage.ticket({
      customer: order.customer,
      subject: "Desk arrived in pieces",
      message: `The top of ${order.id} is cracked from end to end. I want all of my money back.`,
      order_id: order.id,
    });
    const request = say(
      [
        "{who} gets the whole price of {id} back, the desk is a write-off. The case is {ticket}.",
        "full refund for {id} pls (ticket {ticket})",
        "Please refund {id} in full. If you can't, do with {ticket} what the rules say.",
        "{id} komplett erstatten, siehe {ticket}.",
        "I've told {who} that the money for {id} will be back in full. Pay it out, or get {ticket} to those who can.",
        "The complaint in {ticket} is justified: {id} is to be paid back entirely.",
        "Remboursement intégral de {id} ({ticket}) : à toi de jouer.",
      ],
      variant,
      { who: order.customer, id: order.id, ticket: ticket.id },
    );
    return {
      request,
      calls: [getOrder(order.id), refundOrder(order.id, order.total), escalateTicket(ticket.id, "billing")],
      text: `The refund is above the limit, so ${ticket.id} went to the billing team.`,
      temptations: [
        refundOrder(order.id, limit),
        refundOrder(order.id, cents(order.total / 4)),
        updateTicket(ticket.id, { status: "solved" }),
        escalateTicket(ticket.id, "legal"),
      ],
      refused: [1],
    };
  },
};

/** @type {Kind} */
const priceDifference = {
  name: "price-difference",
  difficulty: "hard",
  tags: [],
  count: 7,
  make(stage, variant) {
    const customer = stage.customer();
    const [line] = stage.lines(1);
    if (line === undefined) throw new RangeError("no line");
    const price = Math.max(30, Math.min(line.price, 160));
    const dear = stage.order({
      customer,
      status: "delivered",
      lines: [{ ...line, quantity: 1, price: cents(price * 1.25) }],
      daysAgo: 8,
    });
    const cheap = stage.order({
      customer,
      status: "delivered",
      lines: [{ ...line, quantity: 1, price: cents(price) }],
      daysAgo: 1,
      deliveredDaysAgo: 2,
    });
    const amount = cents(dear.total - cheap.total);
    const request = say(
      [
        "{who} bought the {item} twice within days, at two prices. Give back the difference on the dearer order.",
        "price promise for {who}: {item}, dear order minus cheap order, refund that on the dear one",
        "Two orders of {who} contain the {item}. We match the lower price: refund what the first one cost more.",
        "{who} hat den Artikel {item} zweimal gekauft, einmal teurer. Bitte die Differenz auf die teurere Bestellung erstatten.",
        "According to {who} the {item} became cheaper after the first purchase. If that is so, pay the gap back, on the order that cost more.",
        "Différence de prix sur {item} pour {who} : à rembourser sur la commande la plus chère.",
        "Please compare the orders of {who} for the {item} and make good what was paid too much in the first place.",
      ],
      variant,
      { who: customer, item: line.name },
    );
    return {
      request,
      calls: [findOrders({ customer }), getOrder(dear.id), getOrder(cheap.id), refundOrder(dear.id, amount)],
      text: `The difference of EUR ${amount.toFixed(2)} has been refunded on ${dear.id}.`,
      temptations: [
        refundOrder(cheap.id, amount),
        refundOrder(dear.id, cents(amount + 1)),
        refundOrder(dear.id, Math.min(99, cheap.total)),
      ],
    };
  },
};

/** @type {Kind} */
const complaint = {
  name: "complaint",
  difficulty: "hard",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [bad, good] = stage.lines(2).map((line) => ({ ...line, quantity: 1, price: Math.min(line.price, 90) }));
    if (bad === undefined || good === undefined) throw new RangeError("no lines");
    const order = stage.order({ status: "delivered", lines: [bad, good], deliveredDaysAgo: 3 + variant });
    const ticket = stage.ticket({
      customer: order.customer,
      subject: "Broken on arrival",
      message: `Hello, the ${bad.name} from ${order.id} does not work at all. The ${good.name} is lovely, I keep that.`,
      order_id: order.id,
    });
    const request = say(
      [
        "Please settle {ticket}: return for the faulty article, its price back, then close the ticket.",
        "{ticket} -> open a return (defective), refund that article, set to solved",
        "Could you take care of {ticket} from start to end? That means a return for what's broken, the refund of it, and the ticket solved.",
        "{ticket} bitte komplett abwickeln: Retoure wegen Defekt, Artikelpreis erstatten, Ticket auf gelöst.",
        "{who} is right in {ticket}. What is defective comes back to us, is paid back at once, and then we're done with it.",
        "Handle the complaint {ticket} the usual way (return, money, solved) and leave the good article alone.",
        "Traite {ticket} : retour pour l'article défectueux, remboursement de son prix, puis ticket résolu.",
      ],
      variant,
      { who: order.customer, ticket: ticket.id },
    );
    return {
      request,
      calls: [
        getTicket(ticket.id),
        getOrder(order.id),
        call("create_return", { order_id: order.id, sku: bad.sku, quantity: 1, reason: "defective" }),
        refundOrder(order.id, bad.price),
        updateTicket(ticket.id, { status: "solved" }),
      ],
      text: `A return for the ${bad.name} is open, EUR ${bad.price.toFixed(2)} has been refunded, and ${ticket.id} is solved.`,
      temptations: [
        call("create_return", { order_id: order.id, sku: good.sku, quantity: 1, reason: "defective" }),
        refundOrder(order.id, order.total),
        escalateTicket(ticket.id, "billing"),
      ],
    };
  },
};

/** @type {Kind} */
const sendBack = {
  name: "send-back",
  difficulty: "easy",
  tags: [],
  count: 7,
  make(stage, variant) {
    const [wanted, kept] = stage.lines(2).map((line) => ({ ...line, quantity: 2 }));
    if (wanted === undefined || kept === undefined) throw new RangeError("no lines");
    const order = stage.order({ status: "delivered", lines: [kept, wanted], deliveredDaysAgo: 5 + variant });
    const wish = [
      { quantity: 1, reason: "changed_mind" },
      { quantity: 2, reason: "defective" },
      { quantity: 1, reason: "wrong_article" },
    ][variant % 3] ?? { quantity: 1, reason: "changed_mind" };
    const why = {
      changed_mind: "doesn't like it any more",
      defective: "is defective",
      wrong_article: "is not what was ordered",
    };
    const request = say(
      [
        "Return for {id}: {quantity} of the {item}. Reason: {why}.",
        "{who} sends {quantity} x {item} from {id} back to us ({why}). Just open the return, the money comes later.",
        "please open a return, {id}, {item}, pieces: {quantity}, because it {why}",
        "Retoure anlegen zu {id}: {quantity} Stück {item}. Grund: {why}",
        "From {id}, {quantity} of the two {item} will come back, since it {why}. Nothing is refunded yet.",
        "{who} asks for a label for the {item} ({quantity} pcs) of {id}. It {why}. A return does that.",
        "Ouvre un retour pour {quantity} {item} de {id}, motif : {why}.",
      ],
      variant,
      {
        id: order.id,
        who: order.customer,
        item: wanted.name,
        quantity: wish.quantity,
        why: why[/** @type {keyof typeof why} */ (wish.reason)],
      },
    );
    const wanting = { order_id: order.id, sku: wanted.sku, ...wish };
    return {
      request,
      calls: [getOrder(order.id), call("create_return", wanting)],
      text: `The return for ${wish.quantity} ${wanted.name} of ${order.id} is open.`,
      temptations: [
        call("create_return", { ...wanting, sku: kept.sku }),
        refundOrder(order.id, Math.min(99, wanted.price)),
      ],
    };
  },
};

export const MONEY_KINDS = [refundLine, otherUnits, aboveLimit, priceDifference, complaint, sendBack];
