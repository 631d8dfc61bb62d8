/**
 * Figures as Markdown.
 * @module
 */

/**
 * One measured figure beside the one that was asked for.
 *
 * @typedef {{ what: string, asked: string, measured: string, isMet: boolean | null, data: "simulated" | "exact" | "real outcomes" | "this machine" }} Figure
 * isMet: null where nothing was asked
 */
/**
 * What a row found: figures for the common table, and what else there is to say.
 *
 * @typedef {{ figures: readonly Figure[], details?: string }} Findings
 */
/**
 * How a row is run. `draws`: null for the row's own number.
 *
 * @typedef {{ dist: string, draws: number | null }} BenchOptions
 */

/**
 * @param {readonly (readonly (string | number)[])[]} rows - the head first
 */
export function markdownTable(rows) {
  const line = (/** @type {readonly (string | number)[]} */ cells) => `| ${cells.join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}

/**
 * @param {number} part
 * @param {number} [whole]
 */
export function percent(part, whole = 1) {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

/**
 * A share with its Monte-Carlo standard error.
 *
 * @param {number} count
 * @param {number} draws
 */
export function shareText(count, draws) {
  const share = count / draws;
  return `${percent(share)} (s.e. ${(100 * Math.sqrt((share * (1 - share)) / draws)).toFixed(2)})`;
}

/**
 * @param {readonly { row: string, figures: readonly Figure[] }[]} found
 */
export function figuresTable(found) {
  const met = (/** @type {boolean | null} */ isMet) => (isMet === null ? "" : isMet ? "yes" : "**no**");
  return markdownTable([
    ["row", "what", "asked", "measured", "met", "data"],
    ...found.flatMap(({ row, figures }) =>
      figures.map(({ what, asked, measured, isMet, data }) => [row, what, asked, measured, met(isMet), data]),
    ),
  ]);
}

/**
 * A policy in a few words.
 *
 * @param {import("../src/core/policy.js").Policy} policy
 * @returns {string}
 */
export function policyText(policy) {
  if (policy.kind === "oracle") return "oracle";
  if (policy.kind === "single") return `always ${policy.tier}`;
  if (policy.kind === "table")
    return Object.entries(policy.routes)
      .map(([type, route]) => `${type}: ${policyText(route)}`)
      .join("; ");
  return policy.steps
    .map(({ tier, accept }) =>
      accept === "always"
        ? tier
        : `${tier} if ${accept.all.map(({ signal, atLeast }) => `${signal} ≥ ${atLeast}`).join(" and ")}`,
    )
    .join(", else ");
}
