/**
 * The tools as models see them.
 * @module
 */

/** @typedef {import("tierbench").JsonObject} JsonObject */

const orderId = { type: "string", pattern: "^O-\\d+$", description: "for example O-2041" };
const ticketId = { type: "string", pattern: "^T-\\d+$", description: "for example T-318" };
const eventId = { type: "string", pattern: "^E-\\d+$", description: "for example E-112" };
const date = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const time = {
  type: "string",
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})$",
  description: "ISO 8601 with an offset, for example 2026-03-12T14:30:00+01:00",
};
const text = { type: "string", minLength: 1 };
const person = { type: "string", pattern: "^[a-z]+$", description: "first name of a colleague, in lower case" };

/**
 * @param {string} name
 * @param {string} description
 * @param {{ [field: string]: JsonObject }} properties
 * @param {readonly string[]} [optional]
 * @returns {import("tierbench").Tool}
 */
function tool(name, description, properties, optional = []) {
  const required = Object.keys(properties).filter((field) => !optional.includes(field));
  return { name, description, inputSchema: { type: "object", properties, required, additionalProperties: false } };
}

/** @param {readonly string[]} values */
const oneOf = (...values) => ({ type: "string", enum: values });

const orderTools = [
  tool(
    "find_orders",
    "Orders that fit everything that is given: part of the customer's name or mail address, the status, part of an article's name.",
    { customer: text, status: oneOf("paid", "packed", "shipped", "delivered", "cancelled"), item: text },
    ["customer", "status", "item"],
  ),
  tool("get_order", "Everything about one order: lines with prices, address, dates, what has been refunded.", {
    order_id: orderId,
  }),
  tool("cancel_order", "Cancels an order that has not been handed to the carrier. The payment goes back by itself.", {
    order_id: orderId,
    reason: oneOf("customer_request", "duplicate", "out_of_stock"),
  }),
  tool("refund_order", "Pays back part of an order, or all of it. The amount is in the currency's main unit.", {
    order_id: orderId,
    amount: { type: "number", exclusiveMinimum: 0 },
    currency: { type: "string", pattern: "^[A-Z]{3}$" },
  }),
  tool("change_address", "Replaces the delivery address of an order that has not been packed.", {
    order_id: orderId,
    street: text,
    postcode: text,
    city: text,
    country: { type: "string", pattern: "^[A-Z]{2}$", description: "ISO 3166 code" },
  }),
  tool("create_return", "Opens a return for one article of a delivered order. It does not refund anything.", {
    order_id: orderId,
    sku: text,
    quantity: { type: "integer", minimum: 1 },
    reason: oneOf("defective", "wrong_article", "changed_mind"),
  }),
];

const ticketTools = [
  tool(
    "search_tickets",
    "Tickets that fit everything that is given: words in subject or message, part of the customer's name, the status.",
    { text, customer: text, status: oneOf("open", "pending", "escalated", "solved", "merged") },
    ["text", "customer", "status"],
  ),
  tool("get_ticket", "One ticket with the customer's message.", { ticket_id: ticketId }),
  tool(
    "create_ticket",
    "Opens a ticket in the name of a customer.",
    { customer: text, subject: text, priority: oneOf("low", "normal", "high", "urgent"), order_id: orderId },
    ["order_id"],
  ),
  tool(
    "update_ticket",
    "Changes status, priority or assignee of a ticket.",
    {
      ticket_id: ticketId,
      status: oneOf("open", "pending", "solved"),
      priority: oneOf("low", "normal", "high", "urgent"),
      assignee: person,
    },
    ["status", "priority", "assignee"],
  ),
  tool("escalate_ticket", "Hands a ticket to another team.", {
    ticket_id: ticketId,
    team: oneOf("billing", "logistics", "legal", "engineering"),
  }),
  tool("merge_tickets", "Merges a ticket into another one of the same customer, which stays.", {
    ticket_id: ticketId,
    into: ticketId,
  }),
];

const calendarTools = [
  tool("list_events", "What is in the calendar on a day, by the user's clock.", { date, person }, ["person"]),
  tool("free_slots", "When all of these people are free for so long on a day, earliest first, by the user's clock.", {
    date,
    minutes: { type: "integer", minimum: 15 },
    attendees: { type: "array", items: person, minItems: 1 },
  }),
  tool(
    "create_event",
    "Puts a meeting into the calendar. The user takes part in it by itself.",
    { title: text, start: time, end: time, attendees: { type: "array", items: person }, room: text },
    ["room"],
  ),
  tool("move_event", "Moves a meeting that the user has organised.", { event_id: eventId, start: time, end: time }),
  tool("cancel_event", "Cancels a meeting that the user has organised.", { event_id: eventId }),
];

export const TOOLS = [...orderTools, ...ticketTools, ...calendarTools];
