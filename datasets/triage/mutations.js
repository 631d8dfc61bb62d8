/**
 * Wrong answers to a ticket.
 *
 * @param {string} reference
 * @param {import("../../src/core/item.js").Item} _item
 * @param {readonly import("../../src/core/item.js").Item[]} items
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference, _item, items) {
  const queues = [...new Set(items.map(({ expected }) => /** @type {string} */ (expected)))].filter(
    (queue) => queue !== reference,
  );
  const [other = ""] = queues;
  return [
    ["empty", ""],
    ["words before", `Here is the answer:\n${reference}`],
    ["words after", `${reference}\n\nLet me know if you need anything else.`],
    ...queues.map((queue) => /** @type {[string, string]} */ ([`the queue ${queue}`, queue])),
    ["a sentence", `The queue is ${reference}.`],
    ["two queues", `${reference}, ${other}`],
  ];
}
