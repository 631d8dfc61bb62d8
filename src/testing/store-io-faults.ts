import { rmSync } from "node:fs";
import { isTierbenchError, messageOf } from "../core/errors.js";
import type { Store } from "../core/store.js";
import { openStore } from "../store/duckdb-store.js";
import { failingFiles } from "./failing-files.js";
import { judgeStore, SUFFIXES, type Verdict } from "./store-damage.js";
import { type Evidence, noEvidence } from "./store-evidence.js";
import { keyOf, sampleAttempt, sampleIntent, sampleOutcome, sampleResponse, sampleRun } from "./store-rows.js";

export interface IoFaultEnd {
  /** The operation that failed; null: there are not so many. */
  readonly failed: string | null;
  /** Errors that are not one clear line. */
  readonly unclear: readonly string[];
  /** When the store is opened again, with a disk that works. */
  readonly verdict: Verdict;
}

/** Uses a store from creation to closing while its nth file operation fails, then looks what is there. */
export async function failNthOperation(path: string, nth: number, code: string, forever: boolean): Promise<IoFaultEnd> {
  for (const suffix of SUFFIXES) rmSync(`${path}${suffix}`, { force: true });
  const files = failingFiles(nth, code, forever);
  const evidence = noEvidence();
  const unclear: string[] = [];
  const tell = (error: unknown): void => {
    if (!isTierbenchError(error) || error.message.includes("\n")) unclear.push(messageOf(error));
  };
  const store = await openStore(path, { hooks: { files, reserveBytes: 1024, rotateBytes: 4_000 } });
  await use(store, evidence).catch(tell);
  await store[Symbol.asyncDispose]().catch(tell);
  return { failed: files.failed, unclear, verdict: await lookAgain(path, evidence) };
}

/** Where the run was never acknowledged there need not be one. */
async function lookAgain(path: string, evidence: Evidence): Promise<Verdict> {
  if (evidence.sent.size > 0) return judgeStore(path, evidence, 1);
  try {
    await (await openStore(path))[Symbol.asyncDispose]();
    return { kind: "whole" };
  } catch (error) {
    return { kind: "wrong", message: messageOf(error) };
  }
}

async function use(store: Store, evidence: Evidence): Promise<void> {
  await store.createRun(sampleRun(), [], []);
  for (const name of ["a", "b", "c", "d", "e", "f"]) {
    await store.intend("run-1", sampleIntent(name));
    evidence.sent.add(keyOf(name));
    await Promise.all([
      store.settle("run-1", sampleAttempt(name), sampleResponse()),
      store.record(sampleOutcome(name), []),
    ]);
    evidence.kept.add(keyOf(name));
    if (name === "c" || name === "e") await store.outcomes();
  }
}
