/** Why a cell was left unfinished through no fault of its own. */
export type CutBy = "budget" | "tier-budget" | "interrupted" | "outage";

/** The end of a cell that says nothing about its request: it is taken up again when the run is resumed. */
export interface Cut {
  readonly kind: "cut";
  readonly by: CutBy;
  readonly detail: string;
}
