import { describe, expect, it } from "vitest";
import { SAMPLE_DAY, sampleTable } from "../testing/router-sample-table.js";
import { DataError } from "./errors.js";
import type { JsonValue } from "./json.js";
import { TABLE_LIMITS } from "./routing-table.js";
import { readTable, sealTable, tableChecksum, tableText } from "./table-file.js";

const table = sampleTable();
const text = tableText(table);

/** A valid file whose content was changed and sealed again. */
function resealed(change: (body: Record<string, JsonValue>) => void): string {
  const body = JSON.parse(text) as Record<string, JsonValue>;
  change(body);
  body.checksum = { alg: "sha256", canonical: "rfc8785", value: tableChecksum(body) };
  return JSON.stringify(body);
}

describe("a sealed table", () => {
  it("is read back as it was", () => {
    expect(readTable(text, "t.json")).toEqual(table);
    expect(tableText(readTable(text, "t.json"))).toBe(text);
    expect(Date.parse(table.validity.expiresAt)).toBeGreaterThan(SAMPLE_DAY);
  });

  it("has keys in canonical order, indented, with a final newline", () => {
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(JSON.parse(text) as object).sort());
    expect(text).toMatch(/^\{\n {2}"checksum"/);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("keeps its checksum whatever the order of keys and the white space", () => {
    const body = JSON.parse(text) as object;
    const shuffled = Object.fromEntries(Object.entries(body).reverse());
    expect(readTable(JSON.stringify(shuffled), "t.json").checksum).toEqual(table.checksum);
  });

  it("keeps and hashes fields that it does not know", () => {
    const known = resealed((body) => {
      body.futureField = { a: 1 };
    });
    expect(readTable(known, "t.json")).toHaveProperty("futureField", { a: 1 });
    expect(() => readTable(known.replace('"a":1', '"a":2'), "t.json")).toThrow("checksum");
  });

  it("does not hash its checksum and signature", () => {
    expect(tableChecksum({ ...table, checksum: { value: "x" }, signature: "y" })).toBe(table.checksum.value);
  });
});

describe("readTable", () => {
  it.each([
    ["a model", '"claude-haiku-5-5"', '"claude-haiku-5-6"'],
    ["a reason", "harm at most 2 %", "harm at most 1 %"],
    ["a number", '"pValue": 0.031', '"pValue": 0.030'],
    ["the flag of a simulation", '"simulated": true', '"simulated": false'],
    ["the checksum", `"value": "${table.checksum.value}"`, `"value": "${flipped(table.checksum.value)}"`],
  ])("notices one flipped character in %s", (_name, from, to) => {
    expect(text).toContain(from);
    const read = () => readTable(text.replace(from, to), "routes/t.json");
    expect(read).toThrow(DataError);
    expect(read).toThrow(/^routes\/t\.json: checksum is [0-9a-f]{12}… but the content has [0-9a-f]{12}…: .*calibrate/);
  });

  it("refuses a file above the limit, in bytes", () => {
    const padded = text + " ".repeat(TABLE_LIMITS.bytes - Buffer.byteLength(text));
    expect(readTable(padded, "t.json")).toEqual(table);
    expect(() => readTable(`${padded} `, "t.json")).toThrow("t.json: 1048577 bytes, at most 1048576");
    expect(() => readTable("é".repeat(600_000), "t.json")).toThrow("t.json: 1200000 bytes");
  });

  it.each(["", "not json", text.slice(0, -20), "{'a':1}", `\uFEFF${text}`])(
    "refuses what is not JSON: %.20j",
    (bad) => {
      expect(() => readTable(bad, "t.json")).toThrow(/^t\.json: not JSON \(.*\); calibrate again$/s);
    },
  );

  it.each(["null", "[]", "3", '"x"', '{"name": "mine", "version": "1.0.0"}'])(
    "refuses the JSON %s, which is no table",
    (bad) =>
      expect(() => readTable(bad, "t.json")).toThrow(
        "t.json: not a routing table; make one with: npx tierbench calibrate",
      ),
  );

  it("refuses a table that is nested deeper than it can hash, as a matter of the file", () => {
    const deep = `{"deep": ${"[".repeat(200_000)}${"]".repeat(200_000)},${text.slice(1)}`;
    expect(() => readTable(deep, "t.json")).toThrow(DataError);
  });

  const at = (path: string) => new RegExp(`^t\\.json field "${path.replaceAll(".", "\\.")}": .*; calibrate again$`);
  it.each<[string, string, string, string]>([
    ["a foreign version", '"schemaVersion": "1.0.0"', '"schemaVersion": "2.0.0"', "schemaVersion"],
    ["an unknown feature", '"cascade.v1"', '"cascade.v9"', "requires.0"],
    ["an unknown reference tier", '"referenceTier": "opus"', '"referenceTier": "opal"', "defaults.referenceTier"],
    [
      "a share above 1",
      '"escalationP0Upper": 0.144',
      '"escalationP0Upper": 1.44',
      "routes.extraction.monitor.escalationP0Upper",
    ],
    ["a level that the signal lacks", '"atLeast": "high"', '"atLeast": "higher"', "routes.extraction.plan.0.accept"],
    ["a foreign checksum", '"alg": "sha256"', '"alg": "md5"', "checksum.alg"],
  ])("names the field of %s", (_name, from, to, path) => {
    expect(text).toContain(from);
    expect(() => readTable(text.replace(from, to), "t.json")).toThrow(at(path));
  });
});

describe("names of a table", () => {
  it.each<[string, (body: Record<string, JsonValue>) => void, string]>([
    [
      "a plan with an unknown tier",
      (body) => {
        planOf(body)[0] = { tier: "nobody", accept: "always", carry: "none" };
      },
      'field "routes.status-line.plan.0.tier": tier "nobody" is not in tiers',
    ],
    [
      "an unknown signal",
      (body) => {
        planOf(body)[0] = { tier: "haiku", accept: { all: [{ signal: "toString", atLeast: 1 }] }, carry: "none" };
      },
      'signal "toString" is not in signals',
    ],
    [
      "a number for a levelled signal",
      (body) => {
        planOf(body)[0] = { tier: "haiku", accept: { all: [{ signal: "self-report", atLeast: 1 }] }, carry: "none" };
      },
      "has levels; atLeast must name one",
    ],
    [
      "a tier twice",
      (body) => {
        const tiers = body.tiers as JsonValue[];
        tiers.push(tiers[0] as JsonValue);
      },
      'field "tiers": a tier id occurs twice',
    ],
  ])("are checked: %s", (_name, change, message) =>
    expect(() => readTable(resealed(change), "t.json")).toThrow(message),
  );

  it("must agree with the key of the route", () => {
    const routes = { ...table.routes, other: table.routes["status-line"] as never };
    expect(() => sealTable({ ...table, routes })).toThrow('must be "other", found "status-line"');
  });

  it("allow at most the limit of routes", () => {
    const route = table.routes["status-line"];
    const names = Array.from({ length: TABLE_LIMITS.routes + 1 }, (_, index) => `t${index}`);
    const routes = Object.fromEntries(names.map((taskType) => [taskType, { ...route, match: { taskType } }]));
    expect(() => sealTable({ ...table, routes })).toThrow("10001 routes, at most 10000");
  });
});

function planOf(body: Record<string, JsonValue>): JsonValue[] {
  const routes = body.routes as Record<string, { plan: JsonValue[] }>;
  return routes["status-line"]?.plan ?? [];
}

function flipped(hex: string): string {
  return (hex[0] === "0" ? "1" : "0") + hex.slice(1);
}
