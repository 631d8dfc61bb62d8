import type { Cell } from "../core/cell.js";
import { UsageError } from "../core/errors.js";
import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { Language, RunProgram } from "../core/program.js";
import type { EvalWithItems, PlannedCell } from "../runner/plan-run.js";
import type { Effects } from "./effects.js";

export interface RunnableOptions {
  /** Answers may be run as programs. @defaultValue false */
  readonly allowCode?: boolean;
  /** Evals that the user has named: one of them is not left out silently. */
  readonly named?: readonly string[];
  readonly cellsPerItem: number;
  /** At most so many items of each eval. @defaultValue all */
  readonly limit?: number | undefined;
  /** Cells of a run that there is: of these, those that are skipped are counted. */
  readonly cells?: readonly Pick<Cell, "taskType" | "itemId">[];
  /** @defaultValue one that isolates on this machine, if it can */
  readonly sandbox?: Isolation;
}

/** What runs programs, and says where it cannot. */
interface Isolation {
  refusal(language: Language): Promise<string | null>;
  readonly run: RunProgram;
}

/** What can be measured here; with what runs programs, where an eval needs it. */
export interface RunnableEvals {
  readonly evals: readonly EvalWithItems[];
  readonly runProgram: RunProgram | undefined;
}

/**
 * Leaves out what would run programs and may not, or cannot be isolated here, before any of it is paid, and says so.
 *
 * @throws UsageError where that is all, or an eval that the user has named
 */
export async function runnable(
  evals: readonly EvalWithItems[],
  options: RunnableOptions,
  effects: Pick<Effects, "note">,
): Promise<RunnableEvals> {
  if (evals.every(({ evaluation, dataset }) => languagesOf(evaluation, dataset.items).size === 0))
    return { evals, runProgram: undefined };
  const { allowCode = false, named = [] } = options;
  const sandbox = options.sandbox ?? (await isolation());
  const refusal = (language: Language) => (allowCode ? sandbox.refusal(language) : Promise.resolve(NOT_ALLOWED));
  const kept: EvalWithItems[] = [];
  for (const one of evals) {
    const { taskType, file = taskType } = one.evaluation;
    const { items, refused } = await possibleItems(one, refusal);
    const [first] = refused;
    const isLast = one === evals.at(-1) && kept.length === 0;
    if (items.length === 0 && first !== undefined && (isLast || named.includes(taskType)))
      throw new UsageError(`eval "${taskType}": ${first.reason}`);
    for (const reason of new Set(refused.map((part) => part.reason))) {
      const parts = refused.filter((part) => part.reason === reason);
      const cells = skippedCells(
        parts.flatMap((part) => part.items),
        options,
      );
      const which = parts.map((part) => part.language).join(" and ");
      effects.note(`${file}: ${cells} cells skipped, those in ${which}: ${reason}`);
    }
    if (items.length > 0) kept.push({ ...one, dataset: { ...one.dataset, items } });
  }
  return { evals: kept, runProgram: allowCode ? sandbox.run : undefined };
}

function skippedCells(items: readonly Item[], { cells, cellsPerItem, limit = items.length }: RunnableOptions): number {
  if (cells === undefined) return Math.min(items.length, limit) * cellsPerItem;
  const skipped = new Set(items.map(({ taskType, id }) => `${taskType} ${id}`));
  return cells.filter(({ taskType, itemId }) => skipped.has(`${taskType} ${itemId}`)).length;
}

/**
 * What runs the programs of a plan that was made earlier.
 *
 * @throws UsageError where the plan needs it, and it is not allowed or not possible
 */
export async function programsOf(plan: readonly PlannedCell[], allowCode: boolean): Promise<RunProgram | undefined> {
  const languages = new Set(plan.flatMap(({ evaluation, item }) => [...languagesOf(evaluation, [item])]));
  if (languages.size === 0) return undefined;
  if (!allowCode) throw new UsageError(`this run was begun with --allow-code: ${NOT_ALLOWED}`);
  const sandbox = await isolation();
  for (const language of languages) {
    const reason = await sandbox.refusal(language);
    if (reason !== null) throw new UsageError(reason);
  }
  return sandbox.run;
}

async function isolation(): Promise<Isolation> {
  const { Sandbox } = await import("../sandbox/sandbox.js");
  return new Sandbox();
}

const NOT_ALLOWED = "its answers are programs, which run in isolation and only where --allow-code says so";

/** Languages in which the answers to some items are run. */
function languagesOf({ scorers, signals }: EvalDefinition, items: readonly Item[]): ReadonlySet<Language> {
  const running = [...scorers, ...signals].flatMap((part) =>
    "programLanguage" in part && part.programLanguage !== undefined ? [part.programLanguage] : [],
  );
  return new Set(items.flatMap(({ input }) => running.map((languageOf) => languageOf(input))));
}

interface Possible {
  readonly items: readonly Item[];
  readonly refused: readonly {
    readonly language: Language;
    readonly items: readonly Item[];
    readonly reason: string;
  }[];
}

async function possibleItems(
  { evaluation, dataset: { items } }: EvalWithItems,
  refusal: (language: Language) => Promise<string | null>,
): Promise<Possible> {
  const reasons = new Map<Language, string>();
  for (const language of languagesOf(evaluation, items)) {
    const reason = await refusal(language);
    if (reason !== null) reasons.set(language, reason);
  }
  const refusedOf = (item: Item) => [...languagesOf(evaluation, [item])].find((language) => reasons.has(language));
  const refused = [...reasons].map(([language, reason]) => ({
    language,
    items: items.filter((item) => refusedOf(item) === language),
    reason,
  }));
  return { items: items.filter((item) => refusedOf(item) === undefined), refused };
}
