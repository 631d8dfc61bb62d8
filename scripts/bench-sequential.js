/**
 * What stopping early saves, in simulated pairs of tiers of known difference.
 * @module
 */
import { testing } from "./bench-build.js";
import { markdownTable, percent, shareText } from "./bench-markdown.js";

const DRAWS = 2000;
const SEED = 1;
/** Published with the method, at most 600 items and a margin of 5 points: share of items saved over all draws. */
/** @type {{ readonly [world: string]: number }} */
const ASKED = { "equal, 4 % discordant": 0.71, "equal, 10 % discordant": 0.49, "33 points worse": 0.93 };
const LEVEL = 0.05;

/**
 * @param {import("./bench-markdown.js").BenchOptions} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function sequentialRow({ draws }) {
  /** @type {typeof import("../src/testing/sequential-worlds.js")} */
  const { sequentialSavings } = await testing("sequential-worlds.ts");
  const found = sequentialSavings(draws ?? DRAWS, SEED);
  const details = markdownTable([
    [
      "world",
      "mean units",
      "saved",
      "saved where decided",
      "non-inferior",
      "inferior",
      "undecided",
      "one test of all units: the same decision",
      "units of a fixed test of equal power",
    ],
    ...found.map((one) => [
      one.name,
      one.meanUnits.toFixed(0),
      percent(one.saving),
      one.savingDecided === null ? "–" : percent(one.savingDecided),
      percent(one.sequential.nonInferior),
      percent(one.sequential.inferior),
      percent(one.sequential.undecided),
      one.truth === null ? "–" : percent(one.truth === "inferior" ? one.fixed.inferior : one.fixed.nonInferior),
      one.equalPowerUnits ?? "–",
    ]),
  ]);
  return {
    details,
    figures: found.map(({ name, truth, saving, sequential, draws: n, mostUnits }) => {
      const least = ASKED[name];
      const isMargin = truth === null;
      return {
        what: isMargin
          ? `${name}: false certificates under continuous looking, ${n} draws`
          : `${name}: items saved of ${mostUnits}, over all ${n} draws`,
        asked: isMargin ? `≤ ${percent(LEVEL)}` : least === undefined ? "–" : `≈ ${percent(least)}`,
        measured: isMargin
          ? shareText(sequential.nonInferior * n, n)
          : `${percent(saving)}; rightly decided ${percent(truth === "inferior" ? sequential.inferior : sequential.nonInferior)}`,
        isMet: isMargin
          ? sequential.nonInferior <= LEVEL + 2 * Math.sqrt((LEVEL * (1 - LEVEL)) / n)
          : least === undefined
            ? null
            : saving >= least - 0.03,
        data: /** @type {const} */ ("simulated"),
      };
    }),
  };
}
