/** How charts look; Plot draws shapes and positions only. */
export const CHART_STYLE = `
.chart { display: block; max-width: 100%; height: auto; overflow: visible; color: var(--ink); font-size: 12.5px; font-family: inherit; font-variant-numeric: tabular-nums; }
.chart + .chart { margin-top: 1.5rem; }
.chart text { white-space: pre; }
.chart .grid { stroke: var(--grid); stroke-width: 1; }
.chart .zero line, .chart line.zero { stroke: var(--ink); stroke-width: 1; }
.chart .zero { stroke: var(--ink); }
.chart .margin { stroke: var(--red); stroke-width: 1.5; stroke-dasharray: 5 4; }
.chart .label-margin { fill: var(--red); }
.chart .interval { stroke: var(--quiet); stroke-width: 1.25; }
.chart .front { stroke: var(--blue); stroke-width: 1.5; stroke-opacity: 0.55; fill: none; }
.chart .heading { font-weight: 650; font-size: 13.5px; }
.chart .label-table { font-weight: 650; fill: var(--blue); font-size: 13.5px; }
.chart .label-oracle, .chart .label-small { fill: var(--quiet); }
.chart .label { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.chart .point { stroke-width: 1.75; stroke-linejoin: round; }
.chart .point-single { fill: var(--ink); stroke: var(--paper); }
.chart .point-other { fill: var(--quiet); stroke: var(--paper); }
.chart .point-table { fill: var(--blue); stroke: var(--paper); }
.chart .point-oracle { fill: var(--paper); stroke: var(--quiet); }
.chart .point-loses { fill: var(--red); stroke: var(--paper); }
.chart .verdict { stroke-width: 2; }
.chart .verdict-non-inferior { fill: var(--blue); stroke: var(--blue); }
.chart .verdict-undecided { fill: var(--paper); stroke: var(--quiet); }
.chart .verdict-inferior { fill: none; stroke: var(--red); stroke-width: 2.5; }
.chart .part-answers { fill: var(--bar-1); }
.chart .part-signals { fill: var(--bar-2); }
.chart .part-judge { fill: var(--bar-3); }`;
