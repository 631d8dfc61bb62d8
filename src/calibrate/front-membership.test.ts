import { expect, test } from "vitest";
import { type FrontCandidate, frontMembership } from "./front-membership.js";

/** One (cost, quality) pair now, and one per resample. */
function candidate(
  now: readonly [cost: number, quality: number],
  draws: readonly (readonly [cost: number, quality: number])[] = [],
  competes = true,
): FrontCandidate {
  return {
    competes,
    cost: now[0],
    quality: now[1],
    costDraws: Float64Array.from(draws, ([cost]) => cost),
    qualityDraws: Float64Array.from(draws, ([, quality]) => quality),
  };
}
const onFront = (...candidates: readonly FrontCandidate[]) =>
  frontMembership(candidates).map(({ isOnFront }) => isOnFront);

test("on the front is what nothing beats in cost and quality, whatever the order", () => {
  expect(onFront(candidate([3, 0.9]), candidate([1, 0.5]), candidate([2, 0.4]), candidate([2, 0.7]))).toEqual([
    true,
    true,
    false,
    true,
  ]);
  // As good for more, and worse for the same.
  expect(onFront(candidate([1, 0.5]), candidate([2, 0.5]), candidate([1, 0.4]))).toEqual([true, false, false]);
});

test("equals stand side by side, the last bits aside", () => {
  expect(onFront(candidate([1, 0.3]), candidate([1, 0.1 + 0.2]), candidate([1 + 1e-13, 0.3]))).toEqual([
    true,
    true,
    true,
  ]);
  expect(onFront(candidate([1, 0.3]), candidate([1, 0.300001]))).toEqual([false, true]);
});

test("bounds do not compete, and push nothing off", () => {
  const draws = [[1, 1] as const];
  expect(frontMembership([candidate([1, 0.9], draws, false), candidate([2, 0.5], draws)])).toEqual([
    { isOnFront: false, frontShare: null },
    { isOnFront: true, frontShare: 1 },
  ]);
});

test("the share counts the resamples in which a candidate stays; without resamples there is none", () => {
  const one = candidate(
    [1, 0.5],
    [
      [1, 0.5],
      [1, 0.5],
      [1, 0.5],
      [3, 0.5],
    ],
  );
  const other = candidate(
    [2, 0.6],
    [
      [2, 0.6],
      [2, 0.4],
      [2, 0.5],
      [2, 0.5],
    ],
  );
  expect(frontMembership([one, other])).toEqual([
    { isOnFront: true, frontShare: 0.75 },
    { isOnFront: true, frontShare: 0.5 },
  ]);
  expect(frontMembership([candidate([1, 0.5])])).toEqual([{ isOnFront: true, frontShare: null }]);
  expect(frontMembership([])).toEqual([]);
});
