import { AGENTS, CITIES, FIRST, GOODS, LAST, MATTERS, MEETINGS, ROOMS, STREETS } from "./names.js";

/** @typedef {import("../../evals/tool-use/world.js").World} World */
/** @typedef {import("../../evals/tool-use/world.js").Order} Order */
/** @typedef {import("../../evals/tool-use/world.js").Ticket} Ticket */
/** @typedef {import("../../evals/tool-use/world.js").Event} Event */

const DAY_MS = 86_400_000;
const OFFSETS = ["+01:00", "+02:00", "+00:00", "-05:00", "+05:30", "-03:00"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** @param {number} amount */
const cents = (amount) => Math.round(amount * 100) / 100;

/** One back office in the making: a few records of everyday business, to which a task adds its own. */
export class Stage {
  /** @type {World} */
  world;
  #ids = { order: 2000, ticket: 300, event: 100 };
  /** @type {string[]} */
  #names = [];

  /** @param {import("../seeded.js").Seeded} random */
  constructor(random) {
    this.random = random;
    const [user = "", ...colleagues] = random.sample(AGENTS, 6);
    /** @type {World["agents"]} */
    const agents = Object.fromEntries(
      colleagues.map((name) => [name, { team: random.pick(["shop", "service"]), away_until: null, stand_in: null }]),
    );
    // A weekday, so that "tomorrow" is one too.
    const today = new Date(Date.UTC(2026, random.integer(0, 8), 5 + 7 * random.integer(0, 2)));
    today.setUTCDate(today.getUTCDate() + ((8 - today.getUTCDay()) % 7) + random.integer(0, 3));
    this.world = {
      user,
      utc_offset: random.pick(OFFSETS),
      today: today.toISOString().slice(0, 10),
      refund_limit: random.pick([100, 150, 200]),
      rooms: random.sample(ROOMS, 3),
      agents,
      orders: {},
      returns: {},
      tickets: {},
      events: {},
    };
    this.colleagues = colleagues;
    this.#ids.order += 10 * random.integer(1, 700);
    this.#ids.ticket += 10 * random.integer(1, 60);
    this.#ids.event += 10 * random.integer(1, 60);
  }

  /** Business that has nothing to do with the task. */
  fill() {
    for (let count = this.random.integer(1, 2); count > 0; count -= 1)
      this.order({ status: this.random.pick(["paid", "shipped", "delivered"]) });
    const [subject = "", message = ""] = this.random.pick(MATTERS);
    this.ticket({ subject, message });
    this.event({ day: this.random.integer(3, 5), from: "10:00", to: "10:45" });
  }

  /** @returns {string} somebody who has not been on this stage yet */
  customer() {
    for (;;) {
      const name = `${this.random.pick(FIRST)} ${this.random.pick(LAST)}`;
      if (this.#names.some((known) => known.split(" ").some((part) => name.includes(part)))) continue;
      this.#names.push(name);
      return name;
    }
  }

  /**
   * @param {number} [count]
   * @returns {Order["lines"]} of different articles
   */
  lines(count = 1) {
    return this.random
      .sample(GOODS, count)
      .map(([sku, name, price]) => ({ sku, name, quantity: this.random.integer(1, 2), price }));
  }

  /** @param {string} name */
  mailOf(name) {
    return `${name
      .toLowerCase()
      .replaceAll(" ", ".")
      .normalize("NFKD")
      .replace(/[^a-z.-]/g, "")}@mail.example`;
  }

  /** @returns {Order["address"]} */
  address() {
    const [postcode = "", city = "", country = ""] = this.random.pick(CITIES);
    return { street: `${this.random.pick(STREETS)} ${this.random.integer(1, 140)}`, postcode, city, country };
  }

  /**
   * @param {Partial<Order> & { daysAgo?: number, deliveredDaysAgo?: number }} wish
   * @returns {Order & { id: string }}
   */
  order({ daysAgo = this.random.integer(2, 9), deliveredDaysAgo, ...wish } = {}) {
    this.#ids.order += this.random.integer(1, 9);
    const id = `O-${this.#ids.order}`;
    const customer = wish.customer ?? this.customer();
    const lines = wish.lines ?? this.lines(this.random.integer(1, 2));
    const isDelivered = wish.status === "delivered";
    const order = {
      customer,
      email: this.mailOf(customer),
      status: /** @type {Order["status"]} */ ("paid"),
      placed: this.day(-daysAgo - (isDelivered ? (deliveredDaysAgo ?? 6) : 0)),
      delivered: isDelivered ? this.day(-(deliveredDaysAgo ?? 6)) : null,
      currency: "EUR",
      total: cents(lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0)),
      refunded: 0,
      cancel_reason: null,
      address: this.address(),
      note: "",
      ...wish,
      lines,
    };
    this.world.orders[id] = order;
    return { id, ...order };
  }

  /**
   * @param {Partial<Ticket>} wish
   * @returns {Ticket & { id: string }}
   */
  ticket(wish = {}) {
    this.#ids.ticket += this.random.integer(1, 9);
    const id = `T-${this.#ids.ticket}`;
    const ticket = {
      subject: "Question",
      customer: wish.customer ?? this.customer(),
      message: "",
      status: "open",
      priority: "normal",
      assignee: null,
      team: null,
      order_id: null,
      merged_into: null,
      ...wish,
    };
    this.world.tickets[id] = ticket;
    return { id, ...ticket };
  }

  /**
   * @param {{ day: number, from: string, to: string } & Partial<Omit<Event, "start" | "end">>} wish
   * @returns {Event & { id: string }}
   */
  event({ day, from, to, ...wish }) {
    this.#ids.event += this.random.integer(1, 9);
    const id = `E-${this.#ids.event}`;
    const organizer = wish.organizer ?? this.world.user;
    const event = {
      title: this.random.pick(MEETINGS),
      organizer,
      start: this.instant(day, from),
      end: this.instant(day, to),
      room: null,
      status: /** @type {Event["status"]} */ ("confirmed"),
      description: "",
      ...wish,
      attendees: [...new Set([organizer, ...(wish.attendees ?? [])])].sort(),
    };
    this.world.events[id] = event;
    return { id, ...event };
  }

  /**
   * @param {number} days - from today
   * @returns {string} the date
   */
  day(days) {
    return new Date(Date.parse(this.world.today) + days * DAY_MS).toISOString().slice(0, 10);
  }

  /** @param {number} days */
  weekday(days) {
    return WEEKDAYS[new Date(this.day(days)).getUTCDay()] ?? "";
  }

  /**
   * A time by the user's clock, as tools take it.
   *
   * @param {number} days
   * @param {string} clock
   */
  local(days, clock) {
    return `${this.day(days)}T${clock}:00${this.world.utc_offset}`;
  }

  /**
   * @param {number} days
   * @param {string} clock
   */
  instant(days, clock) {
    return new Date(this.local(days, clock)).toISOString();
  }

  /** What a message says of the time at which it is written. */
  now() {
    return `${this.weekday(0)} ${this.world.today}, ${this.random.pick(["08:52", "09:17", "09:41", "10:05", "11:28"])} (UTC${this.world.utc_offset})`;
  }
}
