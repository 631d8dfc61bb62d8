import { expect, it } from "vitest";
import { IncompleteRunError } from "../core/errors.js";
import { seededRun } from "../testing/seeded-outcomes.js";
import { refuseUnfinished } from "./refuse-unfinished.js";

const run = (change: object) => seededRun(["haiku"], { runId: "r", plannedCells: 60, ...change });

it("takes a run that is whole", () => {
  refuseUnfinished(run({}), 60, "calibrate", "");
});

it("names the command that goes on where there is one, and what may be done all the same", () => {
  const refusal = (change: object, place: string) => () => refuseUnfinished(run(change), 58, "compare", place);
  expect(refusal({}, "")).toThrow(IncompleteRunError);
  expect(refusal({}, " --db x.duckdb")).toThrow(
    'run "r" has 2 of 60 cells missing; finish it with: npx tierbench run --resume r --db x.duckdb, or compare with --allow-missing',
  );
  expect(refusal({ origin: "import" }, "")).toThrow(
    'run "r" has 2 of 60 cells missing; import the outcomes that are missing, or compare with --allow-missing',
  );
});
