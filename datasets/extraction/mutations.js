/**
 * Wrong readings of a document, each in one field.
 *
 * @param {string} reference
 * @returns {[name: string, text: string][]}
 */
export default function mutations(reference) {
  const fields = JSON.parse(reference);
  const changed = (/** @type {object} */ change) => JSON.stringify({ ...fields, ...change });
  return [
    ["empty", ""],
    ["words before", `Here is the answer:\n${reference}`],
    ["words after", `${reference}\n\nLet me know if you need anything else.`],
    // A field that is left out counts as null.
    ["no fields", fields.vendor === null ? "[]" : "{}"],
    ["another total", changed({ total: Number(fields.total) + 0.01 })],
    ["the other sign", changed({ total: -Number(fields.total) })],
    ["another number", changed({ invoiceNumber: `${fields.invoiceNumber}1` })],
    ["another issue date", changed({ issueDate: "1999-12-31" })],
    ["an invented due date", changed({ dueDate: fields.dueDate === null ? (fields.issueDate ?? "2025-01-31") : null })],
    ["another vendor", changed({ vendor: "Somebody Else Ltd" })],
    ["an invented order", changed({ purchaseOrder: fields.purchaseOrder === null ? "PO-1" : null })],
    ["an invented tax", changed({ tax: fields.tax === null ? 0 : null })],
  ];
}
