import type { VoteSpread } from "../calibrate/judge-votes.js";
import type { Estimate } from "../core/estimate.js";
import { countText, percentText } from "./money-text.js";
import { textTable } from "./text-table.js";

/** How the votes behind the verdicts of one judge split, for a terminal. */
export function votesText({ judge, model, rubric, verdicts, split, voters }: VoteSpread): string {
  const head = `votes of ${judge} (${model}) rubric ${rubric.slice(0, 8)}: ${countText(verdicts, "verdict")} in this run, ${shareText(split)} with a vote against`;
  const rows = voters.map(({ ballot, against }) => [ballot, percentText(against.v), rangeText(against)]);
  return [head, "", textTable(["vote", "against the verdict", "interval"], rows)].join("\n");
}

function shareText(share: Estimate): string {
  return `${percentText(share.v)} (${rangeText(share)})`;
}

function rangeText({ ci }: Estimate): string {
  return ci.map((end) => percentText(end)).join(" to ");
}
