import type { Budget } from "./budget.js";

/** What a call reserves from and settles with. */
export type BudgetAccount = Pick<Budget, "acquire" | "reserve" | "settle" | "isExhausted">;

/** An account that draws on two budgets at once: nothing is reserved that does not fit both. */
export function jointBudget(own: BudgetAccount, whole: BudgetAccount): BudgetAccount {
  return {
    get isExhausted() {
      return own.isExhausted || whole.isExhausted;
    },
    async acquire(worstCaseNanoUsd) {
      if (!(await own.acquire(worstCaseNanoUsd))) return false;
      if (await whole.acquire(worstCaseNanoUsd)) return true;
      own.settle(worstCaseNanoUsd, 0);
      return false;
    },
    reserve(worstCaseNanoUsd) {
      if (!own.reserve(worstCaseNanoUsd)) return false;
      if (whole.reserve(worstCaseNanoUsd)) return true;
      own.settle(worstCaseNanoUsd, 0);
      return false;
    },
    settle(worstCaseNanoUsd, chargedNanoUsd) {
      own.settle(worstCaseNanoUsd, chargedNanoUsd);
      whole.settle(worstCaseNanoUsd, chargedNanoUsd);
    },
  };
}
