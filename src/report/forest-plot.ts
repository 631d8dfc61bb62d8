import * as Plot from "@observablehq/plot";
import { clampToAxis } from "./chart-axis.js";
import { chartLabel } from "./chart-label.js";
import type { ForestRow, ForestView } from "./forest-view.js";
import { signedPoints } from "./format-number.js";
import type { Html } from "./html.js";
import { type ChartText, plotSvg } from "./plot-svg.js";

/** `wide`: names and numbers beside the lines. `narrow`: above them, for a phone. */
export type ForestForm = "wide" | "narrow";

interface PlacedRow extends ForestRow {
  readonly y: number;
}

interface Placed {
  readonly height: number;
  readonly headings: readonly { readonly text: string; readonly y: number }[];
  readonly rows: readonly PlacedRow[];
}

const SYMBOLS = { "non-inferior": "circle", undecided: "diamond2", inferior: "times" } as const;
const FORMS = {
  wide: { width: 880, left: 150, right: 270, row: 26, heading: 34, lift: 0, characters: { tier: 16, heading: 80 } },
  narrow: { width: 340, left: 12, right: 12, row: 46, heading: 34, lift: 16, characters: { tier: 14, heading: 38 } },
} as const;
const SHORT_LINE = 8;
const TOP = 22;
const BOTTOM = 44;

/** Differences against the reference, with the line they must stay right of. */
export function forestPlot(view: ForestView, form: ForestForm, text: ChartText): Html {
  const { width, left, right, lift, characters } = FORMS[form];
  const { height, headings, rows } = placeRows(view, form);
  const [lo, hi] = view.x.domain;
  const plotHeight = height - TOP - BOTTOM;
  const words = ({ words, verdictWords }: PlacedRow) => (form === "wide" ? words : `${words} ${verdictWords}`);
  const aside = {
    textAnchor: form === "wide" ? "start" : "end",
    dx: form === "wide" ? 14 : 0,
  } as const;
  return plotSvg(
    {
      width,
      height,
      marginLeft: left,
      marginRight: right,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { domain: [lo, hi], label: null },
      y: { domain: [0, plotHeight], range: [TOP, TOP + plotHeight], axis: null },
      marks: [
        Plot.gridX(view.x.ticks, { className: "grid", strokeOpacity: 1 }),
        Plot.axisX(view.x.ticks, {
          tickFormat: (tick: number) => signedPoints(tick).replace(/\.0$/, ""),
          tickSize: 0,
          label: "Points of quality against the reference",
          labelAnchor: form === "wide" ? "center" : "left",
          labelArrow: "none",
          labelOffset: 36,
        }),
        ...verticals(view.margin, rows, form),
        Plot.text([view.margin], {
          x: (value: number) => value,
          frameAnchor: "top",
          text: () => "margin",
          dy: -14,
          className: "label label-margin",
        }),
        Plot.text(headings, {
          y: "y",
          x: lo,
          text: ({ text }: { text: string }) => chartLabel(text, characters.heading),
          textAnchor: "start",
          dx: 12 - left,
          className: "heading",
        }),
        Plot.text(rows, {
          y: "y",
          x: lo,
          text: ({ tier }: PlacedRow) => chartLabel(tier, characters.tier),
          textAnchor: "start",
          dx: form === "wide" ? 28 - left : 0,
          dy: -lift,
          className: "label",
        }),
        Plot.text(rows, {
          y: "y",
          x: hi,
          text: words,
          textAnchor: aside.textAnchor,
          dx: aside.dx,
          dy: -lift,
          className: "label label-number",
        }),
        ...(form === "wide"
          ? [
              Plot.text(rows, {
                y: "y",
                x: hi,
                text: "verdictWords",
                textAnchor: "end",
                dx: right - 4,
                className: "label",
              }),
            ]
          : []),
        Plot.ruleY(rows, {
          y: "y",
          x1: (row: PlacedRow) => row.drawn[0],
          x2: (row: PlacedRow) => row.drawn[1],
          className: "interval",
        }),
        ...rows.map((row) =>
          Plot.dot([row], {
            x: () => clampToAxis(view.x, row.difference.v),
            y: "y",
            symbol: SYMBOLS[row.verdict],
            r: 4.5,
            className: `verdict verdict-${row.verdict}`,
          }),
        ),
      ],
    },
    text,
    `forest ${form}`,
  );
}

/** The lines at zero and at the margin: through everything, or beside each interval where text stands between. */
function verticals(margin: number, rows: readonly PlacedRow[], form: ForestForm): readonly Plot.Markish[] {
  const lines = [
    { at: 0, className: "zero" },
    { at: margin, className: "margin" },
  ];
  return lines.map(({ at, className }) => {
    if (form === "wide") return Plot.ruleX([at], { className });
    const y1 = ({ y }: PlacedRow) => y - SHORT_LINE;
    const y2 = ({ y }: PlacedRow) => y + SHORT_LINE;
    return Plot.ruleX(rows, { x: () => at, y1, y2, className });
  });
}

function placeRows({ groups }: ForestView, form: ForestForm): Placed {
  const { row: rowHeight, heading, lift } = FORMS[form];
  const headings: { text: string; y: number }[] = [];
  const rows: PlacedRow[] = [];
  let y = 0;
  for (const group of groups) {
    headings.push({ text: group.taskType, y: y + heading / 2 });
    y += heading;
    for (const row of group.rows) {
      rows.push({ ...row, y: y + rowHeight / 2 + lift / 2 });
      y += rowHeight;
    }
  }
  return { height: y + TOP + BOTTOM, headings, rows };
}
