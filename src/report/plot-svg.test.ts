import * as Plot from "@observablehq/plot";
import { describe, expect, it } from "vitest";
import { htmlText } from "./html.js";
import { plotSvg } from "./plot-svg.js";

const TEXT = { id: "a", title: "<Title>", description: "What it shows" };
const OPTIONS: Plot.PlotOptions = {
  width: 300,
  height: 100,
  x: { domain: [0, 3] },
  marks: [
    Plot.dot([1, 2], { x: (value: number) => value, clip: false }),
    Plot.text(["</text><script>alert(1)</script>"], { x: 1, text: (value: string) => value }),
  ],
};

describe("plot to SVG", () => {
  it("names and describes the image, and escapes its texts", () => {
    const svg = htmlText(plotSvg(OPTIONS, TEXT, "test"));
    expect(svg).toMatch(/^<svg class="chart test" viewBox="0 0 300 100" .*role="img" aria-labelledby="a-title a-desc"/);
    expect(svg).toContain('<title id="a-title">&lt;Title&gt;</title><desc id="a-desc">What it shows</desc>');
    expect(svg).not.toContain("<script>");
  });

  it("lets no style, link or generated id through, and is the same every time", () => {
    const svg = htmlText(plotSvg(OPTIONS, TEXT, "test"));
    expect(svg).not.toMatch(/<style|style=|href|clip|font-family/);
    expect(htmlText(plotSvg(OPTIONS, TEXT, "test"))).toBe(svg);
    expect(svg).not.toMatch(/\d\.\d{3}/);
  });

  it("refuses what is not in the closed set", () => {
    const linked: Plot.PlotOptions = {
      ...OPTIONS,
      marks: [Plot.dot([1], { x: 1, href: () => "javascript:alert(1)" })],
    };
    expect(() => plotSvg(linked, TEXT, "test")).toThrow(RangeError);
  });
});
