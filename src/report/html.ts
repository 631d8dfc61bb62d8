/**
 * The one place where text becomes markup. Everything put into a template is
 * escaped unless this module made it.
 * @module
 */
import { visibleText } from "./visible-text.js";

class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(): string {
    return this.#text;
  }
}

/** Markup that this module made. Nothing else can: the class is private, and its content too. */
export type Html = Markup;

/** What a template may hold: text and numbers are escaped, markup is kept, null is nothing. */
export type Content = string | number | Html | null | readonly Content[];

const ENTITIES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

const SVG_ELEMENTS = new Set(["svg", "g", "path", "line", "circle", "rect", "text", "tspan", "title", "desc"]);
const SVG_ATTRIBUTE = /^(?:[a-z]+(?:-[a-z]+)*|viewBox|[xyr][12]?)$/;
const SVG_REFUSED = /^(?:on|href$|style$|src)/;

function escape(text: string): string {
  return visibleText(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? "");
}

function markupOf(content: Content): string {
  if (content === null) return "";
  if (content instanceof Markup) return content.read();
  if (typeof content === "string" || typeof content === "number") return escape(String(content));
  return content.map(markupOf).join("");
}

/** Template tag: the literal parts are markup, the values are escaped. Attribute values must be quoted. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Markup(parts.map((part, index) => part + markupOf(values[index] ?? null)).join(""));
}

/**
 * One SVG element of a closed set, without styles, links or handlers.
 * @throws RangeError on any other element or attribute
 */
export function svgElement(name: string, attributes: readonly (readonly [string, string])[], children: Content): Html {
  if (!SVG_ELEMENTS.has(name)) throw new RangeError(`SVG element <${name}> is not in the closed set of charts`);
  const written = attributes.map(([key, value]) => {
    if (!SVG_ATTRIBUTE.test(key) || SVG_REFUSED.test(key)) throw new RangeError(`SVG attribute "${key}" is refused`);
    return ` ${key}="${escape(value)}"`;
  });
  return new Markup(`<${name}${written.join("")}>${markupOf(children)}</${name}>`);
}

/**
 * The style element, byte for byte as its hash was computed.
 * @throws RangeError if the text could end the element
 */
export function styleElement(css: string): Html {
  if (css.includes("<")) throw new RangeError("a style sheet with < could end its own element");
  return new Markup(`<style>${css}</style>`);
}

/** The finished text. */
export function htmlText(content: Html): string {
  return content.read();
}
