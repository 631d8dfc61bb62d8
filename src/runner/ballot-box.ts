import type { ModelResponse } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import { type PaidVerdict, PaidVerdictsSchema } from "../core/paid-verdict.js";
import type { Ballot, Judge } from "../core/score.js";
import type { Tier } from "../core/tier.js";

/** One ballot, and who is asked; null: nobody, so what is there counts whoever gave it. */
export interface Seat {
  readonly judge: Judge;
  readonly ballot: Ballot;
  readonly by: Tier | null;
}

/**
 * The readable verdicts on one answer. Where a judge's score fails, or is cut short, they stay with the outcome of
 * the cell, and whoever takes it up again asks only for those that are missing.
 */
export class BallotBox {
  readonly #verdicts: PaidVerdict[];
  readonly #spent = new Set<string>();

  /** @param outcome - of the same answer, from an earlier part of the run */
  constructor(outcome: Pick<Outcome, "extra"> | null) {
    this.#verdicts = PaidVerdictsSchema.safeParse(outcome?.extra["verdicts"]).data ?? [];
  }

  /** No more than the judge wants. */
  of({ judge, ballot, by }: Seat): readonly ModelResponse[] {
    const isOfSeat = ({ scorer, version, ballot: name, model }: PaidVerdict) =>
      scorer === judge.name && version === judge.version && name === ballot.name && (by === null || model === by.model);
    const found = this.#verdicts.filter(isOfSeat).map(({ response }) => response);
    return found.slice(0, judge.draws ?? 1);
  }

  /** How many the judge still wants. */
  missing(seat: Seat): number {
    return (seat.judge.draws ?? 1) - this.of(seat).length;
  }

  put({ judge, ballot, by }: Seat & { readonly by: Tier }, { content: _content, ...response }: ModelResponse): void {
    const { name: scorer, version } = judge;
    this.#verdicts.push({ scorer, version, ballot: ballot.name, model: by.model, response });
  }

  /** Call when a judge has made up its mind: its score tells the votes, and an abstention has used them. */
  spend({ name }: Judge): void {
    this.#spent.add(name);
  }

  /** Those that still wait for their judge's score. */
  get unspent(): readonly PaidVerdict[] {
    return this.#verdicts.filter(({ scorer }) => !this.#spent.has(scorer));
  }

  /** Those of scores too that were given since: an outcome that is kept as it was does not have them. */
  get all(): readonly PaidVerdict[] {
    return this.#verdicts;
  }
}
