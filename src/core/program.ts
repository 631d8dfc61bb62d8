import type { JsonValue } from "./json.js";

/** Languages in which an answer may be a program. */
export const LANGUAGES = ["typescript", "python"] as const;
/** The language of a program. */
export type Language = (typeof LANGUAGES)[number];

/** A program that nobody trusts, and the calls to make of one of its functions. It is never told what they should return. */
export interface Program {
  readonly language: Language;
  readonly source: string;
  /** The function to call. */
  readonly entry: string;
  /** The arguments of each call. */
  readonly calls: readonly (readonly JsonValue[])[];
}

/** What one call came to: what it returned, what it threw (its class and those above), or neither. */
export type CallResult =
  | { readonly kind: "returned"; readonly value: JsonValue }
  | { readonly kind: "threw"; readonly classes: readonly string[] }
  | { readonly kind: "nothing"; readonly reason: string };

/** What became of a program. All of it is the program's word: only comparing it with a label makes it worth something. */
export type ProgramResult =
  | { readonly kind: "called"; readonly results: readonly CallResult[] }
  /** It does not parse, cannot be loaded, or has no such function. */
  | { readonly kind: "broken"; readonly reason: string }
  /** It was not run: nothing is known about it. */
  | { readonly kind: "refused"; readonly reason: string };

/** Runs a program in isolation, or refuses. */
export type RunProgram = (program: Program) => Promise<ProgramResult>;
