/**
 * Whether a judge says the same of the same answer: when it is asked again, and when two answers change places.
 * @module
 */
import { randomBytes } from "node:crypto";
import { ballotsOf } from "../core/ballot.js";
import type { ModelRequest } from "../core/model-request.js";
import type { ModelResponse } from "../core/model-response.js";
import { type Ballot, isScore, type ScoringContext } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import { pairwiseJudge } from "../scorers/pairwise-judge.js";
import { clopperPearsonUpper } from "../stats/clopper-pearson.js";
import { askAll, type IntegrityTools } from "./ask-all.js";
import { contextOf, type JudgedTaskType, type KnownAnswer } from "./judge-targets.js";

/** In the order in which they are reported. */
export const PROBES = ["asked again", "order swapped"] as const;
type Probe = (typeof PROBES)[number];

/** Pairs of answers whose order is swapped. */
const MOST_SWAPS = 100;

/** One of two questions that should have the same answer. */
export interface SteadinessCase {
  readonly probe: Probe;
  /** Which two belong together. */
  readonly pair: number;
  readonly request: ModelRequest;
  readonly ballot: Pick<Ballot, "read">;
}

/** How steady it was. */
export interface ProbeResult {
  readonly probe: Probe;
  /** Pairs of which both verdicts could be read. */
  readonly pairs: number;
  readonly flips: number;
  /** Pairs that lack a verdict, or were not sent. */
  readonly unread: number;
  /** One-sided upper 95 % bound of the rate of flips. */
  readonly upper95: number;
}

/**
 * Every answer of known quality twice as it is, and up to a hundred pairs of answers to one item in both orders: each
 * wrong and each right one beside the reference, then right beside wrong ones. The pairs are compared by the judge's
 * own questions, since its rubric looks at one answer.
 */
export function steadinessCases(known: JudgedTaskType, { model, params }: Tier): readonly SteadinessCase[] {
  const { judge, right, wrong } = known;
  const caseOf = (probe: Probe, pair: number, ballot: Pick<Ballot, "request" | "read">, context: ScoringContext) => {
    const prompt = ballot.request(context, randomBytes(16).toString("hex"));
    return { probe, pair, ballot, request: { ...prompt, model, params } };
  };
  const again = [...right, ...wrong].flatMap(({ item, answer }, pair) =>
    [0, 1].map(() => caseOf("asked again", pair, judge, contextOf(item, answer))),
  );
  const questions = (judge.questions ?? []).map(({ question }) => question).join(" ");
  const task = right[0]?.task ?? "";
  const pairwise = pairwiseJudge({ task, better: `more of these can be said yes to. ${questions}` });
  const swapped = pairsOf(known).flatMap(({ target: { item, answer }, beside }, pair) => {
    const context = contextOf({ ...item, expected: beside }, answer);
    return ballotsOf(pairwise).map((ballot) => caseOf("order swapped", pair, ballot, context));
  });
  return [...again, ...swapped];
}

interface Pair {
  readonly target: KnownAnswer;
  readonly beside: string;
}

function pairsOf({ right, wrong }: JudgedTaskType): readonly Pair[] {
  const withReference = [...wrong, ...right].map((target) => ({ target, beside: target.reference }));
  const withWrong = right.flatMap((target) => {
    const other = wrong.find(({ item }) => item.id === target.item.id);
    return other === undefined ? [] : [{ target, beside: other.answer }];
  });
  // An answer beside itself says nothing of places.
  return [...withReference, ...withWrong].filter(({ target, beside }) => target.answer !== beside).slice(0, MOST_SWAPS);
}

/** Asks all of it, within the budget. */
export async function probeSteadiness(
  cases: readonly SteadinessCase[],
  tools: IntegrityTools,
): Promise<{ readonly probes: readonly ProbeResult[]; readonly spentUsd: number; readonly denied: number }> {
  const read = ({ probe, ballot }: SteadinessCase, response: ModelResponse) => {
    const score = ballot.read(response);
    if (!isScore(score)) return null;
    // A rubric passes an answer or does not; a comparison is won, lost or tied.
    return probe === "asked again" ? Number(score.value === 1) : score.value;
  };
  const { verdicts, spentUsd, denied } = await askAll(cases, read, { ...tools, callPrefix: "steadiness" });
  const probes = PROBES.map((probe): ProbeResult => {
    const all = new Set(cases.flatMap((one) => (one.probe === probe ? [one.pair] : [])));
    const said = [...all].map((pair) =>
      verdicts.flatMap(({ of, verdict }) => (of.probe === probe && of.pair === pair ? [verdict] : [])),
    );
    const readable = said.filter((values) => values.length === 2 && !values.includes(null));
    const flips = readable.filter(([first, second]) => first !== second).length;
    const pairs = readable.length;
    const upper95 = pairs === 0 ? 1 : clopperPearsonUpper(flips, pairs, 0.05);
    return { probe, pairs, flips, unread: all.size - pairs, upper95 };
  });
  return { probes, spentUsd, denied };
}
