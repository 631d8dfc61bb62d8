import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInChromium, launchChromium } from "../testing/chromium.js";
import { payloads } from "../testing/report-payloads.js";
import { poisoned } from "../testing/report-poison.js";
import { minimalReportSample, reportSample, wideReportSample } from "../testing/report-sample.js";
import { failuresView } from "./failures-view.js";
import { renderReport } from "./render-report.js";
import { PRINTED_CASES } from "./style-print.js";
import { visibleText } from "./visible-text.js";

/** Characters; what is expected of an item is shown to 400, with the words of the sample before. */
const LONGEST_PACK = 200;
const REPORTS = {
  sample: renderReport(reportSample()),
  wide: renderReport(wideReportSample()),
  minimal: renderReport(minimalReportSample()),
};

/** What a page did that a report must never do. */
interface Misdeeds {
  readonly requests: string[];
  readonly messages: string[];
  readonly dialogs: string[];
  readonly navigations: string[];
}

describeInChromium("report in a browser", (executablePath) => {
  let browser: Browser;
  let canary: Server;
  let canaryHits = 0;
  let canaryOrigin = "";
  let site: Server;
  let siteUrl = "";
  let served = "";

  beforeAll(async () => {
    browser = await launchChromium(executablePath);
    canary = createServer((_request, response) => {
      canaryHits += 1;
      response.end();
    });
    canaryOrigin = await listening(canary);
    site = createServer((_request, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8").end(served);
    });
    siteUrl = `${await listening(site)}/`;
  });

  afterAll(async () => {
    await browser?.close();
    canary?.close();
    site?.close();
  });

  /** A page that is watched; `show` gives it a text and waits until it has loaded. */
  async function watchedPage(options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const misdeeds: Misdeeds = { requests: [], messages: [], dialogs: [], navigations: [] };
    await watch(context, siteUrl, misdeeds);
    const page = await context.newPage();
    page.on("console", (message) => misdeeds.messages.push(message.text()));
    page.on("pageerror", (error) => misdeeds.messages.push(error.message));
    page.on("dialog", (dialog) => {
      misdeeds.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("framenavigated", (frame) => {
      if (frame.url() !== siteUrl) misdeeds.navigations.push(frame.url());
    });
    const show = async (text: string) => {
      served = text;
      await page.goto(siteUrl, { waitUntil: "load" });
    };
    return { context, page, misdeeds, show };
  }

  it("notices scripts, requests and violations: the watch itself works", async () => {
    const { context, page, misdeeds, show } = await watchedPage();
    await show(`<script>window.pwned=1;alert(1)</script><img src="${canaryOrigin}/i.png">`);
    expect(await page.evaluate("window.pwned")).toBe(1);
    expect(misdeeds.dialogs).toEqual(["1"]);
    expect(misdeeds.requests).toEqual([`${canaryOrigin}/i.png`]);
    expect(canaryHits).toBe(1);
    canaryHits = 0;
    await context.close();
  });

  it("has a policy that stops what escaping would miss", async () => {
    const { context, page, misdeeds, show } = await watchedPage();
    const hole = `<style>h1{color:red}</style><img src="${canaryOrigin}/i.png"><script>window.pwned=1</script></main>`;
    await show(REPORTS.minimal.replace("</main>", hole));
    expect(await page.evaluate("window.pwned")).toBeUndefined();
    expect(misdeeds.requests).toEqual([]);
    expect(await page.evaluate("window.violations.length")).toBe(3);
    await context.close();
  });

  it("shows hostile texts as they are, in every place, and does nothing they ask", async () => {
    const { context, page, misdeeds, show } = await watchedPage();
    const small = reportSample(0.06);
    const failed = failuresView(small.outcomes, small.items, small.table).rows[0]?.itemId ?? "";
    await show(renderReport(poisoned(small, "x")));
    const benign = (await page.evaluate<Seen>(LOOK)).elements;
    const problems: unknown[] = [];
    for (const payload of packed(payloads(canaryOrigin))) {
      await show(renderReport(poisoned(small, payload)));
      const seen = await page.evaluate<Seen>(LOOK);
      const missing = sinks(payload, failed).filter((text) => !seen.text.includes(text));
      if (missing.length > 0 || seen.elements !== benign || seen.pwned || seen.violations.length > 0) {
        problems.push({ payload, missing, ...seen, text: "", benign });
      }
    }
    expect(problems).toEqual([]);
    expect(misdeeds).toEqual({ requests: [], messages: [], dialogs: [], navigations: [] });
    expect(canaryHits).toBe(0);
    await context.close();
  });

  it.each(["light", "dark"] as const)("fits a phone and a desk, with enough contrast: %s", async (colorScheme) => {
    for (const width of [375, 1280]) {
      const { context, page, misdeeds, show } = await watchedPage({ colorScheme, viewport: { width, height: 800 } });
      for (const [name, text] of Object.entries(REPORTS)) {
        await show(text);
        const scrollWidth = await page.evaluate<number>("document.documentElement.scrollWidth");
        expect(scrollWidth, `${name} at ${width}`).toBeLessThanOrEqual(width);
        expect(await page.evaluate(FAINT_TEXTS), `${name} at ${width}`).toEqual([]);
      }
      expect(misdeeds.messages).toEqual([]);
      await context.close();
    }
  });

  it("does not grow sideways from long names", async () => {
    const { context, page, show } = await watchedPage({ viewport: { width: 375, height: 800 } });
    await show(renderReport(poisoned(reportSample(0.06), "W".repeat(120))));
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
    await context.close();
  });

  it("can be read by keyboard: the skip link comes first and shows itself", async () => {
    const { context, page, show } = await watchedPage();
    await show(REPORTS.minimal);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    expect(await page.evaluate<number>("document.activeElement.getBoundingClientRect().top")).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await context.close();
  });

  it("prints on A4 with everything open, nothing cut off, and of the failures the first", async () => {
    const { context, page, show } = await watchedPage({ colorScheme: "dark", viewport: { width: 688, height: 1000 } });
    await show(REPORTS.sample);
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(688);
    expect(await page.evaluate(HIDDEN_DETAILS)).toBe(0);
    expect(await page.evaluate(PRINTED_FAILURES)).toBe(PRINTED_CASES);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const pdf = await printed(page);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(50_000);
    await context.close();
  });
});

interface Seen {
  readonly text: string;
  readonly elements: number;
  readonly pwned: boolean;
  readonly violations: readonly string[];
}

async function watch(context: BrowserContext, siteUrl: string, misdeeds: Misdeeds): Promise<void> {
  await context.addInitScript(
    "window.violations = []; addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));",
  );
  await context.route("**", async (route) => {
    const url = route.request().url();
    if (url !== siteUrl) misdeeds.requests.push(url);
    return route.continue();
  });
}

/** @returns the origin */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function printed(page: Page): Promise<Buffer> {
  return page.pdf({ preferCSSPageSize: true, printBackground: true });
}

const LOOK = `({
  text: document.body.textContent,
  elements: document.querySelectorAll(":not(p.more)").length,
  pwned: "pwned" in window,
  violations: window.violations,
})`;

/** Payloads strung together, as many as every place shows uncut: drawing a page for each would take long. */
function packed(corpus: readonly string[]): readonly string[] {
  const packs: string[] = [];
  for (const payload of corpus) {
    const last = packs.at(-1);
    if (last === undefined || last.length + payload.length > LONGEST_PACK) packs.push(payload);
    else packs[packs.length - 1] = `${last} ${payload}`;
  }
  return packs;
}

/** Places where a text from outside must be found as it was. */
function sinks(payload: string, failed: string): readonly string[] {
  return [
    `triage${payload}`,
    `haiku${payload}`,
    `${failed}${payload}`,
    `claude-haiku-5-5${payload}`,
    `self-report${payload}`,
    `2026-11-18-quarterly${payload}`,
    `rt-2026-11-18-1${payload}`,
    `The judge of structured-summary has not been compared with human labels.${payload}`,
    `CC-BY-4.0${payload}`,
    `One table for all task types costs less than opus and keeps the promise.${payload}`,
    `too little to look after.${payload}`,
    `haiku → opus by self-report${payload}`,
    `No deployment was involved.${payload}`,
    JSON.stringify(`on-call${payload}`),
  ].map(visibleText);
}

const PRINTED_FAILURES = `Array.from(document.querySelectorAll("#failures tbody tr")).filter((row) => row.checkVisibility()).length`;

/** Prompts of failures apart, which are not printed. */
const HIDDEN_DETAILS = `Array.from(document.querySelectorAll("section:not(#failures) details > :not(summary)"))
  .filter((element) => !element.checkVisibility({ contentVisibilityAuto: true }) || element.getBoundingClientRect().height === 0).length`;

/** Texts whose contrast with what is behind them is under the 4.5 of WCAG AA (3 for large ones). */
const FAINT_TEXTS = `(() => {
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = rgb(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!own || !element.checkVisibility() || element.closest("title, desc")) continue;
    const style = getComputedStyle(element);
    const front = luminance(rgb(element.closest("svg") ? style.fill : style.color));
    const back = luminance(behind(element));
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) faint.add(element.localName + "." + (element.getAttribute("class") ?? "") + " " + contrast.toFixed(2));
  }
  return [...faint];
})()`;
