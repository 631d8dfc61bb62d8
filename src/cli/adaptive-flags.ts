import { UsageError } from "../core/errors.js";
import type { Adaptive } from "../core/run.js";
import type { Tier } from "../core/tier.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { AdaptiveSession, AdaptiveWishes } from "./adaptive-run.js";
import { closedText } from "./adaptive-text.js";
import type { Effects } from "./effects.js";
import { flagVariable } from "./flag-variables.js";
import type { Project } from "./load-project.js";
import type { Progress } from "./progress.js";

/** What only an adaptive run needs to know. */
const ADAPTIVE_FLAGS = ["reference", "margin", "confidence", "seed"] as const;

export interface AdaptiveFlags extends AdaptiveWishes {
  readonly adaptive: boolean;
}

/**
 * A flag that would do nothing is refused. A variable is not: it may be meant for other verbs.
 *
 * @throws UsageError naming the flag
 */
export function refuseAdaptiveFlags(flags: AdaptiveFlags, { env }: Pick<Effects, "env">, isResumed: boolean): void {
  const idle = ADAPTIVE_FLAGS.find((flag) => flags[flag] !== undefined && env[flagVariable(flag)] === undefined);
  if (isResumed && (flags.adaptive || idle !== undefined)) {
    throw new UsageError(`--${idle ?? "adaptive"} does not go with --resume: a resumed run keeps its plan`);
  }
  if (flags.adaptive || idle === undefined) return;
  throw new UsageError(`--${idle} goes with --adaptive: any other run asks everything, and calibrate decides`);
}

/**
 * The plan of a run in the order in which it is asked, with what an adaptive one keeps to.
 *
 * @throws UsageError where there is nothing to compare
 */
export async function orderPlan(
  plan: readonly PlannedCell[],
  tiers: readonly Tier[],
  flags: AdaptiveFlags,
  project: Project,
): Promise<{ readonly plan: readonly PlannedCell[]; readonly adaptive?: Adaptive }> {
  if (!flags.adaptive) return { plan };
  const { adaptiveRules, inAdaptiveOrder } = await import("./adaptive-run.js");
  const { reference, margin, confidence, seed } = flags;
  const adaptive = adaptiveRules(project, tiers, plan, { reference, margin, confidence, seed });
  return { plan: inAdaptiveOrder(plan, adaptive.seed), adaptive };
}

export interface AdaptiveParts {
  readonly plan: readonly PlannedCell[];
  readonly tiers: readonly Tier[];
  readonly traffic: { readonly [taskType: string]: number } | undefined;
  readonly isCapped: boolean;
  readonly concurrency: number;
}

/** What paces a run and follows its decisions; null: it asks everything. */
export async function openAdaptive(
  rules: Adaptive | undefined,
  { plan, tiers, traffic, isCapped, concurrency }: AdaptiveParts,
): Promise<AdaptiveSession | null> {
  if (rules === undefined) return null;
  const { adaptiveSession } = await import("./adaptive-run.js");
  // A budget goes where it is worth most; without one every task type is asked at once.
  const leastCells = isCapped ? concurrency : Number.POSITIVE_INFINITY;
  return adaptiveSession({ rules, plan, tiers, traffic: traffic ?? null, leastCells });
}

/** Says, as a run goes on, which pairs it closes. */
export function tellClosed(session: AdaptiveSession | null, progress: Progress, isWanted: boolean): void {
  if (isWanted) session?.onClosed((pair) => progress.note(closedText(pair)));
}
