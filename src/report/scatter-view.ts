import type { Calibration, PolicyEvaluation } from "../core/calibration.js";
import type { Interval } from "../core/estimate.js";
import { policyName } from "./baselines-view.js";
import { type Axis, clampToAxis, costAxis, pixel, shareAxis } from "./chart-axis.js";
import { chartLabel } from "./chart-label.js";
import { type CostUnit, costUnit } from "./format-number.js";
import { type Box, type LabelOffset, placeLabels } from "./label-placement.js";

/** Width, height and margins of a drawing, pixels. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ScatterPoint {
  readonly name: string;
  /** What stands beside the point: for a tier on everything, just the tier. */
  readonly short: string;
  readonly kind: "table" | "single" | "other" | "oracle";
  readonly cost: number;
  readonly costInterval: Interval;
  readonly quality: number;
  readonly qualityInterval: Interval;
  readonly label: LabelOffset;
}

export interface ScatterView {
  readonly unit: CostUnit;
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly ScatterPoint[];
  /** Policies that nothing else beats in both respects, cheapest first. */
  readonly front: readonly { readonly cost: number; readonly quality: number }[];
  /** Policies without a cost, which cannot be drawn. */
  readonly unpriced: readonly string[];
}

const LABEL_CHARACTERS = 22;

/** The places of all policies by cost and quality; null where no policy has a cost. */
export function scatterView({ policies }: Calibration, canvas: Canvas): ScatterView | null {
  const priced = policies.flatMap((evaluation) =>
    evaluation.costUsd === null ? [] : [{ evaluation, costUsd: evaluation.costUsd }],
  );
  if (priced.length === 0) return null;
  const unit = costUnit(priced.map(({ costUsd }) => costUsd.v));
  const unlabelled = priced.map(({ evaluation, costUsd }) => ({
    name: policyName(evaluation),
    short: chartLabel(
      evaluation.policy.kind === "single" ? evaluation.policy.tier : policyName(evaluation),
      LABEL_CHARACTERS,
    ),
    kind: kindOf(evaluation),
    cost: costUsd.v * unit.items,
    costInterval: [costUsd.ci[0] * unit.items, costUsd.ci[1] * unit.items] as const,
    quality: evaluation.quality.v,
    qualityInterval: evaluation.quality.ci,
    onFront: evaluation.isParetoOptimal && evaluation.policy.kind !== "oracle",
  }));
  const x = costAxis(
    unlabelled.map(({ cost }) => cost),
    canvas.width - canvas.left - canvas.right,
  );
  const y = shareAxis(
    unlabelled.flatMap(({ quality, qualityInterval }) => [quality, ...qualityInterval]),
    [0, 1],
  );
  const front = unlabelled.filter(({ onFront }) => onFront).sort((a, b) => a.cost - b.cost);
  return {
    unit,
    x,
    y,
    points: labelled(unlabelled, x, y, canvas),
    front: front.map(({ cost, quality }) => ({ cost, quality })),
    unpriced: policies.filter(({ costUsd }) => costUsd === null).map(policyName),
  };
}

/** The strokes of the stepped front line: along, then up. */
function frontSteps(points: readonly Unlabelled[], x: Axis, y: Axis, across: Interval, down: Interval): readonly Box[] {
  const corners = points
    .filter(({ onFront }) => onFront)
    .sort((a, b) => a.cost - b.cost)
    .map(({ cost, quality }) => ({ x: pixel(x, across, cost), y: pixel(y, down, quality) }));
  return corners.slice(1).flatMap((to, index) => {
    const from = corners[index] ?? to;
    return [
      { left: from.x, right: to.x, top: from.y - 2, bottom: from.y + 2 },
      { left: to.x - 2, right: to.x + 2, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) },
    ];
  });
}

function kindOf({ policy }: PolicyEvaluation): ScatterPoint["kind"] {
  return policy.kind === "cascade" ? "other" : policy.kind;
}

type Unlabelled = Omit<ScatterPoint, "label" | "costInterval"> & {
  readonly costInterval: readonly [number, number];
  readonly onFront: boolean;
};

function labelled(points: readonly Unlabelled[], x: Axis, y: Axis, canvas: Canvas): readonly ScatterPoint[] {
  const across: Interval = [canvas.left, canvas.width - canvas.right];
  const down: Interval = [canvas.height - canvas.bottom, canvas.top];
  const places = points.map(({ short, cost, quality }) => ({
    x: pixel(x, across, cost),
    y: pixel(y, down, quality),
    text: short,
  }));
  const lines: readonly Box[] = points.flatMap(({ cost, quality, costInterval, qualityInterval }) => {
    const [px, py] = [pixel(x, across, cost), pixel(y, down, quality)];
    return [
      {
        left: px - 1,
        right: px + 1,
        top: pixel(y, down, qualityInterval[1]),
        bottom: pixel(y, down, qualityInterval[0]),
      },
      {
        left: pixel(x, across, costInterval[0]),
        right: pixel(x, across, costInterval[1]),
        top: py - 1,
        bottom: py + 1,
      },
    ];
  });
  const steps = frontSteps(points, x, y, across, down);
  const frame = { left: canvas.left + 2, right: canvas.width, top: 0, bottom: canvas.height - canvas.bottom };
  const offsets = placeLabels(places, [...lines, ...steps], frame);
  return points.map((point, index) => ({
    ...point,
    costInterval: [clampToAxis(x, point.costInterval[0]), clampToAxis(x, point.costInterval[1])],
    qualityInterval: [clampToAxis(y, point.qualityInterval[0]), clampToAxis(y, point.qualityInterval[1])],
    label: offsets[index] ?? { dx: 11, dy: 0, anchor: "start" },
  }));
}
