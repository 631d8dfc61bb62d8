import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createJiti } from "jiti";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SNIPPETS } from "../datasets/review/code.js";
import { Planter } from "../datasets/review/planter.js";

/** A module of a snippet, whatever it exports. */
interface Loaded {
  readonly [name: string]: unknown;
}
type Observe = (snippet: Loaded, sleeps: readonly number[]) => Promise<unknown>;

const attempt = async (run: () => unknown): Promise<unknown> => {
  try {
    return await run();
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name} ${thrown.message}` : typeof thrown;
  }
};

/** What a right function does on inputs that tell it from every faulty one. */
const OBSERVED: { readonly [name: string]: Observe } = {
  pages: async ({ pageOf }) => {
    const page = pageOf as (items: number[], page: number, size: number) => number[];
    return Promise.all(
      [
        [1, 2],
        [2, 2],
        [3, 2],
        [0, 2],
        [1, 0],
      ].map(async ([at = 0, size = 0]) => attempt(() => page([1, 2, 3, 4, 5], at, size))),
    );
  },
  retry: async ({ retry }, sleeps) => {
    const call = retry as (task: () => Promise<number>, times: number, waitMs: number) => Promise<unknown>;
    let calls = 0;
    const fail = async () => Promise.reject(new Error(`call ${(calls += 1)}`));
    const failed = [await attempt(async () => call(fail, 3, 10)), await attempt(async () => call(fail, 1, 10))];
    return [failed, calls, [...sleeps], typeof (await attempt(async () => call(async () => 7, 2, 1)))];
  },
  basket: async ({ totalCents }) => {
    const total = totalCents as (lines: object[], voucher?: object) => number;
    const line = (priceCents: number, quantity: number) => ({ priceCents, quantity });
    return [
      total([line(1000, 3)], { percent: 10 }),
      total([line(5000, 1)], { percent: 10 }),
      total([line(4000, 2), line(33, 1)], { percent: 7 }),
      total([line(60, 1)], { percent: 50 }),
      total([line(1, 2), line(2, 5)]),
    ];
  },
  cache: async ({ Cache }) => {
    let now = 100_000;
    const made = Cache as new (
      ttl: number,
      clock: () => number,
    ) => { get: (key: string) => unknown; set: (key: string, value: number) => void };
    const cache = new made(10, () => now);
    const seen = (waitMs: number, key: string) => ((now += waitMs), cache.get(key) ?? "none");
    cache.set("a", 1);
    const first = [seen(0, "a"), seen(0, "x"), seen(9_000, "a"), seen(2_000, "a")];
    cache.set("b", 2);
    now += 9_000;
    cache.set("c", 3);
    return [...first, seen(500, "b"), seen(1_000, "b"), seen(0, "c")];
  },
  mask: async ({ maskIban }) =>
    ["DE12 3456 7890 1234", "12345678", "123456789", "12 34"].map(maskIban as (iban: string) => string),
  quota: async ({ allow }) => {
    let now = 1e6;
    const may = (user: string, waitMs = 0) => (
      (now += waitMs), (allow as (user: string, limit: number, clock: () => number) => boolean)(user, 2, () => now)
    );
    return [may("a"), may("a"), may("a"), may("b"), may("a", 30_000), may("a", 31_000), may("b"), may("b"), may("b")];
  },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tierbench-review-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function observed(name: string, code: string): Promise<string> {
  const file = join(folder, `snippet-${(files += 1)}.ts`);
  writeFileSync(
    file,
    `const sleeps: number[] = [];\nconst sleep = async (ms: number) => void sleeps.push(ms);\nexport { sleeps, sleep };\n${code}\n`,
  );
  const loaded = await createJiti(import.meta.url, { moduleCache: false, fsCache: false }).import<Loaded>(file);
  const sleeps = loaded["sleeps"] as readonly number[];
  return JSON.stringify((await attempt(async () => OBSERVED[name]?.(loaded, sleeps))) ?? null);
}

describe("the code of the review dataset", () => {
  const snippets = SNIPPETS.filter(({ language }) => language === "TypeScript");

  it("is watched, all of it that is TypeScript", () => {
    expect(snippets.map(({ name }) => name).sort()).toEqual(Object.keys(OBSERVED).sort());
  });

  it.each(snippets.map((snippet) => [snippet.name, snippet] as const))(
    "behaves otherwise with any fault that is planted: %s",
    async (name, { write }) => {
      const counted = new Planter(new Set());
      const right = await observed(name, Planter.finish(write(counted)).draft);
      expect(counted.places).toBeGreaterThanOrEqual(4);
      const same: string[] = [];
      for (let place = 0; place < counted.places; place += 1) {
        const { draft, faults } = Planter.finish(write(new Planter(new Set([place]))));
        expect(faults).toHaveLength(1);
        if ((await observed(name, draft)) === right) same.push(faults[0]?.quote ?? "");
      }
      expect(same).toEqual([]);
    },
  );
});

describe("a planter", () => {
  const write = (plant: Planter) =>
    `${plant.words("Ann", "Bo", "name")} paid ${plant.result(2, 3, (value) => `${value} euros`).text}. ${plant.words("", "Bo left.", "unsupported")}`;
  const planted = (...places: number[]) => Planter.finish(write(new Planter(new Set(places))));

  it("writes what is right where nothing is planted", () =>
    expect(planted()).toEqual({ draft: "Ann paid 2 euros. ", faults: [] }));

  it("remembers what is wrong, with quotes that stand once", () => {
    expect(planted(0, 1)).toEqual({
      draft: "Bo paid 3 euros. ",
      faults: [
        { quote: "Bo", kind: "name" },
        { quote: "3 euros", kind: "sum" },
      ],
    });
    expect(planted(0, 2).faults).toEqual([
      { quote: "Bo paid", kind: "name" },
      { quote: "Bo left.", kind: "unsupported" },
    ]);
  });

  it("has no place where right and wrong are the same", () => {
    const plant = new Planter(new Set([0]));
    expect(plant.words("same", "same", "name")).toBe("same");
    expect(plant.places).toBe(0);
  });
});
