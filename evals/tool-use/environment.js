import { calendarTools } from "./calendar.js";
import { orderTools } from "./orders.js";
import { ticketTools } from "./tickets.js";

/** Raise it whenever a tool answers or acts in another way. */
export const VERSION = "1";

/**
 * The back office as an item describes it.
 *
 * @param {{ readonly input: import("tierbench").JsonObject }} item
 * @returns {import("tierbench").Environment}
 */
export function backOffice({ input }) {
  const world = /** @type {import("./world.js").World} */ (/** @type {unknown} */ (structuredClone(input["world"])));
  const tools = { ...orderTools(world), ...ticketTools(world), ...calendarTools(world) };
  return {
    call(name, given) {
      const tool = tools[name];
      if (tool === undefined) throw new RangeError(`no tool ${name}`);
      return tool(/** @type {import("./world.js").Arguments} */ (/** @type {unknown} */ (given)));
    },
    // What never changes is left out.
    state: () =>
      structuredClone({ orders: world.orders, returns: world.returns, tickets: world.tickets, events: world.events }),
  };
}
