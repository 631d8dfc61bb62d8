/**
 * Area under the ROC curve: the probability that a positive has a higher
 * reading than a negative, ties counting one half.
 *
 * @param readings - higher means more likely positive
 * @param isPositive - 1 for positives, 0 for negatives, same length
 * @returns in [0, 1]; null where there are no positives or no negatives
 * @throws RangeError if the lengths differ
 * @see Hanley & McNeil, Radiology 143 (1982): equality with the Mann–Whitney statistic
 */
export function auroc(readings: Float64Array, isPositive: Uint8Array): number | null {
  const n = readings.length;
  if (isPositive.length !== n) throw new RangeError(`${n} readings but ${isPositive.length} labels`);
  const order = Uint32Array.from(readings.keys()).sort((a, b) => (readings[a] ?? 0) - (readings[b] ?? 0));
  let negativesBelow = 0;
  let positives = 0;
  let wins = 0;
  for (let start = 0; start < n; ) {
    let end = start;
    let tiedPositives = 0;
    const value = readings[order[start] ?? 0];
    while (end < n && readings[order[end] ?? 0] === value) {
      tiedPositives += isPositive[order[end] ?? 0] ?? 0;
      end += 1;
    }
    const tiedNegatives = end - start - tiedPositives;
    wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
    negativesBelow += tiedNegatives;
    positives += tiedPositives;
    start = end;
  }
  return positives === 0 || negativesBelow === 0 ? null : wins / (positives * negativesBelow);
}
