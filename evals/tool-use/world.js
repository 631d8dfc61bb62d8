/**
 * What the back office of an invented web shop knows: the state that the tools of `tool-use` act on.
 * @module
 */

/**
 * @typedef {{ sku: string, name: string, quantity: number, price: number }} Line
 * @typedef {{
 *   customer: string, email: string, status: "paid" | "packed" | "shipped" | "delivered" | "cancelled",
 *   placed: string, delivered: string | null, currency: string, total: number, refunded: number,
 *   cancel_reason: string | null, address: { street: string, postcode: string, city: string, country: string },
 *   lines: Line[], note: string
 * }} Order
 * @typedef {{ order_id: string, sku: string, quantity: number, reason: string, status: "open" | "received" }} Return
 * @typedef {{
 *   subject: string, customer: string, message: string, status: string, priority: string,
 *   assignee: string | null, team: string | null, order_id: string | null, merged_into: string | null
 * }} Ticket
 * @typedef {{ team: string, away_until: string | null, stand_in: string | null }} Agent
 * @typedef {{
 *   title: string, organizer: string, start: string, end: string, attendees: string[], room: string | null,
 *   status: "confirmed" | "cancelled", description: string
 * }} Event
 * @typedef {{
 *   user: string, utc_offset: string, today: string, refund_limit: number, rooms: string[],
 *   agents: { [name: string]: Agent }, orders: { [id: string]: Order }, returns: { [id: string]: Return },
 *   tickets: { [id: string]: Ticket }, events: { [id: string]: Event }
 * }} World
 */

/** @typedef {import("tierbench").ToolResult} ToolResult */
/** @typedef {import("tierbench").JsonValue} JsonValue */

/** What the arguments of all tools may be; schemas say which a tool takes. */
/**
 * @typedef {{ [name: string]: string } & { amount?: number, quantity?: number, minutes?: number, attendees?: string[] }} Arguments
 */

/**
 * @param {JsonValue} result
 * @returns {ToolResult}
 */
export const done = (result) => ({ result });

/**
 * @param {string} error
 * @returns {ToolResult}
 */
export const refused = (error) => ({ error });

/**
 * A record by its id, whatever the case of the id.
 *
 * @template T
 * @param {{ [id: string]: T }} records
 * @param {string} id
 * @returns {T | undefined}
 */
export function record(records, id) {
  return Object.hasOwn(records, id) ? records[id] : undefined;
}

/**
 * The id after the highest one with this prefix.
 *
 * @param {{ [id: string]: unknown }} records
 * @param {string} prefix
 */
export function nextId(records, prefix) {
  const numbers = Object.keys(records).map((id) => Number(id.slice(prefix.length)));
  return `${prefix}${Math.max(100, ...numbers) + 1}`;
}

/**
 * @param {string} text
 * @param {string} part
 */
export function contains(text, part) {
  return text.toLowerCase().includes(part.trim().toLowerCase());
}

/** @param {number} amount */
export function cents(amount) {
  return Math.round(amount * 100) / 100;
}
