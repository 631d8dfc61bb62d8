import { describe, expect, it } from "vitest";
import { NO_USAGE } from "../core/model-response.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { labelMatch } from "./label-match.js";

const response = {
  text: "",
  stopReason: "end_turn",
  model: "m",
  requestId: null,
  usage: NO_USAGE,
  latencyMs: 1,
  simulated: true,
};
const item = itemFrom({ id: "i1", input: {}, expected: "account-access" }, "t");
const score = (text: string, validator = labelMatch()) => validator.score({ item, text, response });

describe("labelMatch", () => {
  it.each(["account-access", "Account-Access", "  account-access\n", "\u00a0account-access"])("is right: %j", (text) =>
    expect(score(text)).toEqual({
      scorer: "label-match",
      kind: "validator",
      version: "1",
      value: 1,
      reason: "equal",
    }),
  );

  it.each([
    "",
    " \n",
    "billing",
    "account access",
    "account_access",
    "account-acces",
    "account-accesss",
    "account-access.",
    '"account-access"',
    "`account-access`",
    "**account-access**",
    "Queue: account-access",
    "The queue is account-access.",
    "account-access because they cannot sign in",
    "account-access\nThe customer cannot sign in.",
    "account-access, billing",
    "not account-access",
    '{"queue":"account-access"}',
    "```\naccount-access\n```",
    "\u0430ccount-access",
    "account\u2011access",
    "account-\u200baccess",
  ])("is wrong: %j", (text) => expect(score(text)).toMatchObject({ value: 0 }));

  it("quotes a long wrong answer briefly", () => {
    const reason = `expected "account-access", got "billing ${"x".repeat(72)}…"`;
    expect(score(`billing ${"x".repeat(5000)}`)).toMatchObject({ value: 0, reason });
  });

  it("minds the case on demand, under another version", () => {
    const strict = labelMatch({ ignoreCase: false });
    expect(score("account-access", strict)).toMatchObject({ value: 1, version: "1-case" });
    expect(score("Account-access", strict)).toMatchObject({ value: 0 });
  });

  it.each([undefined, null, 3, ["account-access"], {}])("cannot say without a label: %j", (expected) => {
    const unlabelled = itemFrom({ id: "i9", input: {}, ...(expected === undefined ? {} : { expected }) }, "t");
    expect(labelMatch().score({ item: unlabelled, text: "account-access", response })).toEqual({
      scorer: "label-match",
      failure: "validator_error",
      reason: 'item "i9": expected is not a text',
    });
  });
});
