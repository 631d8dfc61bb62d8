import { relative, resolve } from "node:path";
import { z } from "zod";
import { StoreError, UsageError } from "../../core/errors.js";
import type { Run } from "../../core/run.js";
import type { Store } from "../../core/store.js";
import type { SessionResult } from "../benchmark-session.js";
import { checkShards } from "../check-shards.js";
import { concludeRun } from "../conclude-run.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { commonInput } from "../flag-values.js";
import { joinShards } from "../join-shards.js";
import { loadProject } from "../load-project.js";
import { countText } from "../money-text.js";
import { printedPlace } from "../printed-place.js";
import { remarksOn } from "../remarks.js";
import { openPart, openShardFile } from "../shard-file.js";
import { dbPath } from "../stored-run.js";

/** Errored cells beyond this share make a run incomplete, as in `run`. */
const FAIL_ON_ERROR = 0.005;

/** `merge`: the shards of a campaign → the run that they are, in a database of its own. Makes no model calls. */
export const mergeVerb = defineVerb({
  name: "merge",
  summary: "join the databases of a run's shards",
  positionals: { shown: "<db…>", least: 1, most: 10_000 },
  flags: {
    "allow-missing": { type: "boolean", help: "join although shards are missing; run --resume asks the rest" },
    ...sharedFlags("db", "config", "json", "quiet"),
  },
  input: z.strictObject({
    db: commonInput.db,
    config: commonInput.config,
    json: commonInput.json,
    quiet: commonInput.quiet,
    "allow-missing": z.boolean().default(false),
  }),
  async run(flags, names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const out = dbPath(flags, project, effects.cwd);
    const shown = relative(effects.cwd, out);
    const paths = names.map((name) => resolve(effects.cwd, name));
    const twice = names.find((_, index) => paths.indexOf(paths[index] ?? "") !== index);
    if (twice !== undefined) throw new UsageError(`${twice} is named twice`);
    if (paths.includes(out))
      throw new UsageError(`${shown} is one of the shards: name another file for the whole run with --db`);
    const files = [];
    for (const [index, name] of names.entries()) files.push(await openShardFile(name, paths[index] ?? name));
    const shards = checkShards(files, flags["allow-missing"]);
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(out);
    const { runId } = shards.parts[0].run;
    if ((await store.runs()).some((run) => run.runId === runId))
      throw new StoreError(`${shown}: run "${runId}" is in it already; join into another file with --db`);
    const run = await joinShards(shards, store, openPart);
    if (!flags.quiet) effects.note(`${countText(shards.parts.length, "shard")} joined into ${shown}`);
    const texts = { goOn: `run --resume ${runId}`, place: printedPlace(flags) };
    const options = { store, failOnError: FAIL_ON_ERROR, asJson: flags.json, ...texts };
    return await concludeRun(await standingOf(run, store), options, effects);
  },
});

async function standingOf(run: Run, store: Store): Promise<SessionResult> {
  const outcomes = await store.outcomes({ runIds: [run.runId] });
  const scored = outcomes.filter(({ status }) => status === "scored").length;
  const counts = { planned: run.plannedCells, scored, errored: outcomes.length - scored };
  return {
    run,
    ...counts,
    missing: run.plannedCells - outcomes.length,
    stopped: null,
    givenUp: new Map(),
    interruptedBy: null,
    remarks: remarksOn(outcomes),
  };
}
