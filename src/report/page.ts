import { createHash } from "node:crypto";
import { type Content, html, htmlText, styleElement } from "./html.js";

/** The whole file: nothing in it runs, and nothing in it may be fetched. */
export function pageText(title: string, css: string, body: Content): string {
  const hash = createHash("sha256").update(css).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${title}</title>${styleElement(css)}</head><body>${body}</body></html>
`;
  return `<!doctype html>\n${htmlText(page)}`;
}
