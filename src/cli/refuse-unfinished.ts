import { IncompleteRunError } from "../core/errors.js";
import type { Run } from "../core/run.js";

/**
 * What is decided from a run must not rest on what happened to be done when it was cut short.
 *
 * @param done - cells that have an outcome
 * @param verb - what may be done all the same with `--allow-missing`
 * @param place - what ends the command that goes on: see `printedPlace`
 * @throws IncompleteRunError where planned cells have no outcome
 */
export function refuseUnfinished(
  { runId, plannedCells, origin }: Run,
  done: number,
  verb: string,
  place: string,
): void {
  if (done >= plannedCells) return;
  const remedy =
    origin === "import"
      ? "import the outcomes that are missing"
      : `finish it with: npx tierbench run --resume ${runId}${place}`;
  throw new IncompleteRunError(
    `run "${runId}" has ${plannedCells - done} of ${plannedCells} cells missing; ${remedy}, or ${verb} with --allow-missing`,
  );
}
