import { contains, done, nextId, record, refused } from "./world.js";

const SHOWN = 10;

/**
 * @param {import("./world.js").World} world
 * @returns {{ [tool: string]: (input: import("./world.js").Arguments) => import("./world.js").ToolResult }}
 */
export function ticketTools(world) {
  return {
    search_tickets: (input) => searchTickets(world, input),
    get_ticket: ({ ticket_id: id = "" }) => withTicket(world, id, (ticket) => done({ ticket_id: id, ...ticket })),
    create_ticket: (input) => createTicket(world, input),
    update_ticket: (input) =>
      withTicket(world, input["ticket_id"] ?? "", (ticket) => updateTicket(world, ticket, input)),
    escalate_ticket: (input) => withTicket(world, input["ticket_id"] ?? "", (ticket) => escalateTicket(ticket, input)),
    merge_tickets: (input) =>
      withTicket(world, input["ticket_id"] ?? "", (ticket) => mergeTickets(world, ticket, input)),
  };
}

/**
 * @param {import("./world.js").World} world
 * @param {string} id
 * @param {(ticket: import("./world.js").Ticket) => import("./world.js").ToolResult} act
 */
function withTicket({ tickets }, id, act) {
  const ticket = record(tickets, id);
  return ticket === undefined ? refused(`there is no ticket ${id}`) : act(ticket);
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Arguments} input
 */
function searchTickets({ tickets }, { text, customer, status }) {
  if (text === undefined && customer === undefined && status === undefined) {
    return refused("give at least one of text, customer and status");
  }
  const found = Object.entries(tickets).filter(
    ([, ticket]) =>
      (text === undefined || contains(`${ticket.subject} ${ticket.message}`, text)) &&
      (customer === undefined || contains(ticket.customer, customer)) &&
      (status === undefined || ticket.status === status),
  );
  return done(
    found.slice(0, SHOWN).map(([id, { subject, customer: name, status: state, priority, assignee }]) => ({
      ticket_id: id,
      subject,
      customer: name,
      status: state,
      priority,
      assignee,
    })),
  );
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Arguments} input
 */
function createTicket(world, { customer = "", subject = "", priority = "", order_id: orderId }) {
  if (orderId !== undefined && record(world.orders, orderId) === undefined)
    return refused(`there is no order ${orderId}`);
  const id = nextId(world.tickets, "T-");
  const own = { subject, customer, message: "", status: "open", priority, order_id: orderId ?? null };
  world.tickets[id] = { ...own, assignee: null, team: null, merged_into: null };
  return done({ ticket_id: id, status: "open" });
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Ticket} ticket
 * @param {import("./world.js").Arguments} input
 */
function updateTicket({ agents }, ticket, { ticket_id: id = "", status, priority, assignee }) {
  if (status === undefined && priority === undefined && assignee === undefined) {
    return refused("nothing to change: give status, priority or assignee");
  }
  if (ticket.status === "merged") return refused(`${id} has been merged into ${ticket.merged_into}`);
  if (assignee !== undefined) {
    const agent = record(agents, assignee);
    if (agent === undefined)
      return refused(`there is no agent ${assignee}; there are ${Object.keys(agents).join(", ")}`);
    if (agent.away_until !== null) {
      return refused(`${assignee} is away until ${agent.away_until}; ${agent.stand_in} stands in`);
    }
    ticket.assignee = assignee;
  }
  ticket.status = status ?? ticket.status;
  ticket.priority = priority ?? ticket.priority;
  return done({ ticket_id: id, status: ticket.status, priority: ticket.priority, assignee: ticket.assignee });
}

/**
 * @param {import("./world.js").Ticket} ticket
 * @param {import("./world.js").Arguments} input
 */
function escalateTicket(ticket, { ticket_id: id = "", team = "" }) {
  if (ticket.team !== null) return refused(`${id} is with ${ticket.team} already`);
  if (ticket.status === "solved" || ticket.status === "merged") return refused(`${id} is ${ticket.status}`);
  ticket.team = team;
  ticket.status = "escalated";
  return done({ ticket_id: id, status: "escalated", team });
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Ticket} ticket
 * @param {import("./world.js").Arguments} input
 */
function mergeTickets({ tickets }, ticket, { ticket_id: id = "", into = "" }) {
  const target = record(tickets, into);
  if (target === undefined) return refused(`there is no ticket ${into}`);
  if (target === ticket) return refused("a ticket cannot be merged into itself");
  if (target.customer !== ticket.customer) return refused(`${id} and ${into} are of different customers`);
  if (ticket.status === "merged") return refused(`${id} has been merged into ${ticket.merged_into}`);
  ticket.status = "merged";
  ticket.merged_into = into;
  return done({ ticket_id: id, merged_into: into });
}
