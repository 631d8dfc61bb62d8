import { array, assert, integer, oneof, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { clipText, visibleText } from "./visible-text.js";

/** Any character, and often one of the two ranges where the dangerous ones are. */
const code = oneof(
  integer({ min: 0, max: 0x10ffff }),
  integer({ min: 0, max: 0xff }),
  integer({ min: 0x2000, max: 0x206f }),
);

describe("visible text", () => {
  it.each([
    ["a\u0000b", "a␀b"],
    ["\u001b[31m", "␛[31m"],
    ["\r\n", "␍\n"],
    ["\u007f", "␡"],
    ["\u0085", "⟦U+0085⟧"],
    ["user\u202egnp.exe", "user⟦U+202E⟧gnp.exe"],
    ["\u2066x\u2069", "⟦U+2066⟧x⟦U+2069⟧"],
    ["zero\u200bwidth", "zero⟦U+200B⟧width"],
    ["\ufeffx", "⟦U+FEFF⟧x"],
    ["\u2028", "⟦U+2028⟧"],
    ["\u{e0041}", "⟦U+E0041⟧"],
    ["\ud800x", "⟦U+D800⟧x"],
    ["\u3164", "⟦U+3164⟧"],
  ])("shows %j", (text, shown) => expect(visibleText(text)).toBe(shown));

  it.each(["line\n\tnext", "naïve café ß", "文字", "שלום", "👩‍👩‍👧 ✈️", "می‌خواهم"])("leaves %j alone", (text) =>
    expect(visibleText(text)).toBe(text),
  );

  it("never lets a control or bidi character through", () => {
    assert(
      property(array(code, { maxLength: 60 }), (codes) => {
        expect(visibleText(String.fromCodePoint(...codes))).not.toMatch(
          /(?![\n\t])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
    );
  });

  it("cuts between characters and counts what is left off", () => {
    expect(clipText("abcdef", 4)).toEqual({ shown: "abcd", more: 2 });
    expect(clipText("👍👍👍", 2)).toEqual({ shown: "👍👍", more: 1 });
    expect(clipText("👍👍", 2)).toEqual({ shown: "👍👍", more: 0 });
    expect(clipText("abc", 3)).toEqual({ shown: "abc", more: 0 });
  });
});
