import * as Plot from "@observablehq/plot";
import { chartLabel } from "./chart-label.js";
import { percent, sampleSize } from "./format-number.js";
import type { Html } from "./html.js";
import { type ChartText, plotSvg } from "./plot-svg.js";
import type { SignalBin, SignalRow } from "./signals-view.js";

const ROW = 26;
const TOP = 10;
const BOTTOM = 26;
const LABEL_CHARACTERS = 9;

/** Share of right answers at each reading of a signal: a good signal climbs to the right. */
export function signalPlot({ bins }: SignalRow, text: ChartText): Html {
  const drawn = bins.filter(({ n }) => n > 0);
  const low = ({ interval }: SignalBin) => Math.max(0, interval[0]);
  const high = ({ interval }: SignalBin) => Math.min(1, interval[1]);
  return plotSvg(
    {
      width: 300,
      height: TOP + BOTTOM + bins.length * ROW,
      marginLeft: 76,
      marginRight: 52,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { domain: [0, 1], label: null },
      // By position, not by name: two levels may be cut to the same letters.
      y: { type: "point", domain: bins.map((_, index) => index), reverse: true, label: null, padding: 0.5 },
      marks: [
        Plot.gridX([0, 0.5, 1], { className: "grid", strokeOpacity: 1 }),
        Plot.axisX([0, 0.5, 1], { tickFormat: (tick: number) => percent(tick, 0), tickSize: 0, label: null }),
        Plot.axisY({
          tickSize: 0,
          tickFormat: (index: number) => chartLabel(bins[index]?.label ?? "", LABEL_CHARACTERS),
        }),
        Plot.ruleY(drawn, { y: (bin: SignalBin) => bins.indexOf(bin), x1: low, x2: high, className: "interval" }),
        Plot.dot(drawn, {
          y: (bin: SignalBin) => bins.indexOf(bin),
          x: "quality",
          r: 4.5,
          className: "point point-single",
        }),
        Plot.text(bins, {
          y: (bin: SignalBin) => bins.indexOf(bin),
          x: 1,
          text: ({ n }: SignalBin) => sampleSize(n),
          textAnchor: "start",
          dx: 8,
          className: "label label-small",
        }),
      ],
    },
    text,
    "signal",
  );
}
