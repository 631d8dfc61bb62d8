/**
 * What the kinds of tasks have in common.
 * @module
 */

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {{ name: string, input: { [field: string]: import("tierbench").JsonValue } }} Call */
/**
 * @typedef {{
 *   request: string, calls: readonly Call[], text: string, temptations: readonly Call[],
 *   required?: readonly (Pick<Call, "name"> & Partial<Call>)[], forbidden?: readonly (Pick<Call, "name"> & Partial<Call>)[],
 *   order?: readonly (readonly [number, number])[], refused?: readonly number[], tags?: readonly string[]
 * }} Task
 */
/**
 * @typedef {{
 *   name: string, difficulty: "easy" | "medium" | "hard", tags: readonly string[], count: number,
 *   make: (stage: Stage, variant: number) => Task
 * }} Kind
 */

/**
 * @param {string} name
 * @param {Call["input"]} input
 * @returns {Call}
 */
export const call = (name, input) => ({ name, input });

/**
 * The phrase of a variant with its gaps filled.
 *
 * @param {readonly string[]} phrases
 * @param {number} variant
 * @param {{ [gap: string]: string | number }} gaps
 * @returns {string}
 */
export function say(phrases, variant, gaps) {
  const phrase = phrases[variant % phrases.length] ?? "";
  return phrase.replace(/\{(\w+)\}/g, (_, gap) => {
    const filling = gaps[gap];
    if (filling === undefined) throw new RangeError(`nothing for {${gap}} in "${phrase}"`);
    return String(filling);
  });
}

/** @param {string} order_id */
export const getOrder = (order_id) => call("get_order", { order_id });
/**
 * @param {string} order_id
 * @param {string} [reason]
 */
export const cancelOrder = (order_id, reason = "customer_request") => call("cancel_order", { order_id, reason });
/**
 * @param {string} order_id
 * @param {number} amount
 * @param {string} [currency]
 */
export const refundOrder = (order_id, amount, currency = "EUR") => call("refund_order", { order_id, amount, currency });
/** @param {Call["input"]} input */
export const findOrders = (input) => call("find_orders", input);
/** @param {Call["input"]} input */
export const searchTickets = (input) => call("search_tickets", input);
/** @param {string} ticket_id */
export const getTicket = (ticket_id) => call("get_ticket", { ticket_id });
/**
 * @param {string} ticket_id
 * @param {Call["input"]} change
 */
export const updateTicket = (ticket_id, change) => call("update_ticket", { ticket_id, ...change });
/**
 * @param {string} ticket_id
 * @param {string} team
 */
export const escalateTicket = (ticket_id, team) => call("escalate_ticket", { ticket_id, team });
/** @param {string} event_id */
export const cancelEvent = (event_id) => call("cancel_event", { event_id });
/**
 * @param {string} event_id
 * @param {string} start
 * @param {string} end
 */
export const moveEvent = (event_id, start, end) => call("move_event", { event_id, start, end });
/** @param {string} date */
export const listEvents = (date) => call("list_events", { date });

/** @param {number} amount */
export const cents = (amount) => Math.round(amount * 100) / 100;
