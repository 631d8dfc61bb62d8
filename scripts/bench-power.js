/**
 * Power and size of the two tests of non-inferiority.
 * @module
 */
import { built, testing } from "./bench-build.js";
import { shareText } from "./bench-markdown.js";
import { tallied } from "./bench-thread.js";

const DRAWS = 4000;
const ITEMS = 400;
const MARGIN = 0.05;
const DISCORDANCE = 0.1;
const LEVEL = 0.05;

/** @param {{ firstDraw: number, lastDraw: number, dist: string }} part */
export async function tallyPower({ firstDraw, lastDraw, dist }) {
  /** @type {typeof import("../src/testing/benchmark-worlds.js")} */
  const { drawPairedDifferences } = await testing("benchmark-worlds.ts");
  /** @type {typeof import("../src/stats/tango.js")} */
  const { tangoPValue } = await built(dist, "stats/tango.js");
  /** @type {typeof import("../src/stats/betting.js")} */
  const { bettingPValue } = await built(dist, "stats/betting.js");
  const tally = { draws: 0, tango: 0, betting: 0, tangoAtMargin: 0, bettingAtMargin: 0 };
  for (let draw = firstDraw; draw <= lastDraw; draw += 1) {
    const rejects = (/** @type {number} */ mean) => {
      const losses = drawPairedDifferences({ discordance: DISCORDANCE, mean }, ITEMS, draw);
      const count = (/** @type {number} */ value) => losses.filter((loss) => loss === value).length;
      const counts = { firstOnly: count(1), secondOnly: count(-1), n: ITEMS };
      const values = losses.map((loss) => (loss + 1) / 2);
      return {
        tango: tangoPValue(counts, MARGIN) <= LEVEL,
        betting: bettingPValue(values, (MARGIN + 1) / 2, { level: LEVEL }) <= LEVEL,
      };
    };
    const [equal, atMargin] = [rejects(0), rejects(MARGIN)];
    tally.draws += 1;
    tally.tango += Number(equal.tango);
    tally.betting += Number(equal.betting);
    tally.tangoAtMargin += Number(atMargin.tango);
    tally.bettingAtMargin += Number(atMargin.betting);
  }
  return { all: tally };
}

/** Of all discordances at the margin the one that is hardest to tell from equal tiers. */
const HARDEST_DISCORDANCE = 0.116;

/**
 * Every number of discordant pairs with its chance.
 *
 * @param {number} discordance
 * @param {number} mean
 */
function outcomesOf(discordance, mean) {
  const logFactorial = [0];
  for (let i = 1; i <= ITEMS; i += 1) logFactorial.push((logFactorial[i - 1] ?? 0) + Math.log(i));
  const [up, down] = [(discordance + mean) / 2, (discordance - mean) / 2];
  /** @type {{ b: number, c: number, logChance: number, chance: number }[]} */
  const all = [];
  for (let b = 0; b <= ITEMS; b += 1) {
    for (let c = 0; b + c <= ITEMS; c += 1) {
      const rest = ITEMS - b - c;
      const ways = [ITEMS, b, c, rest].map((k) => logFactorial[k] ?? 0);
      const log = (ways[0] ?? 0) - (ways[1] ?? 0) - (ways[2] ?? 0) - (ways[3] ?? 0);
      const logChance = log + b * Math.log(up) + c * Math.log(down) + rest * Math.log(1 - discordance);
      all.push({ b, c, logChance, chance: Math.exp(logChance) });
    }
  }
  return all;
}

/**
 * Probability that Tango's test rejects, by enumeration of the discordant pairs.
 *
 * @param {string} dist
 * @param {number} mean
 */
async function exactTango(dist, mean) {
  /** @type {typeof import("../src/stats/tango.js")} */
  const { tangoPValue } = await built(dist, "stats/tango.js");
  return outcomesOf(DISCORDANCE, mean).reduce(
    // What is left out adds up to less than a billionth.
    (power, { b, c, chance }) =>
      chance > 1e-15 && tangoPValue({ firstOnly: b, secondOnly: c, n: ITEMS }, MARGIN) <= LEVEL
        ? power + chance
        : power,
    0,
  );
}

/**
 * The most power that any test of exact size 5 % can have against equal tiers: that of the most powerful test (Neyman
 * and Pearson) of one single case at the margin, which every such test must hold its size at.
 */
function mostPower() {
  const atMargin = outcomesOf(HARDEST_DISCORDANCE, MARGIN);
  const likeliest = outcomesOf(DISCORDANCE, 0)
    .map(({ chance, logChance }, i) => ({
      chance,
      size: atMargin[i]?.chance ?? 0,
      ratio: logChance - (atMargin[i]?.logChance ?? 0),
    }))
    .sort((x, y) => y.ratio - x.ratio);
  let power = 0;
  let size = 0;
  for (const one of likeliest) {
    // The last outcome is rejected with the probability that fills the size.
    const share = Math.min(1, (LEVEL - size) / one.size);
    power += share * one.chance;
    size += share * one.size;
    if (share < 1) break;
  }
  return power;
}

/**
 * @param {import("./bench-markdown.js").BenchOptions} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function powerRow({ dist, draws }) {
  const found = await tallied(import.meta.url, "tallyPower", { draws: draws ?? DRAWS, dist });
  const tally = found.get("all") ?? {};
  const of = (/** @type {string} */ name) => tally[name] ?? 0;
  const n = of("draws");
  const figure = (/** @type {string} */ what, /** @type {string} */ name, /** @type {number} */ least) => ({
    what: `power of ${what}: 5-point margin, discordance 10 %, n = ${ITEMS}, no true difference, ${n} draws`,
    asked: `≥ ${100 * least} %`,
    measured: shareText(of(name), n),
    isMet: of(name) / n >= least,
    data: /** @type {const} */ ("simulated"),
  });
  const size = (/** @type {string} */ what, /** @type {string} */ name) => ({
    what: `size of ${what}: the same, true difference at the margin`,
    asked: "about ≤ 5 %",
    measured: shareText(of(name), n),
    // Two standard errors of a true 5 %.
    isMet: of(name) / n <= LEVEL + 2 * Math.sqrt((LEVEL * (1 - LEVEL)) / n),
    data: /** @type {const} */ ("simulated"),
  });
  const [power, exactSize] = await Promise.all([exactTango(dist, 0), exactTango(dist, MARGIN)]);
  return {
    figures: [
      {
        what: "power of Tango's test, exactly (by enumeration), and its size at the margin",
        asked: "≥ 93 %; ≤ 5 %",
        measured: `${(100 * power).toFixed(2)} %; ${(100 * exactSize).toFixed(2)} %`,
        isMet: power >= 0.93 && exactSize <= LEVEL,
        data: "exact",
      },
      {
        what: "the most power that any test of exact size 5 % can have there",
        asked: "–",
        measured: `${(100 * mostPower()).toFixed(2)} %`,
        isMet: null,
        data: "exact",
      },
      figure("Tango's test", "tango", 0.93),
      figure("betting", "betting", 0.8),
      size("Tango's test", "tangoAtMargin"),
      size("betting", "bettingAtMargin"),
    ],
  };
}
