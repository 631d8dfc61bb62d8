import { expect, test } from "vitest";
import { seededRandom } from "./stats/random.js";
import { certifyTables } from "./calibrate/certify-table.js";
import { itemValuesBy } from "./calibrate/item-values.js";
import type { TierRows } from "./calibrate/tier-rows.js";

interface It { type: number; unit: string; loss: number }
function rowsOf(items: readonly It[], weights: readonly number[]): TierRows {
  const sorted = [...items].sort((a, b) => a.type - b.type);
  const names: string[] = []; const unitType: number[] = [];
  const map = new Map<string, number>();
  const unitOf = Int32Array.from(sorted, ({ type, unit }) => {
    const k = `${type}/${unit}`; let n = map.get(k);
    if (n === undefined) { n = names.length; map.set(k, n); names.push(k); unitType.push(type); }
    return n;
  });
  const col = (f: (i: It) => number) => itemValuesBy((q) => Float64Array.from(sorted, (i) => (q === "netLoss" ? f(i) : q === "harm" ? Math.max(0, f(i)) : 0)));
  return {
    taskTypes: weights.map((_, t) => `t${t}`), tiers: ["haiku", "opus"], tierCount: 2, arms: [], reference: 1, weights,
    typeOf: Int32Array.from(sorted, (i) => i.type), unitOf, unitNames: names, unitType: Int32Array.from(unitType),
    columns: [col((i) => i.loss), col(() => 0)], isMeasured: new Uint8Array(2 * weights.length).fill(1), isPriced: true,
  };
}
const CHEAP = (n: number) => ({ tierOf: new Int32Array(n) });
function rate(worlds: number, make: (seed: number) => TierRows, criterion: "net-loss" | "harm", epsilon = 0.03) {
  let wrong = 0; let method = "";
  for (let w = 0; w < worlds; w += 1) {
    const rows = make(w);
    const r = certifyTables(rows, [CHEAP(rows.weights.length)], { criterion, epsilon, delta: 0.05, seed: w });
    wrong += r.certified; method = r.tests[0]!.method;
  }
  return `${(wrong / worlds).toFixed(3)} ${method}`;
}
test("isPlain ignores traffic", () => {
  // T types x 3 test units, traffic 1.3 : 0.7
  for (const [T, c, hi] of [[200, 3, 1.3], [200, 1, 1.9], [200, 2, 1.45],[100,5,1.19]] as const) {
    const lo = 2 - hi;
    const weights = Array.from({ length: T }, (_, t) => (t % 2 === 0 ? hi : lo) / T);
    // loss only in heavy types; true traffic mean = (hi/2) p = eps * 1.0
    const eps = 0.03; const p = (eps / (hi / 2));
    const make = (w: number) => {
      const r = seededRandom(w, "plain");
      return rowsOf(Array.from({ length: T * c }, (_, i) => { const type = Math.floor(i / c); return { type, unit: `u${i}`, loss: type % 2 === 0 && r.uniform() < p ? 1 : 0 }; }), weights);
    };
    console.log("plain", T, c, hi, "net-loss", rate(1000, make, "net-loss"), "harm", rate(1000, make, "harm"));
  }
});
test("no traffic: types of 1 and 2 items -> 1 test unit each", () => {
  const T = 400; const weights = Array.from({ length: T }, (_, t) => (t % 2 === 0 ? 2 : 1) / (1.5 * T));
  const eps = 0.03, p = eps * 1.5;
  const make = (w: number) => { const r = seededRandom(w, "s"); return rowsOf(Array.from({ length: T }, (_, type) => ({ type, unit: `u${type}`, loss: type % 2 === 0 && r.uniform() < p ? 1 : 0 })), weights); };
  console.log("1v2", rate(1000, make, "net-loss"));
});
test("shared clusters across types", () => {
  for (const [T, docs] of [[1, 360], [3, 120], [6, 60], [6, 120], [12, 120]] as const) {
    const eps = 0.03; const p = eps;
    const weights = Array.from({ length: T }, () => 1 / T);
    const make = (w: number) => {
      const r = seededRandom(w, "docs");
      const hard = Array.from({ length: docs }, () => r.uniform() < p);
      const items: It[] = [];
      for (let t = 0; t < T; t += 1) hard.forEach((h, d) => { if (r.uniform() < 0.6) items.push({ type: t, unit: `d${d}`, loss: h ? 1 : 0 }); });
      return rowsOf(items, weights);
    };
    console.log("docs", T, docs, "net-loss", rate(600, make, "net-loss"), "harm", rate(600, make, "harm"));
  }
});
test("unequal clusters", () => {
  // 150 clusters of 1 item (no loss) and 50 clusters of 10 items losing 8 %: item mean = .08*500/650=6.2 %, unit mean 2 %
  const make = (w: number) => {
    const r = seededRandom(w, "c"); const items: It[] = [];
    for (let u = 0; u < 450; u += 1) items.push({ type: 0, unit: `s${u}`, loss: 0 });
    for (let u = 0; u < 150; u += 1) for (let i = 0; i < 10; i += 1) items.push({ type: 0, unit: `b${u}`, loss: r.uniform() < 0.06 ? 1 : 0 });
    return rowsOf(items, [1]);
  };
  console.log("unequal clusters: item mean loss", (0.06 * 1500) / 1950, "unit mean", 0.06 * 0.25, rate(300, make, "net-loss"));
});
