import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../core/json.js";
import { RoutingTableSchema, TABLE_LIMITS } from "../core/routing-table.js";
import { readTable, tableChecksum, tableText } from "../core/table-file.js";
import { sampleTable } from "../testing/router-sample-table.js";
import { TABLE_CASES } from "../testing/router-table-cases.js";
import { without, withValue } from "../testing/router-table-change.js";
import { createRouter, RouterTableError } from "./create-router.js";
import { LIMITS } from "./table-form.js";

const OPTIONS = { safeTier: "opus" };

/** True where the router takes the table; anything thrown but a RouterTableError fails the test. */
function isTaken(table: unknown, integrity: "checksum" | "none" = "none", safeTier = firstTier(table)): boolean {
  try {
    createRouter(table, { safeTier, integrity });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(RouterTableError);
    expect((error as Error).message).not.toMatch(/[\n\r]/);
    return false;
  }
}

/** A tier that the table has: a mutation may have taken out any. */
function firstTier(table: unknown): string {
  const found = (table as { tiers?: { id?: unknown }[] } | null | undefined)?.tiers?.[0]?.id;
  return typeof found === "string" ? found : "opus";
}

function refusalOf(table: unknown): RouterTableError {
  try {
    createRouter(table, OPTIONS);
  } catch (error) {
    return error as RouterTableError;
  }
  throw new Error("the table was taken");
}

function resealed(table: unknown): string {
  const { checksum, ...body } = table as ReturnType<typeof sampleTable>;
  return canonicalJson({ ...body, checksum: { ...checksum, value: tableChecksum(body) } });
}

describe("form of a table", () => {
  it("has the same limits as the schema", () => {
    expect(LIMITS).toEqual(TABLE_LIMITS);
  });

  it("lists at least 80 cases of either verdict, under names of their own", () => {
    expect(TABLE_CASES.filter(({ isValid }) => isValid).length).toBeGreaterThan(40);
    expect(TABLE_CASES.filter(({ isValid }) => !isValid).length).toBeGreaterThan(80);
  });

  it.each(TABLE_CASES)("$name", ({ isValid, table }) => {
    expect(RoutingTableSchema.safeParse(table()).success, "schema").toBe(isValid);
    expect(isTaken(table()), "router").toBe(isValid);
  });

  it("agrees with the schema on any single change of a valid table", () => {
    const paths = pathsOf(JSON.parse(JSON.stringify(sampleTable())));
    const replacement = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        "",
        0,
        -1,
        1,
        0.5,
        9,
        [],
        {},
        true,
        "always",
        "opus",
        Number.NaN,
        undefined,
        2 ** 53,
      ),
      fc.jsonValue({ maxDepth: 1 }),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.option(replacement, { nil: DELETE }), (path, value) => {
        const table = withChange(path, value);
        const verdict = RoutingTableSchema.safeParse(table).success;
        refused += verdict ? 0 : 1;
        return isTaken(table) === verdict;
      }),
      { seed: 3, numRuns: 800 },
    );
    expect(refused).toBeGreaterThan(250);
    expect(refused).toBeLessThan(790);
  });
});

