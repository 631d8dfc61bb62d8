import { resolve } from "node:path";
import { z } from "zod";
import { DataError, EXIT, UsageError } from "../../core/errors.js";
import type { RoutingTable } from "../../core/routing-table.js";
import { defineVerb } from "../define-verb.js";
import type { Effects } from "../effects.js";
import { commonInput } from "../flag-values.js";
import { countText } from "../money-text.js";
import { openTable } from "../open-table.js";
import { tableChanges } from "../table-changes.js";

/** `check`: would a router accept this table today? */
export const checkVerb = defineVerb({
  name: "check",
  summary: "check a routing table: schema, checksum, expiry, size",
  positionals: { shown: "<table>", least: 1, most: 1 },
  flags: {
    against: { type: "string", value: "table", help: "print what changes against an older table, as Markdown" },
    json: { type: "boolean", help: "print what was found as JSON" },
    quiet: { type: "boolean", short: "q", help: "print only warnings and errors" },
  },
  input: z.strictObject({ against: z.string().optional(), json: commonInput.json, quiet: commonInput.quiet }),
  async run(flags, [file = ""], effects) {
    if (flags.against !== undefined && flags.json) throw new UsageError("--against prints Markdown; leave out --json");
    const table = openTable(resolve(effects.cwd, file), file);
    const { expiresAt, staleAfter } = table.validity;
    const nowMs = effects.nowMs();
    if (nowMs >= Date.parse(expiresAt)) {
      throw new DataError(
        `expired on ${expiresAt.slice(0, 10)}: routers now send everything to "${table.defaults.referenceTier}"; measure again`,
        { file },
      );
    }
    const isStale = nowMs >= Date.parse(staleAfter);
    if (isStale)
      effects.note(`${file}: stale since ${staleAfter.slice(0, 10)}; it expires on ${expiresAt.slice(0, 10)}`);
    if (table.provenance.simulated)
      effects.note(`${file}: made from simulated responses; it says nothing about real models`);
    if (flags.against === undefined) describe(table, file, isStale, flags.json, flags.quiet, effects);
    else effects.print(tableChanges(openTable(resolve(effects.cwd, flags.against), flags.against), table));
    return EXIT.ok;
  },
});

function describe(
  table: RoutingTable,
  file: string,
  isStale: boolean,
  asJson: boolean,
  quiet: boolean,
  effects: Effects,
): void {
  const statuses = Object.values(table.routes).map((route) => route.status);
  const counts = [...new Set(statuses)]
    .sort()
    .map((status) => [status, statuses.filter((other) => other === status).length] as const);
  const { tableId, validity, provenance } = table;
  if (asJson) {
    const found = {
      tableId,
      valid: true,
      isStale,
      simulated: provenance.simulated,
      expiresAt: validity.expiresAt,
      routes: Object.fromEntries(counts),
    };
    effects.printJson(found);
    return;
  }
  if (quiet) return;
  const shown = counts.map(([status, count]) => `${count} ${status}`).join(", ");
  effects.print(
    `${file}: ${tableId} is valid until ${validity.expiresAt.slice(0, 10)}; ${countText(statuses.length, "route")} (${shown})`,
  );
}
