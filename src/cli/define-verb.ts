import type { z } from "zod";
import { UsageError } from "../core/errors.js";
import type { Effects } from "./effects.js";

export interface Flag {
  /** A switch, or a flag with a value. */
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  /** What the flag means where it is given without a value; absent: it needs one. */
  readonly bare?: string;
  readonly help: string;
}

export type Flags = { readonly [name: string]: Flag };

export interface Positionals {
  /** As the help shows them, for example `<table>` or `[eval…]`. */
  readonly shown: string;
  readonly least: number;
  readonly most: number;
}

/** Parsed words of a command line, before the verb's own schema has seen them. */
export interface Words {
  readonly flags: { readonly [name: string]: string | boolean | undefined };
  readonly positionals: readonly string[];
  /** Flag → the environment variable that it came from, for those that did. */
  readonly variables: { readonly [name: string]: string };
}

/** A verb of the command line. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly flags: Flags;
  readonly positionals: Positionals;
  execute(words: Words, effects: Effects): Promise<number>;
}

export interface VerbSpec<Input> {
  readonly name: string;
  readonly summary: string;
  readonly flags: Flags;
  readonly positionals?: Positionals;
  /** Of the flags, by their names. */
  readonly input: z.ZodType<Input>;
  readonly run: (input: Input, positionals: readonly string[], effects: Effects) => Promise<number>;
}

const SHARED_FLAGS = {
  db: { type: "string", value: "file", help: "results database (default .tierbench/results.duckdb)" },
  config: { type: "string", value: "file", help: "configuration (default tierbench.config.ts, if it is there)" },
  json: { type: "boolean", help: "print one JSON document instead of text" },
  quiet: { type: "boolean", short: "q", help: "print the one line of the result, no progress, no hints" },
  "no-progress": { type: "boolean", help: "do not show how the run goes on; with --json: no events" },
  "drain-ms": {
    type: "string",
    value: "ms",
    help: "how long calls under way may finish after an interrupt",
  },
  "allow-base-url": {
    type: "string",
    value: "host",
    help: "the host of ANTHROPIC_BASE_URL, if it may have the key",
  },
  "allow-code": { type: "boolean", help: "run answers that are programs, each in isolation (Linux)" },
} as const satisfies Flags;

/** Flags that mean the same in every verb that has them. */
export function sharedFlags(...names: readonly (keyof typeof SHARED_FLAGS)[]): Flags {
  return Object.fromEntries(names.map((name) => [name, SHARED_FLAGS[name]]));
}

const NONE: Positionals = { shown: "", least: 0, most: 0 };

/** Ties flags, their schema and the body together; the words of the user are checked before the body sees them. */
export function defineVerb<Input>({ name, summary, flags, positionals = NONE, input, run }: VerbSpec<Input>): Verb {
  return {
    name,
    summary,
    flags,
    positionals,
    execute(words, effects) {
      const parsed = input.safeParse(words.flags);
      if (parsed.success) return run(parsed.data, words.positionals, effects);
      const issue = parsed.error.issues[0];
      const flag = String(issue?.path[0] ?? "?");
      const source = words.variables[flag] ?? `--${flag}`;
      throw new UsageError(`${source}: ${issue?.message ?? "not understood"} (npx tierbench ${name} --help)`);
    },
  };
}
