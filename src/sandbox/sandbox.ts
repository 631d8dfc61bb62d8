/**
 * Runs programs that nobody trusts, in isolation or not at all. It knows what a program reports, never whether that is
 * right: who compares it with a label is outside.
 * @module
 */
import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { messageOf } from "../core/errors.js";
import type { Language, Program, ProgramResult } from "../core/program.js";
import { interpreterOf, textOf } from "./interpreters.js";
import { runIsolated, type WorldEnd } from "./isolated-process.js";
import { type IsolationReport, missingIsolation, PROBES } from "./isolation-probe.js";
import { LIMITS } from "./limits.js";
import { isReady, readReports } from "./read-reports.js";
import { remedyFor } from "./remedy.js";
import { RememberedRuns } from "./remembered-runs.js";
import { TypeStripper } from "./type-stripper.js";
import { worldCommand } from "./world.js";

/** Worlds at a time: one for each core, as long as their memory together is that of a small machine. */
const CONCURRENCY = Math.min(availableParallelism(), 8);

/** The command that runs the interpreter of a language in isolation. */
export type WorldOf = (language: Language) => readonly string[];

/** Isolation that was tried out, once for each language, before anything else runs in it. */
export class Sandbox {
  readonly #worldOf: WorldOf;
  readonly #slots = pLimit(CONCURRENCY);
  readonly #stripper = new TypeStripper();
  readonly #checked = new Map<Language, Promise<string | null>>();
  readonly #commands = new Map<Language, readonly string[]>();
  readonly #remembered = new RememberedRuns();

  /** @param worldOf - builds the isolation; it is not believed, but tried out */
  constructor(worldOf: WorldOf = (language) => worldCommand(textOf("enter.sh"), interpreterOf(language))) {
    this.#worldOf = worldOf;
  }

  /** Why programs of a language cannot be run here, with what to do about it; null: they can. */
  refusal(language: Language): Promise<string | null> {
    const known = this.#checked.get(language);
    if (known !== undefined) return known;
    const checking = this.#check(language);
    this.#checked.set(language, checking);
    return checking;
  }

  readonly run = (program: Program): Promise<ProgramResult> => this.#remembered.of(program, () => this.#run(program));

  async #run(program: Program): Promise<ProgramResult> {
    const reason = await this.refusal(program.language);
    if (reason !== null) return { kind: "refused", reason };
    if (program.source.length > LIMITS.sourceLength)
      return { kind: "broken", reason: `longer than ${LIMITS.sourceLength} characters` };
    const stripped =
      program.language === "typescript" ? await this.#stripper.strip(program.source) : { script: program.source };
    if ("reason" in stripped) return { kind: "broken", reason: stripped.reason };
    const end = await this.#slots(() => this.#enter({ ...program, source: stripped.script }));
    if (isReady(end)) return readReports(end, program.calls.length);
    return { kind: "refused", reason: `the sandbox did not start: ${complaintOf(end)}` };
  }

  async #check(language: Language): Promise<string | null> {
    if (process.platform !== "linux")
      return `programs run on Linux only, where they can be isolated; this is ${process.platform}`;
    try {
      const end = await this.#slots(() =>
        this.#enter({ language, source: PROBES[language], entry: "probe", calls: [[]] }),
      );
      if (!isReady(end)) return `programs cannot be isolated here: ${complaintOf(end)}; ${remedyFor(end.complaints)}`;
      const result = readReports(end, 1);
      const said = result.kind === "called" ? result.results[0] : undefined;
      if (said?.kind !== "returned") return "programs cannot be isolated here: the trial run failed";
      const missing = missingIsolation(said.value as unknown as IsolationReport);
      return missing === null
        ? null
        : `programs cannot be isolated here: ${missing}; run as an ordinary user on a Linux with user namespaces`;
    } catch (thrown) {
      return messageOf(thrown);
    }
  }

  #enter({ language, source, entry, calls }: Program): Promise<WorldEnd> {
    const command = this.#commands.get(language) ?? this.#worldOf(language);
    this.#commands.set(language, command);
    const { callMs } = LIMITS;
    // Python tells itself by a signal; what Node offers goes by the clock.
    return runIsolated(
      command,
      JSON.stringify({ source, entry, calls, callMs }),
      language === "python" ? null : callMs,
    );
  }
}

function complaintOf({ complaints, limit }: WorldEnd): string {
  return complaints.trim().split("\n")[0] || limit || "it ended without a word";
}
