/**
 * What the rows of the benchmark measure: a build, the worlds that are drawn in
 * tests, and real outcomes where they lie beside the repository.
 * @module
 */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createJiti } from "jiti";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What users start. */
export const PROGRAM = join(root, "dist");
/** The same sources as single modules. */
export const MODULES = join(root, "dist.test");
/** Outcomes of real models, measured by others: never part of the repository. */
const DATA = join(root, "../shared/data");

/** Where a row that needs a file says that it is not there. */
export class NoData extends Error {}

/**
 * A file of real outcomes.
 *
 * @param {string} name
 */
export function dataFile(name) {
  const path = join(DATA, name);
  if (!existsSync(path)) throw new NoData(`skipped: no ../shared/data/${name}`);
  return path;
}

/**
 * A cell of a CSV file.
 *
 * @param {unknown} value
 */
export function textOf(value) {
  return typeof value === "string" ? value : "";
}

/**
 * A single module of a build for tests.
 *
 * @param {string} dist - the folder of the build
 * @param {string} name
 */
export function built(dist, name) {
  return import(pathToFileURL(join(resolve(dist), name)).href);
}

/**
 * A module of `src/testing`, which no build has.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
export function testing(name) {
  return createJiti(import.meta.url).import(join(root, "src/testing", name));
}

/**
 * Real outcomes as `tierbench import` takes them in, as matrices in price order.
 *
 * @param {string} dist
 * @param {string} file
 * @param {{ reference: string, tiers?: readonly string[], taskTypes?: readonly string[], agreement?: readonly string[] }} wishes
 *   tiers: those to keep, cheapest first where the rows have no costs
 */
export async function realMatrices(dist, file, { reference, tiers, taskTypes, agreement = [] }) {
  const path = dataFile(file);
  /** @type {typeof import("../src/datasets/read-rows.js")} */
  const { readRows } = await built(dist, "datasets/read-rows.js");
  /** @type {typeof import("../src/interop/outcomes-from-rows.js")} */
  const { outcomesFromRows } = await built(dist, "interop/outcomes-from-rows.js");
  /** @type {typeof import("../src/interop/tier-agreement.js")} */
  const { tierPair, withAgreement } = await built(dist, "interop/tier-agreement.js");
  /** @type {typeof import("../src/calibrate/outcome-matrix.js")} */
  const { outcomeMatrices } = await built(dist, "calibrate/outcome-matrix.js");
  /** @type {typeof import("../src/calibrate/price-order.js")} */
  const { inPriceOrder, priceOrder } = await built(dist, "calibrate/price-order.js");
  const isWanted = (/** @type {import("../src/core/json.js").JsonObject} */ fields) =>
    (tiers === undefined || tiers.includes(textOf(fields["tier"]))) &&
    (taskTypes === undefined || taskTypes.includes(textOf(fields["task_type"])));
  async function* rows() {
    for await (const row of readRows(path)) if (isWanted(row.fields)) yield row;
  }
  const found = await outcomesFromRows(rows(), {
    runName: "bench",
    importedAt: "2026-10-31T00:00:00.000Z",
    toolVersion: "bench",
    priceNanoUsd: () => null,
  });
  const runs = withAgreement(found, agreement.map(tierPair));
  const outcomes = runs.flatMap((one) => one.outcomes);
  const { matrices } = outcomeMatrices(
    outcomes,
    runs.map(({ run }) => run),
    reference,
  );
  const { order } = priceOrder(matrices, tiers ?? []);
  return {
    matrices: matrices.map((matrix) => inPriceOrder(matrix, order)),
    order,
    outcomes,
    runs: runs.map(({ run }) => run),
  };
}

/**
 * What calibration and backtests use by default.
 *
 * @param {string} dist
 * @param {string} reference
 */
export async function defaultOptions(dist, reference) {
  /** @type {typeof import("../src/calibrate/calibrate.js")} */
  const { CALIBRATION_DEFAULTS } = await built(dist, "calibrate/calibrate.js");
  return { ...CALIBRATION_DEFAULTS, reference };
}
