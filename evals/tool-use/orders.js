import { cents, contains, done, nextId, record, refused } from "./world.js";

/** Days after delivery in which something can be sent back. */
const RETURN_DAYS = 30;
const DAY_MS = 86_400_000;
/** Orders that a search shows. */
const SHOWN = 10;

/**
 * @param {import("./world.js").World} world
 * @returns {{ [tool: string]: (input: import("./world.js").Arguments) => import("./world.js").ToolResult }}
 */
export function orderTools(world) {
  return {
    find_orders: (input) => findOrders(world, input),
    get_order: ({ order_id: id = "" }) => withOrder(world, id, (order) => done({ order_id: id, ...order })),
    cancel_order: (input) => withOrder(world, input["order_id"] ?? "", (order) => cancelOrder(order, input)),
    refund_order: (input) => withOrder(world, input["order_id"] ?? "", (order) => refundOrder(world, order, input)),
    change_address: (input) => withOrder(world, input["order_id"] ?? "", (order) => changeAddress(order, input)),
    create_return: (input) => withOrder(world, input["order_id"] ?? "", (order) => createReturn(world, order, input)),
  };
}

/**
 * @param {import("./world.js").World} world
 * @param {string} id
 * @param {(order: import("./world.js").Order) => import("./world.js").ToolResult} act
 */
function withOrder({ orders }, id, act) {
  const order = record(orders, id);
  return order === undefined ? refused(`there is no order ${id}`) : act(order);
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Arguments} input
 */
function findOrders({ orders }, { customer, status, item }) {
  if (customer === undefined && status === undefined && item === undefined) {
    return refused("give at least one of customer, status and item");
  }
  const found = Object.entries(orders).filter(
    ([, order]) =>
      (customer === undefined || contains(order.customer, customer) || contains(order.email, customer)) &&
      (status === undefined || order.status === status) &&
      (item === undefined || order.lines.some(({ name }) => contains(name, item))),
  );
  return done(
    found.slice(0, SHOWN).map(([id, { customer: name, status: state, placed, total, currency, lines }]) => ({
      order_id: id,
      customer: name,
      status: state,
      placed,
      total,
      currency,
      items: lines.map((line) => `${line.quantity} x ${line.name}`),
    })),
  );
}

/**
 * @param {import("./world.js").Order} order
 * @param {import("./world.js").Arguments} input
 */
function cancelOrder(order, { order_id: id = "", reason = "" }) {
  if (order.status === "cancelled") return refused(`${id} has been cancelled already`);
  if (order.status === "shipped") {
    return refused(`${id} is on its way and cannot be cancelled; logistics can call a parcel back`);
  }
  if (order.status === "delivered") return refused(`${id} has been delivered; what comes back is a return`);
  order.status = "cancelled";
  order.cancel_reason = reason;
  return done({ order_id: id, status: "cancelled" });
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Order} order
 * @param {import("./world.js").Arguments} input
 */
function refundOrder({ refund_limit: limit }, order, { order_id: id = "", amount = 0, currency = "" }) {
  if (currency !== order.currency) return refused(`${id} was paid in ${order.currency}, not in ${currency}`);
  const most = cents(order.total - order.refunded);
  if (amount > most) return refused(`of ${id} at most ${most} ${currency} can be refunded`);
  if (amount > limit) {
    return refused(`permission refused: refunds above ${limit} ${currency} are for the billing team`);
  }
  order.refunded = cents(order.refunded + amount);
  return done({ order_id: id, refunded: order.refunded, currency });
}

/**
 * @param {import("./world.js").Order} order
 * @param {import("./world.js").Arguments} input
 */
function changeAddress(order, { order_id: id = "", street = "", postcode = "", city = "", country = "" }) {
  if (order.status !== "paid") return refused(`${id} is ${order.status}: its label has been printed`);
  order.address = { street: street.trim(), postcode: postcode.trim(), city: city.trim(), country };
  return done({ order_id: id, address: order.address });
}

/**
 * @param {import("./world.js").World} world
 * @param {import("./world.js").Order} order
 * @param {import("./world.js").Arguments} input
 */
function createReturn({ returns, today }, order, { order_id: id = "", sku = "", quantity = 0, reason = "" }) {
  if (order.status !== "delivered" || order.delivered === null) return refused(`${id} has not been delivered`);
  const days = Math.round((Date.parse(today) - Date.parse(order.delivered)) / DAY_MS);
  if (days > RETURN_DAYS) return refused(`${id} was delivered ${days} days ago; returns are taken for ${RETURN_DAYS}`);
  const line = order.lines.find((one) => one.sku === sku);
  if (line === undefined)
    return refused(`${id} has no article ${sku}; it has ${order.lines.map((one) => one.sku).join(", ")}`);
  const known = Object.entries(returns).find(([, one]) => one.order_id === id && one.sku === sku);
  if (known !== undefined) return refused(`there is a return of ${sku} already: ${known[0]}`);
  if (quantity > line.quantity) return refused(`${id} has only ${line.quantity} of ${sku}`);
  const returnId = nextId(returns, "R-");
  returns[returnId] = { order_id: id, sku, quantity, reason, status: "open" };
  return done({ return_id: returnId, ...returns[returnId] });
}
