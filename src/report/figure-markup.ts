import { type Content, type Html, html } from "./html.js";

export interface FigureSpec {
  readonly caption: Content;
  /** The drawing for a desk and for paper. */
  readonly wide: Html;
  /** The drawing for a phone. */
  readonly narrow: Html;
  /** The same numbers as a table. */
  readonly data: Html;
}

/** A chart with its caption and its numbers. */
export function figureMarkup({ caption, wide, narrow, data }: FigureSpec): Html {
  return html`<figure><figcaption>${caption}</figcaption><div class="only-wide">${wide}</div><div class="only-narrow">${narrow}</div><details><summary>The numbers of this chart</summary>${data}</details></figure>`;
}
