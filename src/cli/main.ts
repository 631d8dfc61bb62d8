/**
 * The command line: the only room that wires the others together.
 * @module
 */
import { EXIT, isTierbenchError, messageOf, UsageError } from "../core/errors.js";
import type { Verb } from "./define-verb.js";
import type { Effects } from "./effects.js";
import { refuseUnknownVariables } from "./flag-variables.js";
import { suggestion } from "./nearest-name.js";
import { parseWords } from "./parse-words.js";
import { printableLine } from "./printable.js";
import { toolVersion } from "./tool-version.js";
import { verbHelp } from "./verb-help.js";

interface VerbEntry {
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

/** Summaries stand here so that the help loads no verb, and no verb loads another. */
export const VERBS: { readonly [name: string]: VerbEntry } = {
  quickstart: {
    summary: "the whole loop offline, on simulated models: run, calibrate, report, route",
    load: async () => (await import("./verbs/quickstart.js")).quickstartVerb,
  },
  init: {
    summary: "scaffold a configuration, one eval, one dataset and a CI workflow",
    load: async () => (await import("./verbs/init.js")).initVerb,
  },
  run: {
    summary: "measure the tiers on your evals (spends money on a real provider)",
    load: async () => (await import("./verbs/run.js")).runVerb,
  },
  score: {
    summary: "score stored responses again without asking for new ones",
    load: async () => (await import("./verbs/score.js")).scoreVerb,
  },
  calibrate: {
    summary: "derive routing-table.json from stored outcomes",
    load: async () => (await import("./verbs/calibrate.js")).calibrateVerb,
  },
  report: {
    summary: "write one self-contained HTML report",
    load: async () => (await import("./verbs/report.js")).reportVerb,
  },
  backtest: {
    summary: "replay policies on stored outcomes, cross-fitted",
    load: async () => (await import("./verbs/backtest.js")).backtestVerb,
  },
  plan: {
    summary: "what it takes to decide what is undecided, and where to begin",
    load: async () => (await import("./verbs/plan.js")).planVerb,
  },
  compare: {
    summary: "test what changed between two runs: worse, cheaper, good enough now",
    load: async () => (await import("./verbs/compare.js")).compareVerb,
  },
  judge: {
    summary: "measure a judge against human labels",
    load: async () => (await import("./verbs/judge.js")).judgeVerb,
  },
  datasets: {
    summary: "lint datasets: duplicates, leaked labels, examples among the items, doubtful labels",
    load: async () => (await import("./verbs/datasets.js")).datasetsVerb,
  },
  check: {
    summary: "check a routing table: schema, checksum, expiry, size",
    load: async () => (await import("./verbs/check.js")).checkVerb,
  },
  route: {
    summary: "explain how a routing table sends one request",
    load: async () => (await import("./verbs/route.js")).routeVerb,
  },
  import: {
    summary: "take in outcomes that were measured elsewhere",
    load: async () => (await import("./verbs/import.js")).importVerb,
  },
  merge: {
    summary: "join the databases of a run's shards",
    load: async () => (await import("./verbs/merge.js")).mergeVerb,
  },
  list: {
    summary: "what is in the results database",
    load: async () => (await import("./verbs/list.js")).listVerb,
  },
  query: {
    summary: "ask the results database in SQL, read-only",
    load: async () => (await import("./verbs/query.js")).queryVerb,
  },
  prices: {
    summary: "show the price book with its dates",
    load: async () => (await import("./verbs/prices.js")).pricesVerb,
  },
};
const ALIASES: { readonly [name: string]: string } = { eval: "run" };

/** The command line: words in, exit code out. Never throws. */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  try {
    return await dispatchVerb(args, effects);
  } catch (thrown) {
    if (isTierbenchError(thrown)) {
      effects.note(`tierbench: ${printableLine(thrown.message)}`);
      return thrown.exitCode;
    }
    tellBug(thrown, args, effects);
    return EXIT.bug;
  }
}

/** Says that the program is at fault: one line, and the stack where it was asked for. */
export function tellBug(thrown: unknown, args: readonly string[], effects: Pick<Effects, "note">): void {
  effects.note(`tierbench: internal error: ${printableLine(messageOf(thrown))}`);
  if (args.includes("--debug") && thrown instanceof Error) effects.note(thrown.stack ?? "");
  else effects.note("This is a bug. Run again with --debug for the stack.");
}

async function dispatchVerb(args: readonly string[], effects: Effects): Promise<number> {
  const [first, ...others] = args;
  const isHelp = first === "help" || first === "--help" || first === "-h";
  if (first === undefined || (isHelp && others.length === 0)) {
    effects.print(overview());
    return first === undefined ? EXIT.usage : EXIT.ok;
  }
  if (first === "--version" || first === "-V") {
    effects.print(toolVersion());
    return EXIT.ok;
  }
  const [word = "", ...rest] = isHelp ? [others[0] ?? "", "--help"] : args;
  const verb = await loadVerb(word);
  if (!rest.includes("--help")) refuseUnknownVariables(effects.env);
  const words = parseWords(verb, rest, effects.env);
  if (words.flags["help"] === true) {
    effects.print(verbHelp(verb));
    return EXIT.ok;
  }
  const { help: _help, debug: _debug, ...flags } = words.flags;
  return await verb.execute({ ...words, flags }, effects);
}

/** @throws UsageError if there is no such verb */
function loadVerb(word: string): Promise<Verb> {
  const name = Object.hasOwn(ALIASES, word) ? ALIASES[word] : word;
  const entry = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (entry !== undefined) return entry.load();
  if (word.startsWith("-")) throw new UsageError(`${word}: the verb comes first (usage: tierbench <verb> [flags])`);
  const names = Object.keys(VERBS);
  throw new UsageError(`unknown verb "${word}"${suggestion(word, names)} (one of: ${names.join(", ")})`);
}

function overview(): string {
  const width = Math.max(...Object.keys(VERBS).map((name) => name.length));
  return [
    "tierbench measures which of your tasks need the expensive model,",
    "and writes the answer as a routing table that a small router follows.",
    "",
    "Usage: tierbench <verb> [flags]",
    "",
    ...Object.entries(VERBS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "npx tierbench is the one that the folder has installed. npx tierbench <verb> --help shows the flags",
    "of a verb. Start with: npx tierbench quickstart",
    "Exit codes: 0 ok, 1 gate failed, 2 usage or data, 3 inconclusive (--strict), 4 run incomplete,",
    "5 budget reached, 129 hung up, 130 interrupted, 143 terminated, 70 a bug.",
  ].join("\n");
}
