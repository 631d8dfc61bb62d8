import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requestedLevels, selfReportInstruction, selfReportLine, splitSelfReport } from "./self-report.js";

const levels = ["low", "medium", "high"];

describe("splitSelfReport", () => {
  it.each([
    ["plain", "refund\nCONFIDENCE: high", "refund", "high"],
    ["a blank line before it", "refund\n\nCONFIDENCE: low", "refund", "low"],
    ["white space after it", "refund\nCONFIDENCE: high  \n\n", "refund", "high"],
    ["Windows line ends", "refund\r\nCONFIDENCE: medium\r\n", "refund", "medium"],
    ["another case", "refund\nConfidence: HIGH", "refund", "high"],
    ["no space", "refund\nCONFIDENCE:high", "refund", "high"],
    ["bold", "refund\n**CONFIDENCE: high**", "refund", "high"],
    ["bold mark only", "refund\n**CONFIDENCE:** high", "refund", "high"],
    ["a full stop", "refund\nCONFIDENCE: high.", "refund", "high"],
    ["trailing dots", "refund\nCONFIDENCE: high...", "refund", "high"],
    ["nothing but the report", "CONFIDENCE: low", "", "low"],
    ["two reports: the last counts, one is taken off", "CONFIDENCE: low\nCONFIDENCE: high", "CONFIDENCE: low", "high"],
  ])("reads %s", (_name, text, answer, level) => expect(splitSelfReport(text, levels)).toEqual({ answer, level }));

  it.each([
    ["no report", "refund"],
    ["an empty answer", ""],
    ["a report that is not on the last line", "CONFIDENCE: high\nrefund"],
    ["a report inside a sentence", "My CONFIDENCE: high"],
    ["another mark", "refund\nSURE: high"],
  ])("leaves the answer as it is with %s", (_name, text) =>
    expect(splitSelfReport(text, levels)).toEqual({ answer: text, level: null }),
  );

  it.each(["certain", "", "high or medium", "highest", "hi gh", "9", "high (but see above)"])(
    "takes the line off but reads no level from %j",
    (said) => expect(splitSelfReport(`refund\nCONFIDENCE: ${said}`, levels)).toEqual({ answer: "refund", level: null }),
  );

  it("round-trips every level after every answer", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(...levels), (answer, level) => {
        const split = splitSelfReport(`${answer}\n${selfReportLine(level)}`, levels);
        expect(split).toEqual({ answer: answer.trimEnd(), level });
      }),
      { seed: 1 },
    );
  });
});

describe("the instruction", () => {
  it("can be read back, wherever it stands in the prompt", () => {
    const system = `You sort tickets.\n\n${selfReportInstruction(levels)}\n\nBe brief.`;
    expect(requestedLevels(system)).toEqual(levels);
    expect(requestedLevels(selfReportInstruction(["not sure", "sure"]))).toEqual(["not sure", "sure"]);
  });

  it("shows the very line that is read", () => {
    expect(selfReportInstruction(levels)).toContain(`"${selfReportLine("<level>")}"`);
  });

  it("is not found where none was given", () => {
    expect(requestedLevels("")).toBeNull();
    expect(requestedLevels("Report your confidence: low, medium, high.")).toBeNull();
  });
});
