/**
 * The wording by which a model states its confidence on a last line of its answer.
 * @module
 */

const MARK = "CONFIDENCE:";
const INSTRUCTION = /^After the answer, add one last line "CONFIDENCE: <level>" where <level> is one of: (.+)\.$/m;

/** What the system prompt says to obtain a self-report. */
export function selfReportInstruction(levels: readonly string[]): string {
  return `After the answer, add one last line "${MARK} <level>" where <level> is one of: ${levels.join(", ")}.`;
}

/** The levels that a system prompt asks for; null where it does not ask. */
export function requestedLevels(system: string): readonly string[] | null {
  return INSTRUCTION.exec(system)?.[1]?.split(", ") ?? null;
}

/** The line that a model adds. */
export function selfReportLine(level: string): string {
  return `${MARK} ${level}`;
}

/**
 * Takes the self-report off an answer.
 *
 * @returns the answer without the line, and the level; null where the last
 *   non-empty line is not a self-report with one of the levels.
 */
export function splitSelfReport(text: string, levels: readonly string[]): { answer: string; level: string | null } {
  const trimmed = text.trimEnd();
  const cut = trimmed.lastIndexOf("\n");
  const lastLine = trimmed
    .slice(cut + 1)
    .replaceAll("*", "")
    .trim();
  if (!lastLine.toUpperCase().startsWith(MARK)) return { answer: text, level: null };
  const said = lastLine.slice(MARK.length).trim().replace(/\.+$/, "").toLowerCase();
  const level = levels.find((candidate) => candidate.toLowerCase() === said) ?? null;
  return { answer: cut < 0 ? "" : trimmed.slice(0, cut).trimEnd(), level };
}
