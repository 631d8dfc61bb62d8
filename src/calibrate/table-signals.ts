import type { TaskTypeDecision } from "../core/calibration.js";
import { DataError } from "../core/errors.js";
import type { RoutingTable } from "../core/routing-table.js";
import type { Run, SignalDefinition } from "../core/run.js";
import { inCodeUnitOrder } from "./item-rows.js";

type TableSignal = RoutingTable["signals"][string];

/**
 * Definitions of the signals that the chosen plans read. A table names a signal
 * once, so its kind and levels must be the same for all task types that use it;
 * versions may differ, and are listed.
 *
 * @throws DataError if two task types read one name in different ways
 */
export function tableSignals(decisions: readonly TaskTypeDecision[], runs: readonly Run[]): RoutingTable["signals"] {
  const signals = new Map<string, TableSignal>();
  for (const { taskType, choice } of decisions) {
    if (choice.kind !== "cascade") continue;
    for (const { accept } of choice.steps) {
      if (accept === "always") continue;
      for (const { signal, atLeast } of accept.all) {
        const definition = runs
          .flatMap((run) => run.signals)
          .findLast((s) => s.name === signal && s.taskType === taskType);
        const found = tableSignal(definition, atLeast);
        const known = signals.get(signal);
        signals.set(signal, known === undefined ? found : merged(signal, known, found));
      }
    }
  }
  return Object.fromEntries([...signals].sort(([a], [b]) => inCodeUnitOrder(a, b)));
}

/** A signal that no run defines came with imported outcomes; its levels are not known in full. */
function tableSignal(definition: SignalDefinition | undefined, atLeast: string | number): TableSignal {
  if (definition === undefined) {
    if (typeof atLeast === "string") {
      throw new DataError(`an imported signal has the level "${atLeast}", but no run lists its levels`);
    }
    return { kind: "imported", version: "imported", onMissing: "lowest" };
  }
  const { kind, levels, version, tier } = definition;
  const ladder = levels === null ? {} : { levels: [...levels] };
  return { kind, ...ladder, version, ...(tier === undefined ? {} : { tier }), onMissing: "lowest" };
}

function merged(name: string, a: TableSignal, b: TableSignal): TableSignal {
  if (a.kind !== b.kind || a.levels?.join("\n") !== b.levels?.join("\n")) {
    throw new DataError(
      `signal "${name}" has another kind or other levels in another task type: give one another name`,
    );
  }
  if (a.tier !== b.tier) {
    throw new DataError(`signal "${name}" asks another tier in another task type: give one another name`);
  }
  const versions = [...new Set([...a.version.split("+"), ...b.version.split("+")])].sort(inCodeUnitOrder);
  return { ...a, version: versions.join("+") };
}
