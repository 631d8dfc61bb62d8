/**
 * `npm run prove:crash`: kills runs with SIGKILL, 1,000 times at random moments and 140
 * times at named points, resumes them, and holds each against what is promised.
 *
 * `-- --kills 100` fewer random ones; `--rounds 0` none at named points (ten of each else); `--seed 7` others.
 * @module
 */
import { parseArgs } from "node:util";
import { testing } from "./bench-build.js";

const { values: flags } = parseArgs({
  options: {
    kills: { type: "string", default: "1000" },
    rounds: { type: "string", default: "10" },
    seed: { type: "string", default: "20261127" },
  },
});
const wanted = Number(flags.kills);
if (!(Number.isInteger(wanted) && wanted >= 1)) throw new RangeError(`--kills not a whole number: ${flags.kills}`);
const rounds = Number(flags.rounds);
if (!(Number.isInteger(rounds) && rounds >= 0)) throw new RangeError(`--rounds not a whole number: ${flags.rounds}`);

/** @type {typeof import("../src/testing/crash-campaign.js")} */
const { crashCampaign } = await testing("crash-campaign.ts");
/** @type {typeof import("../src/testing/crash-child.js")} */
const { CALL_CRASH_POINTS } = await testing("crash-child.ts");
/** @type {typeof import("../src/store/store-hooks.js")} */
const { CRASH_POINTS } = await testing("../store/store-hooks.ts");
/** @type {typeof import("../src/simulator/seeded-random.js")} */
const { seededRandom } = await testing("../simulator/seeded-random.ts");

const random = seededRandom("prove crash", flags.seed);
const sum = { kills: 0, looks: 0, paidTwice: 0, lostInFlight: 0, runs: 0 };
/** @type {string[]} */
const broken = [];

/** @param {import("../src/testing/crash-campaign.js").CrashFindings} found */
function add(found) {
  for (const name of /** @type {const} */ (["kills", "looks", "paidTwice", "lostInFlight"])) sum[name] += found[name];
  sum.runs += 1;
  broken.push(...found.broken);
  process.stderr.write(`${sum.kills} kills, ${broken.length} broken\n`);
}

const named = [...CALL_CRASH_POINTS, ...CRASH_POINTS];
for (let nth = 1; nth <= rounds; nth += 1) {
  const points = named.map((point) => ({ point, nth }));
  add(await crashCampaign({ items: 150, concurrency: 8, points, random }));
}
const atPoints = sum.kills;
const runsAtPoints = sum.runs;
while (sum.kills - atPoints < wanted) {
  const randomKills = Math.min(50, wanted - (sum.kills - atPoints));
  add(await crashCampaign({ items: 400, concurrency: 8, randomKills, random }));
}

process.stdout.write(`| | kills | runs |
| --- | --- | --- |
| at ${named.length} named points | ${atPoints} | ${runsAtPoints} |
| at random moments | ${sum.kills - atPoints} | ${sum.runs - runsAtPoints} |

ledger held against the bill ${sum.looks} times; answers paid twice ${sum.paidTwice} (bound ${24 * sum.kills}); lost in
flight ${sum.lostInFlight} (bound ${24 * sum.kills}); seed ${flags.seed}
`);
for (const line of broken) process.stdout.write(`broken: ${line}\n`);
process.stdout.write(`${sum.kills} kills, ${broken.length} broken promises\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
