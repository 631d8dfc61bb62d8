import type { Outcome } from "../core/outcome.js";

/** From this share of a tier's answers on its limit is told of: what a few reach may be theirs. */
const WORTH_TELLING = 0.05;

/** Answers that reached the limit of their length, tier by tier: each scores 0, which says little of its model. */
export class CutAnswers {
  readonly #tiers = new Map<string, { answers: number; cut: number }>();

  add({ tier, responseText, outcomeClass }: Pick<Outcome, "tier" | "responseText" | "outcomeClass">): void {
    // An answer that no scorer could score is one all the same.
    if (responseText === null) return;
    const count = this.#tiers.get(tier) ?? { answers: 0, cut: 0 };
    count.answers += 1;
    if (outcomeClass === "model_truncated") count.cut += 1;
    this.#tiers.set(tier, count);
  }

  /** Tiers whose limit decides many scores. */
  get lines(): readonly string[] {
    return [...this.#tiers].flatMap(([tier, { answers, cut }]) =>
      cut < WORTH_TELLING * answers || cut === 0
        ? []
        : [`tier ${tier}: ${cut} of ${answers} answers were cut at its maxTokens, and score 0; raise it and run again`],
    );
  }
}
