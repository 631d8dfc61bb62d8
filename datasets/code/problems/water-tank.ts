// medium: numeric stability, state machines
// shown: [[[10,2],[5,-1]],15]
// shown: [[],5]
// tried: [[[1,20]],15]
// tried: [[[1,-5]],15]
// tried: [[[3,4],[2,-10],[1,1]],15]
// tried: [[[0,100]],10]
// tried: [[[2,2],[2,2],[2,2]],10]
// tried: [[[5,-1],[5,1]],3]
// tried: [[[1,3],[1,-3]],3]
// tried: [[[10,1],[10,-1]],8]
// tried: [[[4,0]],8]
// tried: [[[2,5],[1,-20],[3,1]],9]

/**
 * Litres that a tank has spilled. It starts empty and holds `size` litres. Phases [minutes, litres a minute] follow each other; negative flow takes
 * out, never below empty. What flows in beyond full is spilled.
 */
export function spilled(phases: [number, number][], size: number): number {
  let level = 0;
  let lost = 0;
  for (const [minutes, flow] of phases) {
    const next = Math.max(0, level + minutes * flow);
    lost += Math.max(0, next - size);
    level = Math.min(next, size);
  }
  return lost;
}
