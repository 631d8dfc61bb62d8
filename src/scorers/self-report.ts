import { UsageError } from "../core/errors.js";
import { selfReportInstruction, splitSelfReport } from "../core/self-report.js";
import type { Signal } from "../core/signal.js";

/**
 * Signal: the model's own confidence, asked for on a last line of the same
 * answer. An answer without a readable level counts as the lowest.
 *
 * @throws UsageError with fewer than two levels, or levels that cannot be told apart
 */
export function selfReport({
  levels,
  name = "self-report",
}: {
  readonly levels: readonly string[];
  readonly name?: string;
}): Signal {
  const folded = new Set(levels.map((level) => level.toLowerCase()));
  if (
    levels.length < 2 ||
    folded.size !== levels.length ||
    levels.some((level) => /[,.\n]/.test(level) || level.trim() !== level)
  ) {
    throw new UsageError(
      `selfReport levels must be two or more distinct words, least to most confident; found ${JSON.stringify(levels)}`,
    );
  }
  const instruction = selfReportInstruction(levels);
  return {
    name,
    kind: "self-report",
    levels,
    version: `1:${JSON.stringify(levels)}`,
    instruction,
    extraCalls: 0,
    strip: (text) => splitSelfReport(text, levels).answer,
    read({ rawText }) {
      const { level } = splitSelfReport(rawText, levels);
      const lowest = levels[0] ?? "";
      if (level === null) return { name, value: 0, level: lowest, isMissing: true };
      return { name, value: levels.indexOf(level), level };
    },
  };
}
