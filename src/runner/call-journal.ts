import type { Attempt, Intent } from "../core/attempt.js";
import type { ModelResponse } from "../core/model-response.js";
import type { Store } from "../core/store.js";

/** Where the calls of one run are written down, as `Store` promises it. */
export interface CallJournal {
  intend(intent: Intent): Promise<void>;
  settle(attempt: Attempt, response: ModelResponse | null): Promise<void>;
}

export function callJournal(store: Pick<Store, "intend" | "settle">, runId: string): CallJournal {
  return {
    intend: (intent) => store.intend(runId, intent),
    settle: (attempt, response) => store.settle(runId, attempt, response),
  };
}
