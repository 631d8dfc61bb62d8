/**
 * What a perfect model does, as the label of an item says.
 *
 * @param {import("tierbench").Item} item
 * @returns {import("tierbench").Trajectory}
 */
export function referenceTrajectory({ id, expected }) {
  if (typeof expected !== "object" || expected === null || !("trajectory" in expected)) {
    throw new TypeError(`item "${id}": expected has no trajectory`);
  }
  return /** @type {import("tierbench").Trajectory} */ (/** @type {unknown} */ (expected["trajectory"]));
}
