import { z } from "zod";
import { EXIT } from "../../core/errors.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { commonInput } from "../flag-values.js";
import { loadProject } from "../load-project.js";
import { dbPath } from "../stored-run.js";
import { textTable } from "../text-table.js";

/** `query`: one SELECT on the results database. */
export const queryVerb = defineVerb({
  name: "query",
  summary: "ask the results database in SQL, read-only",
  positionals: { shown: '"<sql>"', least: 1, most: 1 },
  flags: sharedFlags("db", "config", "json"),
  input: z.strictObject({ db: commonInput.db, config: commonInput.config, json: commonInput.json }),
  async run(flags, [sql = ""], effects) {
    const project = await loadProject(effects.cwd, flags.config);
    const { queryReadOnly } = await import("../../store/read-only-query.js");
    const { columns, rows } = await queryReadOnly(dbPath(flags, project, effects.cwd), sql);
    if (flags.json) {
      effects.printJson({ columns, rows });
      return EXIT.ok;
    }
    const cells = rows.map((row) => row.map((value) => (typeof value === "string" ? value : JSON.stringify(value))));
    effects.print(textTable(columns, cells));
    return EXIT.ok;
  },
});
