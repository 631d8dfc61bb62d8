/**
 * The browser of the system, for tests that must run in one.
 * @module
 */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { describe, it } from "vitest";

const USUAL_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"] as const;

/** Nothing leaves the machine, and no profile is kept. */
export const CHROMIUM_ARGS: readonly string[] = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Path of the browser: that in CHROMIUM_PATH where it is set, else the first of the usual places; null: none is there. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  const places = named === undefined || named === "" ? USUAL_PLACES : [named];
  return places.find((place) => existsSync(place)) ?? null;
}

/** Starts a browser; the caller closes it. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
}

/**
 * A suite that needs a browser. Without one it is skipped and says why; where CI
 * is set it fails instead, because nobody would see the skip there.
 *
 * @param suite - given the path of the browser
 */
export function describeInChromium(name: string, suite: (executablePath: string) => void): void {
  const executablePath = findChromium();
  if (executablePath !== null) {
    describe(name, () => suite(executablePath));
    return;
  }
  const reason = "no Chromium found: install it or set CHROMIUM_PATH";
  if (process.env["CI"]) {
    describe(name, () => {
      it("needs a browser", () => {
        throw new Error(reason);
      });
    });
    return;
  }
  describe.skip(`${name} (skipped: ${reason})`, () => {
    it("needs a browser", () => {});
  });
}
