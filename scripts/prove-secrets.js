/**
 * `npm run prove:secrets [-- count [first]]`: runs of the built command line with six
 * secrets in reach, through every fault, killed, interrupted and broken; then every
 * byte that is left is searched for every spelling of each.
 */
import { testing } from "./bench-build.js";

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);
const { runWithSecrets } = await testing("secret-run.ts");
const { CANARIES } = await testing("secret-scan.ts");
const { ALL_SCENARIOS } = await testing("secret-scenarios.ts");

const [count = ALL_SCENARIOS.length, first = 0] = process.argv.slice(2).map(Number);
const scenarios = ALL_SCENARIOS.slice(first, first + count);
let found = 0;
let searched = 0;
for (const scenario of scenarios) {
  const { leaks, bytes } = await runWithSecrets(scenario);
  searched += bytes;
  found += leaks.length;
  for (const { place, secrets } of leaks) say(`${scenario.name}: ${place}: ${secrets.join("; ")}`);
}
const secrets = Object.keys(CANARIES).length;
say(
  `${secrets} secrets × ${scenarios.length} scenarios, ${Math.round(searched / 2 ** 20)} MiB searched: ${found} found`,
);
process.exitCode = found === 0 ? 0 : 1;
