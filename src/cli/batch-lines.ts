import type { Batch } from "../core/batch.js";
import type { BatchCounts } from "../models/batch-schema.js";
import type { BatchNews } from "../models/batch-tools.js";
import { countText } from "./money-text.js";

const MINUTE_MS = 60_000;
/** Minutes under way at which a batch is heard of; then every hour. */
const MARKS = [0, 1, 2, 4, 8, 15, 30];

/** Says how batches go on, in lines: each state once, and while it lasts more and more rarely. */
export class BatchLines {
  readonly #say: (line: string) => void;
  readonly #isDetailed: boolean;
  /** Batch → what was said last of it. */
  readonly #said = new Map<string, string>();

  /** @param isDetailed - false: only what does not go as it should */
  constructor(say: (line: string) => void, isDetailed: boolean) {
    this.#say = say;
    this.#isDetailed = isDetailed;
  }

  tell(news: BatchNews): void {
    const { batch } = news.batch;
    switch (news.kind) {
      case "created":
        if (this.#isDetailed) this.#say(`${titleText(news.batch)}: ${requestsText(news.batch)} handed in`);
        return;
      case "polled":
        if (this.#isDetailed) this.#once(batch, `${news.status} ${markOf(news.elapsedMs)}`, polledText(news));
        return;
      case "reconciled":
        for (const line of reconciledLines(news)) this.#say(`batch ${batch}: ${line}`);
        return;
      case "troubled":
        this.#once(batch, news.message, `batch ${batch}: ${news.message}; trying again`);
    }
  }

  #once(batch: string, what: string, line: string): void {
    if (this.#said.get(batch) === what) return;
    this.#said.set(batch, what);
    this.#say(line);
  }
}

/**
 * What goes on at the server after an interrupt.
 * @param isSimulated - the server is part of this process, and ends with it
 */
export function leftText(left: readonly Batch[], isSimulated = false): string {
  const underWay = left.map((batch) => `${titleText(batch)}, ${requestsText(batch)},`).join(" ");
  const isOne = left.length === 1;
  const isSure = left.every(({ apiId }) => apiId !== null);
  const fate = isSimulated
    ? `${isOne ? "ends" : "end"} with the simulator; ${abandonText(left)}`
    : `${isOne ? "goes" : "go"} on at the server${isSure ? "" : ", as far as handed in"}, and run --resume takes up the results`;
  return `interrupted: ${underWay} ${fate}; once more to exit at once`;
}

/** How to give batches up that their server does not have any longer. */
export function abandonText(left: readonly Pick<Batch, "batch">[]): string {
  return `to ask anew: ${left.map(({ batch }) => `run --resume --abandon-batch ${batch}`).join(", then ")}, which counts the worst case of what was under way`;
}

function titleText({ batch, apiId }: Batch): string {
  return `batch ${batch}${apiId === null ? "" : ` (${apiId})`}`;
}

function requestsText({ requests }: Batch): string {
  return countText(requests, "request").replace(String(requests), amount(requests));
}

function polledText({
  batch: { batch, requests },
  status,
  counts,
  elapsedMs,
}: Extract<BatchNews, { kind: "polled" }>): string {
  const isEnded = status === "ended";
  const shown = isEnded ? requests - counts.processing : counts.processing;
  const head = `batch ${batch}: ${amount(shown)} of ${amount(requests)} requests`;
  if (!isEnded) return `${head}, ${status.replace("_", " ")} ${durationText(elapsedMs)}`;
  return `${head}, ended after ${durationText(elapsedMs)}: ${countsText(counts)}`;
}

function countsText({ succeeded, errored, canceled, expired }: BatchCounts): string {
  return Object.entries({ succeeded, errored, canceled, expired })
    .filter(([name, count]) => count > 0 || name === "succeeded")
    .map(([name, count]) => `${amount(count)} ${name}`)
    .join(", ");
}

function reconciledLines(news: Extract<BatchNews, { kind: "reconciled" }>): readonly string[] {
  const { missing, repeated, strangers, batch } = news;
  const of = (count: number) => `${amount(count)} of ${amount(batch.requests)}`;
  return [
    ...(missing > 0 ? [`${of(missing)} have no result: charged at their worst case, and asked once more`] : []),
    ...(repeated > 0 ? [`${of(repeated)} have several results, which count only where they are the same`] : []),
    ...(strangers > 0 ? [`${countText(strangers, "result")} of unknown ids, left out`] : []),
  ];
}

function markOf(elapsedMs: number): number {
  const minutes = elapsedMs / MINUTE_MS;
  return minutes >= 60 ? 60 * Math.floor(minutes / 60) : (MARKS.findLast((mark) => mark <= minutes) ?? 0);
}

/** `40 s`, `4 min`, `2 h 5 min`. */
export function durationText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function amount(count: number): string {
  return count.toLocaleString("en-US");
}
