import type { BatchJournal } from "../core/batch.js";
import { isOnThisMachine } from "../models/api-host.js";
import type { BatchClient } from "../models/batch-client.js";
import type { BatchNews, BatchTiming } from "../models/batch-tools.js";
import { withoutSecrets } from "./redact-secrets.js";

/** A server on this machine costs nothing to ask, and has seen a request or never will. */
const LOCAL_TIMING: BatchTiming = { quietMs: 50, pollFromMs: 20, pollToMs: 500, settleMs: 1000 };

export type BatchOpener = (journal: BatchJournal, onNews: (news: BatchNews) => void) => Promise<BatchClient>;

/** Opens batch clients for one server; secrets stay out of all that they say. */
export function batchOpener(
  access: { readonly apiKey: string; readonly baseUrl?: string },
  secrets: readonly string[],
): BatchOpener {
  return async (journal, onNews) => {
    const { batchClient } = await import("../models/batch-client.js");
    const isLocal = access.baseUrl !== undefined && isOnThisMachine(access.baseUrl);
    const local = isLocal ? { timing: LOCAL_TIMING, sendsCallKey: true } : {};
    const client = batchClient({ ...access, ...local, journal, onNews });
    const clean = withoutSecrets(client, secrets);
    return {
      send: (request, options) => clean.send(request, options),
      leave: () => client.leave(),
      close: () => client.close(),
      [Symbol.asyncDispose]: () => client.close(),
    };
  };
}
