/**
 * `npm run example`: the report of the offline quickstart with all ten task types, and a picture of its first
 * screen, into reports/example. Needs Chromium, and isolation for the answers that are programs.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "reports/example");
const folder = mkdtempSync(join(tmpdir(), "tierbench-example-"));
const places = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = places.find((place) => place !== "" && existsSync(place));
if (executablePath === undefined) throw new Error("no Chromium found: install it or set CHROMIUM_PATH");

execFileSync(process.execPath, [join(root, "dist/cli/bin.js"), "quickstart", "--allow-code", "--out", folder], {
  stdio: "inherit",
});
mkdirSync(target, { recursive: true });
for (const name of ["report.html", "routing-table.json"]) copyFileSync(join(folder, name), join(target, name));

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--headless"] });
const page = await browser.newPage({ viewport: { width: 1160, height: 1500 }, colorScheme: "light" });
await page.goto(pathToFileURL(join(target, "report.html")).href);
await page.screenshot({ path: join(target, "report.png") });
await browser.close();
rmSync(folder, { recursive: true });
