import * as Plot from "@observablehq/plot";
import { percent, usd } from "./format-number.js";
import type { Html } from "./html.js";
import { type ChartText, plotSvg } from "./plot-svg.js";
import type { Canvas, ScatterPoint, ScatterView } from "./scatter-view.js";

const SYMBOLS = { table: "star", single: "circle", other: "triangle", oracle: "diamond2" } as const;

/** Policies by cost and quality, with the front that nothing beats. */
export function scatterPlot(view: ScatterView, canvas: Canvas, text: ChartText): Html {
  const { x, y, points, front } = view;
  return plotSvg(
    {
      width: canvas.width,
      height: canvas.height,
      marginLeft: canvas.left,
      marginRight: canvas.right,
      marginTop: canvas.top,
      marginBottom: canvas.bottom,
      x: { type: x.kind, domain: [...x.domain], label: null },
      y: { domain: [...y.domain], label: null },
      marks: [
        Plot.gridY(y.ticks, { className: "grid", strokeOpacity: 1 }),
        Plot.axisY(y.ticks, {
          tickFormat: (tick: number) => percent(tick, 0),
          tickSize: 0,
          label: "Quality",
          labelArrow: "none",
        }),
        Plot.axisX(x.ticks, {
          text: (tick: number) => usd(tick).replace(/\.00$/, ""),
          tickSize: 4,
          label: `Cost ${view.unit.label}${x.kind === "log" ? ", log scale" : ""}`,
          labelArrow: "right",
          labelOffset: 38,
        }),
        Plot.line(front, { x: "cost", y: "quality", curve: "step-after", className: "front" }),
        Plot.ruleX(points, { x: "cost", y1: low, y2: high, className: "interval" }),
        Plot.ruleY(points, { y: "quality", x1: cheap, x2: dear, className: "interval" }),
        ...points.flatMap(pointMarks),
      ],
    },
    text,
    "scatter",
  );
}

const low = ({ qualityInterval }: ScatterPoint) => qualityInterval[0];
const high = ({ qualityInterval }: ScatterPoint) => qualityInterval[1];
const cheap = ({ costInterval }: ScatterPoint) => costInterval[0];
const dear = ({ costInterval }: ScatterPoint) => costInterval[1];

function pointMarks(point: ScatterPoint): readonly Plot.Markish[] {
  const place = { x: "cost", y: "quality" };
  return [
    Plot.dot([point], {
      ...place,
      symbol: SYMBOLS[point.kind],
      r: point.kind === "table" ? 8 : 5.5,
      className: `point point-${point.kind}`,
    }),
    Plot.text([point], {
      ...place,
      text: "short",
      dx: point.label.dx,
      dy: point.label.dy,
      textAnchor: point.label.anchor,
      className: `label label-${point.kind}`,
    }),
  ];
}
