import { planText } from "../core/policy.js";
import type { Route, RoutingTable } from "../core/routing-table.js";
import { countText, percentText, pointsText } from "./money-text.js";

/** What a new table changes against an old one, as Markdown for a pull request. */
export function tableChanges(older: RoutingTable, newer: RoutingTable): string {
  const names = [...new Set([...Object.keys(older.routes), ...Object.keys(newer.routes)])].sort();
  const rows = names.flatMap((name) => {
    const [before, after] = [planOf(older, name), planOf(newer, name)];
    return before === after
      ? []
      : [`| ${cell(name)} | ${cell(before)} | ${cell(after)} | ${cell(evidence(newer, name))} |`];
  });
  const { qualityVsReference, costVsReference } = newer.totals;
  const saving = costVsReference === null ? "unknown" : percentText(1 - costVsReference.v);
  return [
    `Table ${cell(newer.tableId)} against ${cell(older.tableId)}: ${rows.length} of ${countText(names.length, "task type")} changed.`,
    "",
    ...(rows.length === 0
      ? []
      : ["| task type | before | after | evidence |", "| --- | --- | --- | --- |", ...rows, ""]),
    `Against always ${cell(newer.defaults.referenceTier)}: quality ${pointsText(qualityVsReference.v)} points, saving ${saving}. Valid until ${newer.validity.expiresAt.slice(0, 10)}.`,
    ...(newer.provenance.simulated ? ["", "**Simulated responses: this says nothing about real models.**"] : []),
  ].join("\n");
}

function routeOf(table: RoutingTable, name: string): Route | undefined {
  return Object.hasOwn(table.routes, name) ? table.routes[name] : undefined;
}

function planOf(table: RoutingTable, name: string): string {
  const route = routeOf(table, name);
  return route === undefined ? "–" : planText({ kind: "cascade", steps: route.plan });
}

function evidence(table: RoutingTable, name: string): string {
  const route = routeOf(table, name);
  return route === undefined
    ? "–"
    : `${route.status}, n = ${route.expected.n}, ${pointsText(route.expected.vsReference.diff)} points`;
}

/** Text that cannot end a table cell or start markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|#!]/g, "\\$&").replace(/\s+/g, " ");
}
