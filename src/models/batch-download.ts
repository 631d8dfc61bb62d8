import { isOfBatch } from "./batch-id.js";
import { type BatchState, readResultLine } from "./batch-schema.js";
import { askSurely, type BatchTools, lostBatch, pause } from "./batch-tools.js";
import type { CreatedBatch } from "./batch-wait.js";

/** Times a file that breaks off is read. */
const MOST_READS = 3;

/** The results of a batch, by custom id. */
export interface ResultsFile {
  /** Null where there are several that differ. */
  readonly lines: Map<string, string | null>;
  /** Ids with more than one line. */
  readonly repeated: ReadonlySet<string>;
  /** Lines of ids that are not of this batch. */
  readonly strangers: number;
  readonly isSimulated: boolean;
}

/**
 * Reads the results of a batch that has ended. Reading is free: a file that breaks
 * off, or lacks results, is read again before it is believed.
 *
 * @param isKnown - whether an id was sent with it
 * @throws BatchError where they are gone, broken, or said to be on another host
 */
export async function downloadResults(
  batch: CreatedBatch,
  state: BatchState,
  isKnown: (id: string) => boolean,
  tools: BatchTools,
): Promise<ResultsFile> {
  const url = resultsUrl(batch, state, tools);
  let short: ResultsFile | null = null;
  let lines = 0;
  for (let reads = 1; reads <= MOST_READS; reads += 1) {
    const reading = new Reading(isKnown);
    const reply = await askSurely(() => tools.api.results(url, reading.begin(), tools.leaving), batch, tools);
    if (!reading.isBroken) {
      const file = reading.file(reply.headers.get("x-tierbench-simulated") === "true");
      if (short !== null || file.lines.size === batch.requests) return file;
      short = file;
    }
    lines = reading.count;
    await pause(tools.timing.pollFromMs, tools);
  }
  if (short !== null) return short;
  throw lostBatch(batch, `its results break off after ${lines} lines`);
}

/** Whether the results of a batch carry its name. */
export async function isNamed(batch: CreatedBatch, state: BatchState, tools: BatchTools): Promise<boolean> {
  const url = resultsUrl(batch, state, tools);
  let isFound = false;
  const look = (line: string) => {
    isFound ||= isOfBatch(readResultLine(line)?.id ?? "", batch.batch);
  };
  await askSurely(() => tools.api.results(url, look, tools.leaving), batch, tools);
  return isFound;
}

/** @throws BatchError where they are archived, or the key would travel to another host */
function resultsUrl(batch: CreatedBatch, { resultsUrl: url, isArchived }: BatchState, { baseUrl }: BatchTools): string {
  if (isArchived || url === null) throw lostBatch(batch, "its results are archived and cannot be had any longer");
  const host = URL.canParse(url) ? new URL(url).origin : url;
  if (host === new URL(baseUrl).origin) return url;
  throw lostBatch(batch, `its results are said to be at ${host}, where the key does not go (it goes to ${baseUrl})`);
}

/** One reading of a results file. */
class Reading {
  readonly #isKnown: (id: string) => boolean;
  lines = new Map<string, string | null>();
  #repeated = new Set<string>();
  #strangers = 0;
  isBroken = false;
  count = 0;

  constructor(isKnown: (id: string) => boolean) {
    this.#isKnown = isKnown;
  }

  /** Begins anew: what is asked again is sent again from its first line. */
  begin(): (line: string) => void {
    this.lines = new Map();
    this.#repeated = new Set();
    this.#strangers = 0;
    this.isBroken = false;
    this.count = 0;
    return (line) => this.#take(line);
  }

  #take(line: string): void {
    const read = readResultLine(line);
    if (read === null) {
      this.isBroken = true;
      return;
    }
    this.count += 1;
    const { id } = read;
    if (!this.#isKnown(id)) {
      this.#strangers += 1;
      return;
    }
    const earlier = this.lines.get(id);
    if (earlier !== undefined) this.#repeated.add(id);
    this.lines.set(id, earlier === undefined || earlier === line ? line : null);
  }

  file(isSimulated: boolean): ResultsFile {
    return { lines: this.lines, repeated: this.#repeated, strangers: this.#strangers, isSimulated };
  }
}
