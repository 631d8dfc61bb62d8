import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { labelBox, overlap, placeLabels } from "./label-placement.js";

const FRAME = { left: 0, right: 700, top: 0, bottom: 400 };

describe("label placement", () => {
  it("prefers the right side", () => {
    expect(placeLabels([{ x: 100, y: 100, text: "haiku" }], [], FRAME)).toEqual([{ dx: 11, dy: 0, anchor: "start" }]);
  });

  it("goes left at the right edge", () => {
    expect(placeLabels([{ x: 690, y: 100, text: "sonnet" }], [], FRAME)[0]?.anchor).toBe("end");
  });

  it("does not cover a neighbour, its label or a line", () => {
    const points = [
      { x: 300, y: 200, text: "This table" },
      { x: 330, y: 205, text: "sonnet" },
      { x: 310, y: 225, text: "opus" },
    ];
    const offsets = placeLabels(points, [], FRAME);
    const boxes = points.map((point, index) => labelBox(point, offsets[index] ?? { dx: 0, dy: 0, anchor: "middle" }));
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(0);
    }
  });

  it("keeps labels inside the frame when there is room", () => {
    assert(
      property(integer({ min: 20, max: 680 }), integer({ min: 40, max: 360 }), (x, y) => {
        const point = { x, y, text: "always sonnet" };
        const [offset] = placeLabels([point], [], FRAME);
        const box = labelBox(point, offset ?? { dx: 0, dy: 0, anchor: "start" });
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(700);
      }),
    );
  });
});
