import { describe, expect, it } from "vitest";
import {
  BudgetExceededError,
  DataError,
  EXIT,
  IncompleteRunError,
  isTierbenchError,
  messageOf,
  StoreError,
  UsageError,
} from "./errors.js";

describe("DataError", () => {
  it.each([
    [{}, "bad"],
    [{ file: "a.jsonl" }, "a.jsonl: bad"],
    [{ file: "a.jsonl", line: 3 }, "a.jsonl:3: bad"],
    [{ file: "a.jsonl", line: 3, column: 7 }, "a.jsonl:3:7: bad"],
    [{ file: "a.jsonl", line: 3, column: 7, field: "x" }, 'a.jsonl:3:7 field "x": bad'],
    [{ file: "a.jsonl", field: "input.x" }, 'a.jsonl field "input.x": bad'],
    [{ field: "x" }, 'field "x": bad'],
  ])("says where: %j", (place, message) => {
    const error = new DataError("bad", place);
    expect(error.message).toBe(message);
    expect(error.place).toBe(place);
  });

  it("keeps its cause", () => {
    const cause = new SyntaxError("inner");
    expect(new DataError("bad", {}, { cause }).cause).toBe(cause);
  });
});

describe("errors a user can act on", () => {
  it.each([
    [new UsageError("x"), "UsageError", EXIT.usage],
    [new DataError("x"), "DataError", EXIT.usage],
    [new StoreError("x"), "StoreError", EXIT.usage],
    [new BudgetExceededError("x"), "BudgetExceededError", EXIT.budget],
    [new IncompleteRunError("x"), "IncompleteRunError", EXIT.incomplete],
  ])("%s ends the program with its own code", (error, name, exitCode) => {
    expect(error).toMatchObject({ name, exitCode });
    expect(isTierbenchError(error)).toBe(true);
  });

  it("are known by their mark, also from another copy of the module", () => {
    const foreign = Object.assign(new Error("x"), { [Symbol.for("tierbench.error")]: true });
    expect(isTierbenchError(foreign)).toBe(true);
  });

  it("are nothing else", () => {
    for (const thrown of [new Error("x"), new TypeError("x"), "x", null, undefined, { message: "x" }])
      expect(isTierbenchError(thrown)).toBe(false);
  });
});

describe("EXIT", () => {
  it("has the documented codes", () => {
    expect(EXIT).toEqual({
      ok: 0,
      gateFailed: 1,
      usage: 2,
      inconclusive: 3,
      incomplete: 4,
      budget: 5,
      bug: 70,
      hungUp: 129,
      interrupted: 130,
      terminated: 143,
    });
  });
});

describe("messageOf", () => {
  it("reads whatever was thrown", () => {
    expect([new Error("a"), "b", 3, null, undefined].map(messageOf)).toEqual(["a", "b", "3", "null", "undefined"]);
  });
});
