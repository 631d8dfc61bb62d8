/**
 * Wrong plans: incomplete, against a constraint, or worse than the best.
 *
 * @param {string} reference
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference) {
  /** @type {{ [field: string]: unknown }} */
  const answer = JSON.parse(reference);
  return [
    ["empty", ""],
    ["words before", `Here is the plan:\n${reference}`],
    ["words after", `${reference}\nIt is optimal.`],
    ["nothing", "{}"],
    ["in a list", `[${reference}]`],
    ...(answer["none"] === true
      ? WITHOUT_PLAN
      : [pair("no plan", { none: true }), pair("a plan and none", { ...answer, none: true }), ...changed(answer)]),
  ];
}

/** @type {(name: string, value: unknown) => [string, string]} */
const pair = (name, value) => [name, JSON.stringify(value)];

const WITHOUT_PLAN = [
  pair("not none", { none: false }),
  pair("none as a word", { none: "true" }),
  pair("an order of nothing", { order: [] }),
  pair("a start of nothing", { start: {} }),
  pair("none and more", { none: true, choose: [] }),
];

/**
 * @param {{ [field: string]: unknown }} answer
 * @returns {[string, string][]}
 */
function changed(answer) {
  const [[field, plan] = ["", null]] = Object.entries(answer);
  /** @type {(name: string, value: unknown) => [string, string]} */
  const other = (name, value) => pair(name, { [field]: value });
  if (Array.isArray(plan))
    return [
      other("one less", plan.slice(1)),
      other("one twice", [...plan, plan[0]]),
      other("a stranger", [...plan, "the moon"]),
      other("in one text", plan.flat().join(", ")),
      other(
        "each alone",
        plan.flat().map((name) => [name]),
      ),
    ];
  const entries = Object.entries(/** @type {{ [key: string]: unknown }} */ (plan ?? {}));
  const rebuilt = (/** @type {(value: unknown) => unknown} */ change) =>
    Object.fromEntries(entries.map(([key, value]) => [key, change(value)]));
  return [
    other("one less", Object.fromEntries(entries.slice(1))),
    other("a stranger", { ...Object.fromEntries(entries), "the moon": entries[0]?.[1] }),
    other(
      "all later, or with a stranger",
      rebuilt((value) => (typeof value === "number" ? value + 1 : `${String(value)} the second`)),
    ),
    other(
      "all before the beginning",
      rebuilt((value) => (typeof value === "number" ? value - 100 : null)),
    ),
    other(
      "in halves",
      rebuilt((value) => (typeof value === "number" ? value + 0.5 : [value])),
    ),
    other("as a list", entries),
  ];
}
