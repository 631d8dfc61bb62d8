import { array, assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { type Html, html, htmlText, styleElement, svgElement } from "./html.js";

describe("html", () => {
  it("escapes values and keeps its own markup", () => {
    const inner = html`<b>${"<i>&\"'`"}</b>`;
    expect(htmlText(html`<p title="${'" onload="x'}">${inner}${3}${null}${["a", html`<br>`]}</p>`)).toBe(
      '<p title="&quot; onload=&quot;x"><b>&lt;i&gt;&amp;&quot;&#39;&#96;</b>3a<br></p>',
    );
  });

  it("takes no look-alike for markup", () => {
    const forged = { read: () => "<script>", toString: () => "<script>" } as unknown as Html;
    expect(() => htmlText(html`${forged}`)).toThrow(TypeError);
  });

  it("lets no text open a tag or leave an attribute", () => {
    assert(
      property(array(integer({ min: 0, max: 0x10ffff }), { maxLength: 40 }), (codes) => {
        const written = htmlText(html`${String.fromCodePoint(...codes)}${"<a b=\"'`>"}`);
        expect(written).not.toMatch(/[<>"'`]/);
      }),
    );
  });

  it.each([
    ["script", []],
    ["a", []],
    ["foreignObject", []],
    ["image", []],
    ["g", [["onclick", "x"]]],
    ["g", [["style", "fill:red"]]],
    ["g", [["href", "javascript:x"]]],
    ["g", [["xlink:href", "x"]]],
    ["g", [['x" onload="y', "x"]]],
  ] as const)("refuses <%s %j> in a chart", (name, attributes) => {
    expect(() => svgElement(name, attributes, null)).toThrow(RangeError);
  });

  it("escapes what is in a chart", () => {
    expect(htmlText(svgElement("text", [["x", "1"]], '</text><script>"'))).toBe(
      '<text x="1">&lt;/text&gt;&lt;script&gt;&quot;</text>',
    );
  });

  it("refuses a style sheet that could end its element", () => {
    expect(() => styleElement("a{}</style>")).toThrow(RangeError);
  });
});
