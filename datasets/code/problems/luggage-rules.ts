// medium: state machines, wrong-units
// shown: [[20000,25000],"eco"]
// shown: [[],"eco"]
// tried: [[23000],"eco"]
// tried: [[23001],"eco"]
// tried: [[32000,32000],"biz"]
// tried: [[32001],"biz"]
// tried: [[32001],"eco"]
// tried: [[1,1,1],"eco"]
// tried: [[1,1,1],"biz"]
// tried: [[24000,33000],"eco"]
// tried: [[10000,10000,25000],"biz"]
// tried: [[32000],"eco"]

/**
 * What a traveller pays for suitcases, in whole euros. Weights are in grams. "eco" has one suitcase free, "biz" two; each
 * further one costs 60. Up to 23 kg is ordinary in "eco", up to 32 kg in "biz"; heavier ones, free or not, cost 45 more. A suitcase
 * above 32 kg is not carried at all: then the answer is -1.
 */
export function luggage(grams: number[], fare: string): number {
  if (grams.some((weight) => weight > 32_000)) return -1;
  const [free, ordinary] = fare === "biz" ? [2, 32_000] : [1, 23_000];
  const heavy = grams.filter((weight) => weight > ordinary).length;
  return Math.max(0, grams.length - free) * 60 + heavy * 45;
}
