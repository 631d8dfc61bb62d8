import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type Config, ConfigSchema } from "../core/config.js";
import { UsageError } from "../core/errors.js";
import type { EvalDefinition } from "../core/eval.js";
import type { Tier } from "../core/tier.js";
import { isThere, loadDataset } from "../datasets/load-dataset.js";
import { DEFAULT_TIERS } from "../models/default-ladder.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { configFault } from "./config-fault.js";
import { loadDefault } from "./load-module.js";

const CONFIG_FILES = ["tierbench.config.ts", "tierbench.config.js", "tierbench.config.mjs"];
const EVAL_FILE = /\.eval\.(ts|js|mts|mjs)$/;

/** A configuration and the folder that its paths are relative to. */
export interface Project {
  readonly root: string;
  readonly config: Config;
  readonly tiers: readonly Tier[];
}

/**
 * The configuration of a folder, complete. A file that is there must load; only
 * where there is none do the defaults stand alone.
 *
 * @param configFile - named on the command line; must exist
 * @throws UsageError naming the file and the field
 */
export async function loadProject(cwd: string, configFile?: string): Promise<Project> {
  const file =
    configFile === undefined ? CONFIG_FILES.map((name) => join(cwd, name)).find(existsSync) : resolve(cwd, configFile);
  if (file === undefined) return { root: cwd, config: ConfigSchema.parse({}), tiers: DEFAULT_TIERS };
  if (!existsSync(file)) throw new UsageError(`${file}: no such configuration file`);
  const written = await loadDefault(file);
  const parsed = ConfigSchema.safeParse(written);
  if (!parsed.success) throw new UsageError(`${file}${configFault(parsed.error, written)}`);
  const tiers = parsed.data.tiers ?? DEFAULT_TIERS;
  refuseRepeatedTier(tiers, file);
  const { priceBook } = parsed.data;
  const root = dirname(file);
  const config = priceBook === undefined ? parsed.data : { ...parsed.data, priceBook: resolve(root, priceBook) };
  return { root, config, tiers };
}

function refuseRepeatedTier(tiers: readonly Tier[], file: string): void {
  const ids = tiers.map((tier) => tier.id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw new UsageError(`${file} field "tiers": tier "${repeated}" occurs twice`);
}

/**
 * The evals of a project with their datasets, in the order of their task types.
 *
 * @param names - task types to choose; none: all
 * @param leaveOut - told of evals that have no dataset, where others have one and none was named; absent: they are refused
 * @throws UsageError on an unknown name; DataError on a dataset that is broken or not there
 */
export async function loadEvals(
  project: Project,
  names: readonly string[],
  leaveOut?: (line: string) => unknown,
): Promise<readonly EvalWithItems[]> {
  const { root, config } = project;
  const evals = await loadNamed(project, names);
  if (evals.length === 0) {
    const looked = names.length === 0 ? "" : `"${names[0]}" is no eval: `;
    const folder = resolve(root, config.evals);
    throw new UsageError(`${looked}no *.eval.ts in ${folder}; write one, or scaffold it with: npx tierbench init`);
  }
  const chosen = names.length === 0 ? evals : names.map((name) => named(name, evals));
  const unique = [...new Set(chosen)].sort((a, b) => (a.taskType < b.taskType ? -1 : 1));
  const found = unique.filter(({ dataset }) => isThere(resolve(root, dataset)));
  const mayLeaveOut = leaveOut !== undefined && names.length === 0 && found.length > 0;
  if (mayLeaveOut) for (const evaluation of unique) if (!found.includes(evaluation)) leaveOut(leftOut(evaluation));
  return Promise.all(
    (mayLeaveOut ? found : unique).map(async (evaluation) => ({
      evaluation,
      dataset: await loadDataset(resolve(root, evaluation.dataset), evaluation.taskType),
    })),
  );
}

function leftOut({ file, taskType, dataset }: EvalDefinition): string {
  return `${file ?? taskType}: no dataset at ${dataset}, so it is left out; write one there (a folder with items.jsonl), or correct dataset`;
}

/** The evals of a project without their datasets, in the order of their files; none where there are none. */
export function loadDefinitions(project: Project): Promise<readonly EvalDefinition[]> {
  return loadNamed(project, []);
}

/** As above; where all that are named can be loaded, others need not. */
async function loadNamed({ root, config }: Project, names: readonly string[]): Promise<readonly EvalDefinition[]> {
  const folder = resolve(root, config.evals);
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = isFolder ? readdirSync(folder).filter((file) => EVAL_FILE.test(file)) : [];
  const loaded = await Promise.allSettled(
    files.sort().map(async (name) => {
      const file = join(folder, name);
      return { ...(await loadEval(file)), file: relative(root, file) };
    }),
  );
  const evals = loaded.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const broken = loaded.find((one) => one.status === "rejected");
  const isEnough = names.length > 0 && names.every((name) => evals.some(({ taskType }) => taskType === name));
  if (broken !== undefined && !isEnough) throw broken.reason;
  refuseRepeatedTaskType(evals);
  return evals;
}

async function loadEval(file: string): Promise<EvalDefinition> {
  const loaded = await loadDefault(file);
  const isEval = typeof loaded === "object" && loaded !== null && "taskType" in loaded && "signals" in loaded;
  if (!isEval)
    throw new UsageError(`${file}: the default export is not an eval; write: export default defineEval({ … })`);
  return loaded as EvalDefinition;
}

function refuseRepeatedTaskType(evals: readonly EvalDefinition[]): void {
  const seen = new Map<string, string>();
  for (const { taskType, file = "" } of evals) {
    const earlier = seen.get(taskType);
    if (earlier !== undefined)
      throw new UsageError(`${earlier} and ${file} have the same task type "${taskType}": give one another`);
    seen.set(taskType, file);
  }
}

function named(name: string, evals: readonly EvalDefinition[]): EvalDefinition {
  const found = evals.find((evaluation) => evaluation.taskType === name);
  if (found !== undefined) return found;
  throw new UsageError(`unknown eval "${name}"; one of: ${evals.map((evaluation) => evaluation.taskType).join(", ")}`);
}

/** The tiers named on the command line, in price order; all where none is named. */
export function chooseTiers({ tiers }: Project, names: readonly string[] | undefined): readonly Tier[] {
  if (names === undefined) return tiers;
  const known = tiers.map((tier) => tier.id);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`unknown tier "${unknown}"; one of: ${known.join(", ")}`);
  if (names.length === 0) throw new UsageError(`--tiers names no tier; one or more of: ${known.join(", ")}`);
  return tiers.filter((tier) => names.includes(tier.id));
}
