import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type Html, html, svgElement } from "./html.js";

/** What a chart says to someone who does not see it. */
export interface ChartText {
  /** Unique in the page, a-z and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

const ELEMENT = 1;
const TEXT = 3;
const DROPPED_ELEMENTS = new Set(["style", "title"]);
/** The page's own style sheet says how text looks; a group inside an image needs no name. */
const DROPPED_ATTRIBUTES = /^(?:aria-.*|font-family|font-variant|xmlns.*)$/;
const LONG_NUMBER = /-?\d+\.\d{3,}(?:e-?\d+)?/g;

/**
 * Draws with Plot and writes the drawing anew, element by element: no style, no
 * link, no generated id survives, and coordinates are rounded to 1/100 pixel.
 */
export function plotSvg(options: Plot.PlotOptions, { id, title, description }: ChartText, className: string): Html {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const drawn = Plot.plot({ ...options, document, figure: false });
  const { width, height } = options;
  if (width === undefined || height === undefined) throw new RangeError(`chart "${id}" has no fixed size`);
  return svgElement(
    "svg",
    [
      ["class", `chart ${className}`],
      ["viewBox", `0 0 ${width} ${height}`],
      ["width", String(width)],
      ["height", String(height)],
      ["role", "img"],
      ["aria-labelledby", `${id}-title ${id}-desc`],
      ["fill", "currentColor"],
      ["text-anchor", "middle"],
    ],
    [
      svgElement("title", [["id", `${id}-title`]], title),
      svgElement("desc", [["id", `${id}-desc`]], description),
      ...children(drawn),
    ],
  );
}

function children(node: Node): readonly Html[] {
  return Array.from(node.childNodes).flatMap((child) => {
    if (child.nodeType === TEXT) return [html`${child.textContent ?? ""}`];
    if (child.nodeType !== ELEMENT) return [];
    const element = child as Element;
    const name = element.localName;
    return DROPPED_ELEMENTS.has(name) ? [] : [svgElement(name, attributesOf(element), children(element))];
  });
}

function attributesOf(element: Element): readonly (readonly [string, string])[] {
  return Array.from(element.attributes)
    .filter(({ name }) => !DROPPED_ATTRIBUTES.test(name))
    .map(({ name, value }) => [name, name === "class" ? value : value.replace(LONG_NUMBER, shortNumber)] as const);
}

function shortNumber(text: string): string {
  return String(Math.round(Number(text) * 100) / 100);
}
