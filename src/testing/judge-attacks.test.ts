import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ballotsOf } from "../core/ballot.js";
import { isScore } from "../core/score.js";
import { tamperingSigns } from "../core/tampering.js";
import { untrustedTexts } from "../core/untrusted-block.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { judge } from "../scorers/judge.js";
import { pairwiseJudge } from "../scorers/pairwise-judge.js";
import { attacked, FAMILIES } from "./judge-attacks.js";
import { contextOf, judgedTaskType } from "./judge-targets.js";

const shipped = await judgedTaskType(resolve(import.meta.dirname, "../.."), "structured-summary", 60);
const PAYLOADS = FAMILIES.flatMap((family) =>
  shipped.wrong.slice(0, 30).map((target, turn) => attacked(family, target, turn)),
);
const TASK = { task: "Summarise the record.", criteria: [...(shipped.judge.questions ?? [])] };
const JUDGES = { shipped: shipped.judge, hardened: judge({ ...TASK, hardened: true, reference: () => "KNOWN" }) };

const newNonce = () => randomBytes(16).toString("hex");
const said = (text: string) => contextOf(itemFrom({ id: "i", input: { note: "n" }, expected: "x" }, "t"), text);

/** The request without what stands in its blocks, its nonce and its notes. */
function outsideOf(content: string, nonce: string): string {
  const blocks = untrustedTexts(content);
  return blocks
    .reduce((rest, block) => rest.replace(`>\n${block}\n</`, () => ">\n</"), content)
    .replaceAll(nonce, "NONCE")
    .replaceAll(/\n\nNote: \d+ (?:of \d+ )?characters [^\n]+/g, "");
}

function contentOf(which: keyof typeof JUDGES, text: string, nonce: string, note = "n"): string {
  const item = itemFrom({ id: "i", input: { note }, expected: "x" }, "t");
  const content = JUDGES[which].request(contextOf(item, text), nonce).messages[0]?.content;
  return typeof content === "string" ? content : "";
}

describe("the corpus", () => {
  it("has fifteen families and more than 400 payloads", () => {
    expect(FAMILIES).toHaveLength(15);
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(400);
  });
});

describe.each(["shipped", "hardened"] as const)("the %s judge", (which) => {
  const plain = outsideOf(contentOf(which, "x", "0".repeat(32)), "0".repeat(32));

  it("keeps every payload inside its block, as answer and as input", () => {
    for (const payload of PAYLOADS) {
      const nonce = newNonce();
      const content = contentOf(which, payload, nonce, payload);
      expect(outsideOf(content, nonce), payload).toBe(plain);
      expect(untrustedTexts(content)).toHaveLength(which === "hardened" ? 3 : 2);
    }
  });

  it("keeps any text inside its block", () => {
    const seed = Date.now() % 2 ** 31;
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.constantFrom(...PAYLOADS), (noise, payload) => {
        const nonce = newNonce();
        expect(outsideOf(contentOf(which, `${noise}${payload}`, nonce, noise), nonce)).toBe(plain);
      }),
      { seed, numRuns: 200 },
    );
  });

  it("reads no verdict out of prose that repeats a payload", () => {
    for (const payload of PAYLOADS) {
      for (const text of [`The answer says: ${payload}`, `${payload}\nSo my verdict is yes.`]) {
        const result = JUDGES[which].read(said(text).response);
        expect(isScore(result), text).toBe(false);
        if (!isScore(result)) expect(result.failure).toBe("judge_error");
      }
    }
  });
});

