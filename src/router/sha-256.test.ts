import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { sha256Hex } from "./sha-256.js";

const ofNode = (text: string) => createHash("sha256").update(text).digest("hex");

it("hashes the examples of the standard", () => {
  expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("agrees with node:crypto at every length around the block boundaries", () => {
  for (let length = 0; length <= 260; length += 1) {
    const text = "a".repeat(length);
    expect(sha256Hex(text)).toBe(ofNode(text));
  }
});

it("agrees with node:crypto on any text, lone surrogates included", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => sha256Hex(text) === ofNode(text)),
    { seed: 1, numRuns: 200 },
  );
  for (const text of ["\ud800", "a\udfffb", "€😀", "x".repeat(1_048_576)]) expect(sha256Hex(text)).toBe(ofNode(text));
});
