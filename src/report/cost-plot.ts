import * as Plot from "@observablehq/plot";
import { linearAxis } from "./chart-axis.js";
import { chartLabel } from "./chart-label.js";
import { type CostView, moneyTotal } from "./cost-view.js";
import { usd } from "./format-number.js";
import type { Html } from "./html.js";
import { type ChartText, plotSvg } from "./plot-svg.js";

interface Segment {
  readonly part: "answers" | "signals" | "judge";
  readonly tier: string;
  readonly from: number;
  readonly to: number;
}

const PARTS = ["answers", "signals", "judge"] as const;
const ROW = 34;
const TOP = 8;
const BOTTOM = 44;

/** What each tier's measurement cost, as bars of three parts; null where no cost is known. */
export function costPlot({ rows }: CostView, width: number, text: ChartText): Html | null {
  const largest = Math.max(0, ...rows.map(({ list }) => list.usd));
  if (!(largest > 0)) return null;
  const x = linearAxis([0, largest], width < 500 ? 3 : 5);
  const height = TOP + BOTTOM + rows.length * ROW;
  const segments = rows.flatMap((row) => segmentsOf(row));
  return plotSvg(
    {
      width,
      height,
      marginLeft: width < 500 ? 76 : 132,
      marginRight: width < 500 ? 76 : 190,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { domain: [...x.domain], label: null },
      y: { domain: rows.map(({ tier }) => tier), label: null, padding: 0.42 },
      marks: [
        Plot.gridX(x.ticks, { className: "grid", strokeOpacity: 1 }),
        Plot.axisX(x.ticks, {
          tickFormat: (tick: number) => usd(tick).replace(/\.00$/, ""),
          tickSize: 0,
          label: "List price of the measurement",
          labelArrow: "none",
          labelAnchor: "center",
          labelOffset: 36,
        }),
        Plot.axisY({ tickSize: 0, tickFormat: (tier: string) => chartLabel(tier, width < 500 ? 9 : 17) }),
        ...PARTS.map((part) =>
          Plot.barX(
            segments.filter((segment) => segment.part === part),
            { y: "tier", x1: "from", x2: "to", className: `part part-${part}` },
          ),
        ),
        Plot.text(rows, {
          y: "tier",
          x: ({ list }: (typeof rows)[number]) => list.usd,
          text: ({ list }: (typeof rows)[number]) =>
            list.unknownCells === 0 ? moneyTotal(list) : `≥ ${usd(list.usd)}`,
          textAnchor: "start",
          dx: 8,
          className: "label label-number",
        }),
      ],
    },
    text,
    "bars",
  );
}

function segmentsOf({ tier, answers, signals, judge }: CostView["rows"][number]): readonly Segment[] {
  let from = 0;
  return PARTS.flatMap((part) => {
    const { usd: size } = { answers, signals, judge }[part];
    const segment = { part, tier, from, to: from + size };
    from += size;
    return size > 0 ? [segment] : [];
  });
}
