import type { CallResult, Language } from "../core/program.js";

/** What a probe is told of the world outside, so that it knows where to reach. */
export interface ProbeFacts {
  readonly keyFile: string;
  readonly projectFile: string;
  readonly homeFolder: string;
  readonly port: number;
  readonly abstractSocket: string;
  readonly parentPid: number;
  /** Stands in the environment, in the key file, and in the command line of whatever a probe leaves behind. */
  readonly marker: string;
}

/** A program that tries to get out, and what it comes to where it is contained. */
export interface EscapeProbe {
  readonly name: string;
  readonly language: Language;
  readonly source: string;
  /** Holds for the result of `probe(facts)`. */
  readonly isContained: (result: CallResult) => boolean;
}

/** It returned just this. */
export function returns(wanted: unknown): EscapeProbe["isContained"] {
  return (result) => result.kind === "returned" && JSON.stringify(result.value) === JSON.stringify(wanted);
}

/** It returned something of which this holds. */
export function returnsWhat(holds: (value: never) => boolean): EscapeProbe["isContained"] {
  return (result) => result.kind === "returned" && holds(result.value as never);
}

/** It returned nothing, for this reason. */
export function ends(reason: RegExp): EscapeProbe["isContained"] {
  return (result) => result.kind === "nothing" && reason.test(result.reason);
}

/** It threw an error of this class. */
export function throws(name: string): EscapeProbe["isContained"] {
  return (result) => result.kind === "threw" && result.classes.includes(name);
}

/** One of them holds: the same attempt ends in one of several ways, by timing. */
export function either(...ways: readonly EscapeProbe["isContained"][]): EscapeProbe["isContained"] {
  return (result) => ways.some((way) => way(result));
}
