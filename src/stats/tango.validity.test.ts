import { expect, test } from "vitest";
import { logGamma } from "./log-gamma.js";
import { tangoPValue } from "./tango.js";

/** Exact probability of rejecting at the boundary: sum of multinomial masses over the rejection region. */
function exactSize(n: number, margin: number, discordance: number, level: number): number {
  const first = (discordance + margin) / 2;
  const second = (discordance - margin) / 2;
  const log = (count: number, rate: number) => (count === 0 ? 0 : count * Math.log(rate));
  let size = 0;
  for (let b = 0; b <= n; b += 1) {
    for (let c = 0; b + c <= n; c += 1) {
      if (second === 0 && c > 0) break;
      if (tangoPValue({ firstOnly: b, secondOnly: c, n }, margin) > level) continue;
      const rest = n - b - c;
      size += Math.exp(
        logGamma(n + 1) -
          logGamma(b + 1) -
          logGamma(c + 1) -
          logGamma(rest + 1) +
          log(b, first) +
          log(c, second) +
          log(rest, 1 - discordance),
      );
    }
  }
  return size;
}

test("size at the boundary, by enumeration, stays near the level", () => {
  let largest = 0;
  for (const n of [30, 40, 50, 60]) {
    for (const margin of [0.03, 0.05, 0.1]) {
      for (const extra of [0, 0.02, 0.05, 0.1, 0.2]) {
        largest = Math.max(largest, exactSize(n, margin, margin + extra, 0.05));
      }
    }
  }
  // A score test is not exact: on this grid the largest size at level 0.05 is 0.0591.
  expect(largest).toBeGreaterThan(0.05);
  expect(largest).toBeLessThan(0.0592);
});
