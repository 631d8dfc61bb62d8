import { describe, expect, it } from "vitest";
import { ownEntries } from "./own-entries.js";

const { tierbench, "tierbench/router": router } = await ownEntries();

/** What an import of a name that there is not is told. */
function refusal(name: string): string {
  try {
    void tierbench?.[name];
  } catch (thrown) {
    return String(thrown);
  }
  return "";
}

describe("the entries that an eval sees", () => {
  it("are this very library", () => {
    expect(tierbench?.["defineEval"]).toBeTypeOf("function");
    expect(router?.["createRouter"]).toBeTypeOf("function");
    expect(Object.keys(tierbench ?? {})).toContain("labelMatch");
  });

  it.each([
    ["labelmatch", "labelMatch"],
    ["defineEvals", "defineEval"],
    ["exactMatch", "exact"],
    ["fuzzyMatch", "labelMatch"],
  ])("name the nearest export: %s", (wrong, right) => {
    expect(refusal(wrong)).toBe(`UsageError: "tierbench" has no export "${wrong}"; did you mean ${right}?`);
  });

  it("name all where none is near", () => {
    expect(refusal("bleurt20")).toMatch(
      /^UsageError: "tierbench" has no export "bleurt20"; one of: .*contains, .*labelMatch/,
    );
  });

  it("let loaders ask what they ask of every module", () => {
    for (const name of ["default", "then", "__esModule"]) expect(tierbench?.[name]).toBeUndefined();
  });
});
