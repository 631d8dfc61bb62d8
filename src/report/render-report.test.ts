import { createHash } from "node:crypto";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { largeReportSample, minimalReportSample, reportSample, wideReportSample } from "../testing/report-sample.js";
import { renderReport } from "./render-report.js";

const sample = reportSample();
const text = renderReport(sample);
const { document } = parseHTML(text);

describe("report", () => {
  it("is the same bytes for the same input", () => {
    expect(renderReport(reportSample())).toBe(text);
  });

  it("holds its sections in order, the banner before everything", () => {
    const order = Array.from(document.querySelectorAll("main > *"), (element) => element.id || element.localName);
    expect(order).toEqual(["aside", "aside", "verdict", "trade-off", "tiers", "measurement", "failures", "provenance"]);
    expect(document.querySelector("main > aside")?.textContent).toContain("never evidence about a real model");
  });

  it("says what is promised and what it rests on before any route, and the advice with it", () => {
    const verdict = document.querySelector("#verdict");
    const shown = Array.from(verdict?.querySelectorAll(".promise, .figures, .advice, .grounds, table") ?? []);
    expect(shown.map(({ className, localName }) => className || localName)).toEqual([
      "promise promise-kept",
      "figures",
      "advice",
      "grounds",
      "stack",
      "table",
    ]);
    expect(document.querySelector(".promise")?.textContent).toContain("at most 5.0 points below opus");
    expect(document.querySelector(".advice")?.textContent).toContain("too little to look after");
    const { document: minimal } = parseHTML(renderReport(minimalReportSample()));
    expect(minimal.querySelector(".promise-kept, .advice")).toBeNull();
  });

  it("folds a long reason away instead of cutting it off", () => {
    const reason = `Lowest cost with errors. ${"a-type: haiku, opus from $0.056; ".repeat(40)}end of the ladder`;
    const { calibration } = sample;
    const long = { ...sample, calibration: { ...calibration, whole: { ...calibration.whole, reason } } };
    const { document: page } = parseHTML(renderReport(long));
    const [summary, full] = [page.querySelector(".grounds .note"), page.querySelector(".grounds details p")];
    expect(summary?.textContent).toMatch(/ …$/);
    expect(summary?.textContent.length).toBeLessThan(330);
    expect(full?.textContent).toContain("end of the ladder");
  });

  it("lists the cascades that were tried, and nothing of the kind where none was", () => {
    const captions = (page: Document) => Array.from(page.querySelectorAll("caption"), ({ textContent }) => textContent);
    expect(captions(document)).toContain("Cascades, cheapest first");
    expect(captions(parseHTML(renderReport(wideReportSample())).document)).not.toContain("Cascades, cheapest first");
  });

  it("warns of a simulation only where there was one", () => {
    expect(renderReport(wideReportSample())).not.toContain("Simulated responses");
  });

  it("carries a policy whose hash is that of its one style sheet, and nothing that needs more", () => {
    const style = document.querySelector("style")?.textContent ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = document.querySelector("meta[http-equiv]")?.getAttribute("content");
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(document.querySelectorAll("style")).toHaveLength(1);
    expect(
      document.querySelectorAll("script, iframe, img, object, embed, form, base, [style], [src], [onload]"),
    ).toHaveLength(0);
    const targets = Array.from(document.querySelectorAll("[href]"), (link) => link.getAttribute("href"));
    expect(targets.filter((target) => !target?.startsWith("#"))).toEqual(["data:,"]);
  });

  it("points every link at a place in the page, and uses no id twice", () => {
    const ids = Array.from(document.querySelectorAll("[id]"), ({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of document.querySelectorAll("a")) expect(ids).toContain(link.getAttribute("href")?.slice(1));
  });

  it("gives every chart a name, a description and its numbers as a table", () => {
    const charts = Array.from(document.querySelectorAll("svg"));
    expect(charts.length).toBeGreaterThan(8);
    for (const chart of charts) {
      expect(chart.getAttribute("role")).toBe("img");
      const [title = "", description = ""] = (chart.getAttribute("aria-labelledby") ?? "").split(" ");
      expect(document.getElementById(title)?.textContent).not.toBe("");
      expect(document.getElementById(description)?.textContent).not.toBe("");
    }
    for (const figure of document.querySelectorAll("figure:not(.panel)")) {
      expect(figure.querySelector("details table caption")).not.toBeNull();
    }
  });

  it("has one first heading, no level left out, and tables that name rows and columns", () => {
    const levels = Array.from(document.querySelectorAll("h1, h2, h3, h4"), ({ localName }) => Number(localName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, index) => expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1));
    for (const table of document.querySelectorAll("table")) {
      expect(table.querySelector("caption")?.textContent).not.toBe("");
      expect(table.querySelectorAll("tbody tr").length).toBe(table.querySelectorAll('tbody th[scope="row"]').length);
      expect(table.querySelectorAll("thead th:not([scope])")).toHaveLength(0);
      const region = table.parentElement;
      expect([region?.getAttribute("role"), region?.getAttribute("tabindex")]).toEqual(["region", "0"]);
    }
  });

  it("says unknown, never $0, where no cost is known", () => {
    const minimal = renderReport(minimalReportSample());
    expect(minimal).toContain("No cost is known for any policy");
    expect(minimal).toContain("unknown");
    expect(minimal).not.toContain("$0");
  });

  it("stays small for ten thousand cells of long answers, and says what it cut", () => {
    const large = renderReport(largeReportSample(3400, 4000));
    expect(Buffer.byteLength(large)).toBeLessThan(5_000_000);
    expect(large).toMatch(/… 3,4\d\d more characters/);
    expect(large).toContain("The first 100 are shown");
  });
});
