import { DataError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import { LANGUAGES, type Language, type ProgramResult } from "../core/program.js";
import type { ScoreFailure, ScoringContext } from "../core/score.js";
import { refuseStray } from "./_stray-options.js";
import { cannotSay } from "./_verdict.js";
import { codeAnswer } from "./code-answer.js";
import { type CodeCall, CodeCallSchema } from "./code-call.js";

export interface CodeOptions {
  /** @defaultValue what `input.language` says */
  readonly language?: Language;
  /** The function to call. @defaultValue what `input.entry` says */
  readonly entry?: string;
}

/** What the calls came to, or why nobody can say. */
export type CodeRun = { readonly entry: string; readonly result: ProgramResult } | ScoreFailure;

/** @throws UsageError on an option that there is not */
export function refuseStrayCode(scorer: string, { language: _language, entry: _entry, ...stray }: CodeOptions): void {
  refuseStray(scorer, stray);
}

const ENTRY_PATTERN = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** @throws DataError where neither the options nor the input say */
export function languageOf({ language }: CodeOptions): (input: JsonObject) => Language {
  return (input) => {
    const named = LANGUAGES.find((known) => known === (language ?? input["language"]));
    if (named !== undefined) return named;
    throw new DataError(`needs one of ${LANGUAGES.join(", ")}, found ${JSON.stringify(input["language"])}`, {
      field: "input.language",
    });
  };
}

/** The calls that a part of an item lists. @throws DataError naming the item and the field */
export function callsIn(list: JsonValue | undefined, { id }: Pick<Item, "id">, field: string): readonly CodeCall[] {
  const parsed = CodeCallSchema.array().min(1).safeParse(list);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = ["", ...(issue?.path ?? [])].join(".");
  throw new DataError(`item "${id}": ${issue?.message ?? "no calls"}`, { field: `${field}${place}` });
}

/** Runs the program of an answer in the sandbox, which is told the arguments of the calls and nothing else. */
export async function runAnswer(
  name: string,
  options: CodeOptions,
  { item, text, runProgram }: ScoringContext,
  calls: readonly CodeCall[],
): Promise<CodeRun> {
  const entry = options.entry ?? item.input["entry"];
  if (typeof entry !== "string" || !ENTRY_PATTERN.test(entry))
    return cannotSay(name, `item "${item.id}": entry is not the name of a function`);
  if (runProgram === undefined) return cannotSay(name, "answers are run as programs only where --allow-code says so");
  const source = codeAnswer(text);
  if (source === undefined) return { entry, result: { kind: "broken", reason: "not one block of code" } };
  const language = languageOf(options)(item.input);
  const result = await runProgram({ language, source, entry, calls: calls.map(({ args }) => args) });
  return result.kind === "refused" ? cannotSay(name, result.reason) : { entry, result };
}
