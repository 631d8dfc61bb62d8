import * as Plot from "@observablehq/plot";
import { chartLabel } from "./chart-label.js";
import { percent } from "./format-number.js";
import type { Html } from "./html.js";
import { type ChartText, plotSvg } from "./plot-svg.js";
import type { ThresholdRow, WorthRow } from "./signal-worth-view.js";

const WIDTH = 300;
const HEIGHT = 182;
/** An axis of less than this would blow a few wrong answers up to a mountain. */
const LEAST_TOP = 0.1;
const MOST_NAMED = 5;
const LABEL_CHARACTERS = 11;
/** What a name takes up, as shares of the axes. */
const LABEL_WIDTH = 0.3;
const LABEL_HEIGHT = 0.12;

/**
 * Share of wrong answers among those that are kept, by how many are kept: a good
 * signal starts low. Left of the dashed line so many escalate that always asking
 * the stronger tier is cheaper.
 */
export function signalCurvePlot({ curve, leastAccepted }: WorthRow, text: ChartText): Html {
  const top = Math.max(LEAST_TOP, ...curve.map(({ risk }) => risk)) * 1.1;
  const even = leastAccepted === null ? [] : [Math.min(1, Math.max(0, leastAccepted))];
  return plotSvg(
    {
      width: WIDTH,
      height: HEIGHT,
      marginLeft: 44,
      marginRight: 16,
      marginTop: 30,
      marginBottom: 42,
      x: { domain: [0, 1], label: null },
      y: { domain: [0, top], label: null },
      marks: [
        Plot.gridY(ticksTo(top), { className: "grid", strokeOpacity: 1 }),
        Plot.axisX([0, 0.5, 1], { tickFormat: (tick: number) => percent(tick, 0), tickSize: 0, label: null }),
        Plot.axisY(ticksTo(top), { tickFormat: (tick: number) => percent(tick, 0), tickSize: 0, label: null }),
        Plot.ruleX(even, { className: "margin", y1: 0, y2: top }),
        Plot.line(curve, { x: "accepted", y: "risk", className: "front", curve: "linear" }),
        ...dots(curve),
        ...thresholdNames(curve, top),
        Plot.text(["answers kept"], { frameAnchor: "bottom", dy: 34, className: "label-small" }),
        Plot.text(["wrong among them"], {
          frameAnchor: "top-left",
          textAnchor: "start",
          dx: -40,
          dy: -24,
          className: "label-small",
        }),
      ],
    },
    text,
    "signal-curve",
  );
}

/** Levels by their names, where they are few; numbers are in the table. */
function thresholdNames(curve: readonly ThresholdRow[], top: number): readonly Plot.Text[] {
  if (curve.length > MOST_NAMED) return [];
  const isClose = (a: ThresholdRow, b: ThresholdRow) =>
    Math.abs(a.accepted - b.accepted) < LABEL_WIDTH && Math.abs(a.risk - b.risk) < LABEL_HEIGHT * top;
  // Of two names that would cover each other, the stricter one stays away.
  const shown = curve.filter((row, place) => !curve.slice(place + 1).some((laxer) => isClose(row, laxer)));
  return [
    Plot.text(shown, {
      x: "accepted",
      y: "risk",
      text: ({ threshold }: ThresholdRow) => chartLabel(threshold, LABEL_CHARACTERS),
      textAnchor: "end",
      dx: -9,
      dy: -5,
      className: "label label-small",
    }),
  ];
}

function dots(curve: readonly ThresholdRow[]): readonly Plot.Dot[] {
  const classes = {
    saves: "verdict verdict-non-inferior",
    even: "verdict verdict-undecided",
    loses: "point point-loses",
    unknown: "point point-other",
  };
  return (["saves", "even", "loses", "unknown"] as const).map((money) =>
    Plot.dot(
      curve.filter((row) => row.money === money),
      { x: "accepted", y: "risk", r: curve.length > 8 ? 3 : 4.5, className: classes[money] },
    ),
  );
}

/** Three to six round shares from 0 on. */
function ticksTo(top: number): readonly number[] {
  const step = [0.02, 0.05, 0.1, 0.2, 0.25, 0.5].find((size) => top / size <= 5) ?? 0.5;
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, i) => i * step);
}
