/**
 * `npm run prove:secrets [-- scenarios]`: runs of the built command line with six
 * secrets in reach, through every fault, killed, interrupted and broken; then every
 * byte that is left is searched for every spelling of each.
 */
import { join } from "node:path";
import { DIST, testing } from "./bench-build.js";

const { cliLauncher } = await testing("cli-process.ts");
const { runWithSecrets } = await testing("secret-run.ts");
const { CANARIES } = await testing("secret-scan.ts");
const { ALL_SCENARIOS } = await testing("secret-scenarios.ts");

const scenarios = ALL_SCENARIOS.slice(0, Number(process.argv[2] ?? ALL_SCENARIOS.length));
const launcher = cliLauncher(join(DIST, "cli/bin.js"));
let found = 0;
let searched = 0;
for (const scenario of scenarios) {
  const { leaks, bytes } = await runWithSecrets(scenario, launcher);
  searched += bytes;
  found += leaks.length;
  for (const { place, secrets } of leaks) console.log(`${scenario.name}: ${place}: ${secrets.join("; ")}`);
}
launcher[Symbol.dispose]();
const secrets = Object.keys(CANARIES).length;
console.log(
  `${secrets} secrets × ${scenarios.length} scenarios, ${Math.round(searched / 2 ** 20)} MiB searched: ${found} found`,
);
process.exitCode = found === 0 ? 0 : 1;
