/**
 * `node --import ./process-gauge.js …`: writes what the process has used into the file that
 * GAUGE_FILE names, when it ends.
 */
import { writeFileSync } from "node:fs";

const file = process.env["GAUGE_FILE"];
/** @type {number[]} */
const rssBytes = [];
const timer = setInterval(() => rssBytes.push(process.memoryUsage.rss()), 250);
timer.unref();
process.once("exit", () => {
  const { user, system } = process.cpuUsage();
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const used = { cpuMs: (user + system) / 1000, wallMs: performance.now(), peakBytes, rssBytes };
  if (file !== undefined) writeFileSync(file, JSON.stringify(used));
});
