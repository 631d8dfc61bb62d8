import { baselinesView } from "./baselines-view.js";
import { figureMarkup } from "./figure-markup.js";
import { percent, usd } from "./format-number.js";
import { type Html, html } from "./html.js";
import type { ReportInput } from "./report-input.js";
import { scatterPlot } from "./scatter-plot.js";
import { type Canvas, type ScatterView, scatterView } from "./scatter-view.js";
import { sectionMarkup } from "./section-markup.js";
import { named, tableMarkup, withNote } from "./table-markup.js";

const WIDE: Canvas = { width: 880, height: 440, left: 52, right: 40, top: 30, bottom: 50 };
const NARROW: Canvas = { width: 340, height: 340, left: 44, right: 16, top: 30, bottom: 50 };

/** All policies by what they cost and how often they are right. */
export function scatterSection({ calibration }: ReportInput): Html {
  const wide = scatterView(calibration, WIDE);
  const narrow = scatterView(calibration, NARROW);
  if (wide === null || narrow === null) {
    return sectionMarkup(
      "trade-off",
      html`<p>No cost is known for any policy, so there is nothing to draw. Add token counts or prices to see the trade-off.</p>`,
    );
  }
  const text = { title: "Policies by cost and quality", description: describe(wide) };
  const { rows, unit } = baselinesView(calibration);
  const isLearnt = rows.some(({ kind }) => kind === "expected");
  return sectionMarkup(
    "trade-off",
    html`${figureMarkup({
      caption: html`Up is better, left is cheaper. A dot is one tier for everything. The stepped line joins the policies that none other beats in both; thin lines are intervals. The diamond is the oracle, which knows the answers.${isLearnt ? " The table stands where it came out on the items it was chosen on; cross-fitted figures are in the verdict." : ""}`,
      wide: scatterPlot(wide, WIDE, { id: "scatter-wide", ...text }),
      narrow: scatterPlot(narrow, NARROW, { id: "scatter-narrow", ...text }),
      data: tableMarkup({
        caption: "Cost and quality of every policy",
        columns: [
          { header: "Policy", kind: "row", cell: ({ name }) => named(name) },
          { header: `Cost ${unit.label}`, kind: "number", cell: ({ cost }) => withNote(cost.value, cost.interval) },
          { header: "Quality", kind: "number", cell: ({ quality }) => withNote(quality.value, quality.interval) },
          { header: "Unbeaten", cell: ({ front }) => front },
        ],
        rows: rows.filter(({ kind }) => kind !== "expected"),
      }),
    })}${wide.unpriced.length > 0 ? html`<p>Not drawn, because their cost is unknown: ${named(wide.unpriced.join(", "))}.</p>` : null}`,
  );
}

function describe({ points, unit }: ScatterView): string {
  return points
    .map(({ name, cost, quality }) => `${name}: ${usd(cost)} ${unit.label}, ${percent(quality)} right.`)
    .join(" ");
}
