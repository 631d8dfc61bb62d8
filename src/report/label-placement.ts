/** A point that wants its name beside it; pixels, y downwards. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the label of a point goes, relative to the point. */
export interface LabelOffset {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "middle" | "end";
}

const CHARACTER_WIDTH = 7.6;
const HALF_HEIGHT = 8;
const POINT_RADIUS = 7;
const OUTSIDE_PENALTY = 50;
/** Square pixels of cover that one place further down the list is worth. */
const RANK_PENALTY = 10;
/** A line is thin: its area alone would hardly count. */
const OBSTACLE_WEIGHT = 4;

/** From the best place to the worst; the further out, the worse. */
const CANDIDATES: readonly LabelOffset[] = [
  { dx: 11, dy: 0, anchor: "start" },
  { dx: -11, dy: 0, anchor: "end" },
  { dx: 8, dy: -15, anchor: "start" },
  { dx: 8, dy: 15, anchor: "start" },
  { dx: -8, dy: -15, anchor: "end" },
  { dx: -8, dy: 15, anchor: "end" },
  { dx: 0, dy: -19, anchor: "middle" },
  { dx: 0, dy: 19, anchor: "middle" },
  { dx: 12, dy: -32, anchor: "start" },
  { dx: 12, dy: 32, anchor: "start" },
  { dx: -12, dy: -32, anchor: "end" },
  { dx: -12, dy: 32, anchor: "end" },
];

/**
 * Places labels one after the other, each where it covers least of the points,
 * of the lines and of the labels before it.
 *
 * @param obstacles - thin things, such as interval lines, better left uncovered
 * @param frame - labels should not leave it
 */
export function placeLabels(
  labelled: readonly LabelledPoint[],
  obstacles: readonly Box[],
  frame: Box,
): readonly LabelOffset[] {
  const points = labelled.map(({ x, y }) => around(x, y, POINT_RADIUS));
  const placed: Box[] = [];
  return labelled.map((point) => {
    const ranked = CANDIDATES.map((offset, rank) => {
      const box = labelBox(point, offset);
      const covered = coverage(box, [...points, ...placed]) + OBSTACLE_WEIGHT * coverage(box, obstacles);
      return { offset, box, penalty: covered + OUTSIDE_PENALTY * outside(box, frame) + rank * RANK_PENALTY };
    });
    const best = ranked.reduce((a, b) => (b.penalty < a.penalty ? b : a));
    placed.push(best.box);
    return best.offset;
  });
}

function coverage(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => sum + overlap(box, other), 0);
}

/** The room a label takes. */
export function labelBox({ x, y, text }: LabelledPoint, { dx, dy, anchor }: LabelOffset): Box {
  const width = Array.from(text).length * CHARACTER_WIDTH;
  const share = { start: 0, middle: 0.5, end: 1 }[anchor];
  const left = x + dx - width * share;
  return { left, right: left + width, top: y + dy - HALF_HEIGHT, bottom: y + dy + HALF_HEIGHT };
}

/** The area that two boxes share, square pixels. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

function outside(box: Box, frame: Box): number {
  return (
    Math.max(0, frame.left - box.left) +
    Math.max(0, box.right - frame.right) +
    Math.max(0, frame.top - box.top) +
    Math.max(0, box.bottom - frame.bottom)
  );
}

function around(x: number, y: number, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}
