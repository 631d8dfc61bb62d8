import { describe, expect, it } from "vitest";
import { htmlText } from "./html.js";
import { sentenceMarkup } from "./sentence-markup.js";

const markup = (sentence: string, names: readonly string[]) => htmlText(sentenceMarkup(sentence, names));

describe("sentence", () => {
  it("keeps every name whole, wherever it stands", () => {
    expect(markup("Not always sonnet-3-5, so sonnet-3-5: less than opus.", ["opus", "sonnet-3-5"])).toBe(
      'Not always <bdi class="name name-whole">sonnet-3-5</bdi>, so <bdi class="name name-whole">sonnet-3-5</bdi>: less than <bdi class="name name-whole">opus</bdi>.',
    );
  });

  it("finds names as words only, and the longer of two", () => {
    expect(markup("Route a-mini to a.", ["a", "a-mini"])).toBe(
      'Route <bdi class="name name-whole">a-mini</bdi> to <bdi class="name name-whole">a</bdi>.',
    );
    expect(markup("Routes stay.", ["", "s"])).toBe("Routes stay.");
  });

  it("lets long names break, and escapes all of them", () => {
    expect(markup(`Keep ${"w".repeat(40)}.`, ["w".repeat(40)])).toBe(`Keep <bdi class="name">${"w".repeat(40)}</bdi>.`);
    expect(markup("Keep <b> on <i>.", ["<b>"])).toBe('Keep <bdi class="name name-whole">&lt;b&gt;</bdi> on &lt;i&gt;.');
  });
});