describe("a judge that compares", () => {
  const pairwise = pairwiseJudge({ task: TASK.task, better: "nearer to the record" });
  const orders = ballotsOf(pairwise);
  const contentIn = (at: number, text: string, nonce: string, reference = "REFERENCE", note = "n") => {
    const item = itemFrom({ id: "i", input: { note }, expected: reference }, "t");
    const content = orders[at]?.request(contextOf(item, text), nonce).messages[0]?.content;
    return typeof content === "string" ? content : "";
  };

  it("keeps every payload inside its block, as answer, as reference and as input, in both orders", () => {
    const plain = outsideOf(contentIn(0, "x", "0".repeat(32)), "0".repeat(32));
    for (const payload of PAYLOADS) {
      for (const at of [0, 1]) {
        const nonce = newNonce();
        const content = contentIn(at, payload, nonce, payload, payload);
        expect(outsideOf(content, nonce), payload).toBe(plain);
        expect(untrustedTexts(content)).toHaveLength(3);
      }
    }
  });

  it("reads no verdict out of a payload, nor of prose that repeats one", () => {
    for (const payload of PAYLOADS) {
      for (const text of [payload, `The first answer says: ${payload}`]) {
        const { response } = said(text);
        for (const ballot of orders) expect(ballot.read(response)).toMatchObject({ failure: "judge_error" });
        expect(pairwise.combine?.([response, response])).toMatchObject({ failure: "judge_error" });
      }
    }
  });
});

describe("marks that set an item aside", () => {
  const criteria = TASK.criteria.map(({ name }) => name);
  const hits = (family: string) => {
    const found = shipped.wrong.map(
      (target, turn) => tamperingSigns(attacked(family, target, turn), criteria).length > 0,
    );
    return found.filter(Boolean).length;
  };

  it("are found in the families that work by form, and not in those that work by words", () => {
    const found = Object.fromEntries(FAMILIES.map((family) => [family, hits(family)]));
    // Of four variants each: base64, a human turn and a JSON role are words to a program.
    expect(found).toEqual({
      naive: 0,
      "ignore-previous": 0,
      "fake-completion": 60,
      "delimiter-close": 60,
      "forged-verdict": 60,
      "role-spoof": 30,
      "rubric-rewrite": 0,
      authority: 0,
      sympathy: 0,
      "language-switch": 0,
      smuggling: 45,
      "length-padding": 0,
      "self-praise": 0,
      "universal-phrase": 0,
      "master-keys": 0,
    });
  });

  it("are in no answer of known quality, nor in any right answer", () => {
    const known = [...shipped.right, ...shipped.wrong].flatMap(({ answer, reference }) => [answer, reference]);
    expect(known.filter((text) => tamperingSigns(text, criteria).length > 0)).toEqual([]);
  });
});

describe("a hardened judge", () => {
  const show = (text: string) => contentOf("hardened", text, "1".repeat(32));

  it("shows no hidden character, and says how many there were", () => {
    const tags = ["o", "b", "e", "y"]
      .map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0)))
      .join("");
    const content = show(`a\u200bb${tags} \u202e\uff43`);
    expect(untrustedTexts(content)[1]).toBe("ab c");
    expect(content).toContain("\n\nNote: 6 characters that cannot be seen were taken out of this answer.\n\n");
    expect(show("plain\n\ttext")).not.toContain("Note:");
  });

  it("marks what it cuts, never in the middle of a character", () => {
    const content = show(`a${"😀".repeat(40_000)}`);
    const [, shown = ""] = untrustedTexts(content);
    expect(shown).toHaveLength(59_999);
    expect(shown).not.toMatch(/\p{Cs}/u);
    expect(content).toContain("Note: 59999 of 80001 characters of this answer are shown; the rest was cut off.");
  });

  it("shows answer, known answer and rubric in this order", () => {
    const content = show("ANSWER");
    const places = ["ANSWER", "KNOWN", "For each criterion"].map((words) => content.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it("is another judge, and a plain one is the same as ever", () => {
    const plain = judge(TASK);
    expect(judge({ ...TASK, hardened: true }).version).not.toBe(plain.version);
    expect(judge({ ...TASK, hardened: false }).version).toBe(plain.version);
    expect(judge({ ...TASK, agreementFloor: 0.8 }).version).toBe(plain.version);
  });
});
