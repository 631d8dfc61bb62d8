import { DataError } from "../core/errors.js";
import type { Score, ScoreFailure, ScoringContext, Validator } from "../core/score.js";
import { type CodeOptions, type CodeRun, callsIn, languageOf, refuseStrayCode, runAnswer } from "./_code-program.js";
import { cannotSay, verdict } from "./_verdict.js";
import { type CodeCall, describeCall, isAsWanted } from "./code-call.js";

export interface CodeTestsOptions extends CodeOptions {
  /** The share of the calls that come to what they must, instead of 1 only where all do. @defaultValue false */
  readonly share?: boolean;
}

/**
 * Validator: the answer is a program whose function does in every hidden call of `expected.tests` what it must. It runs
 * in the sandbox, which learns the arguments alone; what it reports is compared here. An answer that cannot be run is
 * wrong; where answers may not or cannot be run, the cell is a validator error.
 *
 * The visible calls of `input.examples` are made before the hidden ones and do not count here, so that one run of the
 * program answers this validator and the signals.
 */
export function codeTests({ share = false, ...options }: CodeTestsOptions = {}): Validator {
  const name = "code-tests";
  const version = `3:${JSON.stringify({ ...options, share })}`;
  refuseStrayCode(name, options);
  const testsOf: CallsOf = (context) => {
    const { expected, input } = context.item;
    const tests =
      typeof expected === "object" && expected !== null && "tests" in expected ? expected["tests"] : undefined;
    const ahead = input["examples"] === undefined ? [] : examplesOf(context).calls;
    return { ahead, calls: callsIn(tests, context.item, "expected.tests") };
  };
  return codeValidator({ name, version, needsLabel: true, share }, options, testsOf);
}

/**
 * Validator without a label: the function of the answer does what the examples of the task, `input.examples`, show.
 * Usable as a runtime signal.
 */
export function codeExamples(options: CodeOptions = {}): Validator {
  const name = "code-examples";
  const version = `2:${JSON.stringify(options)}`;
  refuseStrayCode(name, options);
  return codeValidator({ name, version, needsLabel: false, share: false }, options, examplesOf);
}

/** Validator without a label: the answer is a program that parses, loads and has the function. Usable as a runtime signal. */
export function codeCompiles(options: CodeOptions = {}): Validator {
  const name = "code-compiles";
  const version = `2:${JSON.stringify(options)}`;
  refuseStrayCode(name, options);
  const judged = (run: Ran) =>
    run.result.kind === "broken"
      ? verdict(name, version, 0, run.result.reason)
      : verdict(name, version, 1, "loads, and has the function");
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    programLanguage: languageOf(options),
    score: (context) => scored(name, options, context, examplesOf, judged),
  };
}

type Ran = Exclude<CodeRun, ScoreFailure>;

/** Calls that count, and those that are made before them. */
interface AskedCalls {
  readonly ahead: readonly CodeCall[];
  readonly calls: readonly CodeCall[];
}
type CallsOf = (context: ScoringContext) => AskedCalls;

const examplesOf: CallsOf = ({ item }) => ({
  ahead: [],
  calls: callsIn(item.input["examples"], item, "input.examples"),
});

function codeValidator(
  { share, ...named }: Pick<Validator, "name" | "version" | "needsLabel"> & { readonly share: boolean },
  options: CodeOptions,
  callsOf: CallsOf,
): Validator {
  const { name, version } = named;
  const judged = ({ entry, result }: Ran, calls: readonly CodeCall[]) => {
    if (result.kind !== "called") return verdict(name, version, 0, result.reason);
    const isRight = calls.map((call, index) => isAsWanted(call, result.results[index]));
    const right = isRight.filter(Boolean).length;
    const first = isRight.indexOf(false);
    const call = calls[first];
    if (call === undefined) return verdict(name, version, 1, `all ${calls.length} calls as they must be`);
    const reason = `${describeCall(entry, call, result.results[first])}; ${right} of ${calls.length} calls are right`;
    return verdict(name, version, share ? right / calls.length : 0, reason);
  };
  return {
    kind: "validator",
    ...named,
    programLanguage: languageOf(options),
    score: (context) => scored(name, options, context, callsOf, judged),
  };
}

async function scored(
  name: string,
  options: CodeOptions,
  context: ScoringContext,
  callsOf: CallsOf,
  judged: (run: Ran, calls: readonly CodeCall[]) => Score,
): Promise<Score | ScoreFailure> {
  try {
    const { ahead, calls } = callsOf(context);
    const run = await runAnswer(name, options, context, [...ahead, ...calls]);
    return "failure" in run ? run : judged(without(ahead.length, run), calls);
  } catch (thrown) {
    if (thrown instanceof DataError) return cannotSay(name, thrown.message);
    throw thrown;
  }
}

function without(ahead: number, run: Ran): Ran {
  const { result } = run;
  return result.kind === "called" ? { ...run, result: { ...result, results: result.results.slice(ahead) } } : run;
}
