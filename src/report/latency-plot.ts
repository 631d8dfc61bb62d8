import * as Plot from "@observablehq/plot";
import { linearAxis } from "./chart-axis.js";
import { chartLabel } from "./chart-label.js";
import { duration } from "./format-number.js";
import type { Html } from "./html.js";
import type { LatencyRange, LatencyView } from "./latency-view.js";
import { type ChartText, plotSvg } from "./plot-svg.js";

const ROW = 34;
const TOP = 8;
const BOTTOM = 44;

/** Median to 95th percentile of each tier. */
export function latencyPlot({ ranges }: LatencyView, width: number, text: ChartText): Html {
  const isNarrow = width < 500;
  const x = linearAxis([0, Math.max(1, ...ranges.map(({ p95 }) => p95))], isNarrow ? 3 : 5);
  const words = ({ p50, p95 }: LatencyRange) => `${duration(p50)} – ${duration(p95)}`;
  return plotSvg(
    {
      width,
      height: TOP + BOTTOM + ranges.length * ROW,
      marginLeft: isNarrow ? 76 : 132,
      marginRight: isNarrow ? 116 : 190,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { domain: [...x.domain], label: null },
      y: { domain: ranges.map(({ tier }) => tier), label: null, type: "point", padding: 0.5 },
      marks: [
        Plot.gridX(x.ticks, { className: "grid", strokeOpacity: 1 }),
        Plot.axisX(x.ticks, {
          tickFormat: (tick: number) => (tick === 0 ? "0" : duration(tick)),
          tickSize: 0,
          label: isNarrow ? "Median and 95th percentile" : "Median (filled) and 95th percentile (open)",
          labelArrow: "none",
          labelAnchor: "center",
          labelOffset: 36,
        }),
        Plot.axisY({ tickSize: 0, tickFormat: (tier: string) => chartLabel(tier, width < 500 ? 9 : 17) }),
        Plot.ruleY(ranges, { y: "tier", x1: "p50", x2: "p95", className: "interval" }),
        Plot.dot(ranges, { y: "tier", x: "p50", r: 5, className: "point point-single" }),
        Plot.dot(ranges, { y: "tier", x: "p95", r: 5, className: "point point-oracle" }),
        Plot.text(ranges, {
          y: "tier",
          x: "p95",
          text: words,
          textAnchor: "start",
          dx: 12,
          className: "label label-number",
        }),
      ],
    },
    text,
    "ranges",
  );
}