describe("checksum", () => {
  const text = tableText(sampleTable());

  it.each([
    ["as written", text, true],
    ["without white space", JSON.stringify(JSON.parse(text)), true],
    ["with keys in another order", JSON.stringify(sampleTable()), true],
    ["with an unknown field, sealed", resealed(withValue(["futureField"], { b: 1, a: [1e21, -0] })), true],
    ["with an unknown field, not sealed", JSON.stringify({ ...sampleTable(), futureField: 1 }), false],
    ["with another reference tier", JSON.stringify(withValue(["defaults", "referenceTier"], "haiku")), false],
    ["with another checksum", JSON.stringify(withValue(["checksum", "value"], "0".repeat(64))), false],
    ["without a checksum", JSON.stringify({ ...sampleTable(), checksum: undefined }), false],
    ["with algorithm none", JSON.stringify(withValue(["checksum", "alg"], "none")), false],
    ["with a field twice, the last one right", text.replace('"tableId":', '"tableId": "other",\n  "tableId":'), true],
    [
      "with a field twice, the last one wrong",
      text.replace('"tableId": "rt_sample"', '"tableId": "rt_sample", "tableId": "x"'),
      false,
    ],
    ["with a number that overflows", text.replace('"rank": 2', '"rank": 1e309'), false],
    ["cut short", text.slice(0, -10), false],
    ["empty", "", false],
    ["with more after it", `${text}{}`, false],
    ["with a byte order mark", `\ufeff${text}`, false],
    ["filled up to the limit", text.padEnd(TABLE_LIMITS.bytes, " "), true],
    ["one byte above the limit", text.padEnd(TABLE_LIMITS.bytes + 1, " "), false],
    ["above the limit in bytes, not in characters", padded(text, "é".repeat(600_000)), false],
  ])("agrees with the reader of table files: %s", (_name, content, isValid) => {
    expect(verdictOfCore(content)).toBe(isValid);
    expect(isTaken(content, "checksum")).toBe(isValid);
  });

  it("covers every field of the file, also those that this version does not know", () => {
    const table = withValue(["validity", "futureField"], 1);
    expect(isTaken(resealed(table), "checksum")).toBe(true);
    expect(isTaken(JSON.stringify(table), "checksum")).toBe(false);
  });

  it("is not looked at only where that was asked for", () => {
    const edited = { ...sampleTable(), tableId: "rt_edited" };
    expect(() => createRouter(edited, OPTIONS)).toThrow(/checksum: .*damaged; calibrate again or restore/);
    const router = createRouter(edited, { ...OPTIONS, integrity: "none" });
    expect([router.tableId, router.integrity]).toEqual(["rt_edited", "none"]);
  });
});

describe("refusals", () => {
  it("name the place and what to do, on one line", () => {
    const error = refusalOf(withValue(["routes", "triage", "plan", 0, "tier"], "gone"));
    expect(error.place).toBe("routes.triage.plan.0.tier");
    expect(error.message).toBe(
      'routing table, routes.triage.plan.0.tier: tier "gone" is not in tiers; calibrate again or restore it',
    );
    expect(refusalOf(withValue(["policy", "margin"], "x".repeat(9000))).message.length).toBeLessThan(200);
    expect(refusalOf(withValue(["routes", "a\nb\u2028c"], 1)).message).not.toMatch(/[\n\u2028]/);
  });

  it("cover whatever cannot be read", () => {
    const circular = withValue(["futureField"], null) as Record<string, unknown>;
    circular["futureField"] = circular;
    const throwing = new Proxy(sampleTable(), {
      get: () => {
        throw new Error("no");
      },
    });
    const deep = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
    const nested = JSON.stringify(sampleTable()).replace('"tableId"', `"futureField":${deep},"tableId"`);
    for (const table of [circular, throwing, nested]) expect(isTaken(table, "checksum", "opus")).toBe(false);
  });

  it.each([
    [
      "a safe tier that the table does not have",
      { safeTier: "gone" },
      /safeTier "gone" is not in tiers; name one of haiku, sonnet, opus/,
    ],
    ["no safe tier", {} as { safeTier: string }, /safeTier "undefined"/],
    ["an unknown integrity", { safeTier: "opus", integrity: "md5" as "none" }, /integrity must be/],
    ["a clock that is none", { safeTier: "opus", now: 5 as unknown as () => number }, /now must be a function/],
  ])("cover %s", (_name, options, message) => {
    expect(() => createRouter(sampleTable(), options)).toThrow(message);
    expect(() => createRouter(sampleTable(), options)).toThrow(RouterTableError);
  });
});

const DELETE = Symbol("delete");

function verdictOfCore(content: string): boolean {
  try {
    readTable(content, "routing-table.json");
    return true;
  } catch {
    return false;
  }
}

function padded(text: string, filling: string): string {
  return text.replace(/\}\s*$/, `,"futureField":"${filling}"}`);
}

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => [[...path, key], ...pathsOf(field, [...path, key])]);
}

function withChange(path: readonly string[], value: unknown): unknown {
  return value === DELETE ? without(path) : withValue(path, value);
}
