import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../core/store.js";
import { describeBatches, describeCalls, describeCharges } from "./store-contract-calls.js";
import { describeRefusals } from "./store-contract-refusals.js";
import { describeRecords, describeRuns } from "./store-contract-runs.js";
import { describeCounts, describeOrder, describeValues } from "./store-contract-values.js";

/** What an implementation of Store must do, run over each of them. */
export function describeStoreContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: Store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store[Symbol.asyncDispose]();
    });

    describeRuns(() => store);
    describeRecords(() => store);
    describeCalls(() => store);
    describeBatches(() => store);
    describeValues(() => store);
    describeOrder(() => store);
    describeCounts(() => store);
    describeCharges(() => store);
    describeRefusals(() => store);
  });
}
