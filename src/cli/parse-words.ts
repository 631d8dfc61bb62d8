import { parseArgs } from "node:util";
import { messageOf, UsageError } from "../core/errors.js";
import type { Flags, Verb, Words } from "./define-verb.js";
import type { Effects } from "./effects.js";
import { flagVariable } from "./flag-variables.js";
import { suggestion } from "./nearest-name.js";

export const ALWAYS: Flags = {
  help: { type: "boolean", short: "h", help: "show this help" },
  debug: { type: "boolean", help: "show the stack of an internal error" },
};

/**
 * The words of a command line. A flag that was not given may come from the
 * environment: `--budget-usd` from `TIERBENCH_BUDGET_USD`.
 *
 * @throws UsageError on an unknown flag, a missing value, or too many or too few words
 */
export function parseWords(verb: Verb, args: readonly string[], env: Effects["env"]): Words {
  const known: Flags = { ...verb.flags, ...ALWAYS };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { type, short }]) => [name, { type, ...(short === undefined ? {} : { short }) }]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: withBareValues(args, known), options, strict: true, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(`${complaint(messageOf(cause), known)} (npx tierbench ${verb.name} --help)`, { cause });
  }
  const { positionals } = parsed;
  const given = parsed.values as Words["flags"];
  const empty = Object.keys(given).find((name) => given[name] === "");
  if (empty !== undefined) throw new UsageError(`--${empty} needs a value (npx tierbench ${verb.name} --help)`);
  if (given["help"] !== true) requireCount(verb, positionals);
  const found = fromEnvironment(verb.flags, env);
  const variables = Object.keys(found)
    .filter((name) => given[name] === undefined)
    .map((name) => [name, flagVariable(name)] as const);
  return { flags: { ...found, ...given }, positionals, variables: Object.fromEntries(variables) };
}

/** Gives a flag that may stand without a value the one it then means. */
function withBareValues(args: readonly string[], known: Flags): string[] {
  const end = args.indexOf("--");
  return args.map((word, index) => {
    const bare = word.startsWith("--") ? known[word.slice(2)]?.bare : undefined;
    const next = args[index + 1];
    const isBare = bare !== undefined && (next === undefined || next.startsWith("-")) && (end < 0 || index < end);
    return isBare ? `${word}=${bare}` : word;
  });
}

function requireCount({ name, positionals: { least, most, shown } }: Verb, words: readonly string[]): void {
  const usage = `usage: tierbench ${name} ${shown || "[flags]"}`;
  if (words.length > most) throw new UsageError(`unexpected "${words[most]}" (${usage})`);
  if (words.length >= least) return;
  const found = words.map((word) => `"${word}"`).join(" ");
  throw new UsageError(found === "" ? `${shown} is missing (${usage})` : `found only ${found} (${usage})`);
}

function fromEnvironment(flags: Flags, env: Effects["env"]): Words["flags"] {
  const found: { [name: string]: string | boolean } = {};
  for (const [name, { type }] of Object.entries(flags)) {
    const variable = flagVariable(name);
    const value = env[variable];
    if (value === undefined || value === "") continue;
    if (type === "boolean" && !/^(0|1|true|false)$/.test(value))
      throw new UsageError(`${variable}: give 1 or 0, found "${value}"`);
    found[name] = type === "boolean" ? value === "1" || value === "true" : value;
  }
  return found;
}

/** What is wrong, in our words: those of `parseArgs` take several lines and advise what does not work here. */
function complaint(message: string, known: Flags): string {
  const [, dashes = "", unknown = ""] = /^Unknown option '(-{1,2})([^']+)'/.exec(message) ?? [];
  if (unknown !== "") {
    const near = dashes === "--" ? suggestion(unknown, Object.keys(known), (name) => `--${name}`) : "";
    return `unknown flag ${dashes}${unknown}${near}`;
  }
  const flag = /--([a-z-]+)/.exec(message)?.[1] ?? "";
  const value = known[flag]?.value;
  if (value === undefined) return `--${flag} takes no value`;
  if (message.includes("ambiguous")) return `--${flag} needs a value; one that starts with a dash is --${flag}=-…`;
  return `--${flag} needs a value: --${flag} <${value}>`;
}
