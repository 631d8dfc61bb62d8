/**
 * `npm run judge:fixtures -- <task type>`: writes `judge-fixtures.jsonl` of a judged task type from the
 * `judge-fixtures.js` beside its items, for its rubric of today, with the verdicts of a simulated judge.
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MODULES } from "./bench-build.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [taskType] = process.argv.slice(2);
if (taskType === undefined) {
  process.stderr.write("name the task type: npm run judge:fixtures -- <task type>\n");
  process.exitCode = 2;
} else {
  const { recordedFixtures } = await import(pathToFileURL(join(MODULES, "testing/recorded-fixtures.js")).href);
  writeFileSync(join(root, "datasets", taskType, "judge-fixtures.jsonl"), await recordedFixtures(root, taskType));
}
