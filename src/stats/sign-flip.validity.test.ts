import { expect, test } from "vitest";
import { seededRandom } from "./random.js";
import { signFlipPValue } from "./sign-flip.js";

test("uniform under the hypothesis with many clusters", () => {
  const random = seededRandom(20_261_031, "sign-flip");
  const units = Int32Array.from({ length: 120 }, (_, i) => Math.floor(i / 4));
  let rejected = 0;
  for (let sim = 0; sim < 400; sim += 1) {
    const shared = Float64Array.from({ length: 30 }, () => random.normal());
    const values = Float64Array.from(units, (unit) => (shared[unit] ?? 0) + random.normal());
    const options = { unitCount: 30, alternative: "two-sided", resamples: 399, random } as const;
    if (signFlipPValue(values, units, options) <= 0.1) rejected += 1;
  }
  // Three binomial standard errors are 0.045.
  expect(Math.abs(rejected / 400 - 0.1)).toBeLessThan(0.045);
});
