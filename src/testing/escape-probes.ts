import type { EscapeProbe } from "./escape-probe.js";
import { JAVASCRIPT_PROBES } from "./escape-probes-javascript.js";
import { PYTHON_PROBES } from "./escape-probes-python.js";

/** All probes. */
export const ESCAPE_PROBES: readonly EscapeProbe[] = [...JAVASCRIPT_PROBES, ...PYTHON_PROBES];
