/**
 * `npm run prove:signals [-- points [seed]]`: runs of the built command line are
 * stopped at random points by signals and bugs, and finished. Every answer that was
 * paid must be there, none may be paid twice, and the results must be those of an
 * unbroken run.
 */
import { testing } from "./bench-build.js";

const [points = 200, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);
const { pointOf, stopAt, straightOutcomes } = await testing("stopped-process.ts");

say(`seed ${seed}, ${points} points`);
const straight = await straightOutcomes();
const exitMs = [];
let lateRequests = 0;
let failed = 0;
for (let index = 0; index < points; index += 1) {
  const finding = await stopAt(pointOf(seed, index), straight);
  exitMs.push(finding.exitMs);
  lateRequests += finding.lateRequests;
  if (finding.wrong.length === 0) continue;
  failed += 1;
  say(`point ${index} ${JSON.stringify(finding.point)}: ${finding.wrong.join("; ")}`);
}
exitMs.sort((a, b) => a - b);
say(`${points - failed} of ${points} points: nothing lost, nothing paid twice, same results, right exit code`);
say(`requests more than 50 ms after the run said that it stops: ${lateRequests}`);
say(`from signal to exit: median ${Math.round(exitMs[points >> 1])} ms, longest ${Math.round(exitMs.at(-1))} ms`);
process.exitCode = failed === 0 && lateRequests === 0 ? 0 : 1;
