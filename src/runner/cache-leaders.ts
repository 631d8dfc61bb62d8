import type { Task } from "./dispatch.js";
import { storedAnswer } from "./earlier-cell.js";

/** Carries out a task when it is its turn. */
export type InTurn = (task: Task, carryOut: () => Promise<void>) => Promise<void>;

/** Of one eval on one tier: who goes alone, and when the others may follow. */
interface Group {
  readonly leader: Task;
  readonly isWarm: Promise<void>;
  readonly warm: () => void;
}

/**
 * Lets the first call of every eval and tier that asks for caching go alone: what it leaves in the cache is there only
 * when it has been answered, and calls beside it would pay for writing it again. The others wait for its end, however
 * it ends.
 *
 * @param tasks - in the order in which they are begun
 */
export function cacheLeaders(tasks: readonly Task[]): InTurn {
  const groups = new Map<string, Group>();
  for (const task of tasks) {
    if (asks(task) && !groups.has(groupOf(task))) groups.set(groupOf(task), newGroup(task));
  }
  return async (task, carryOut) => {
    const group = asks(task) ? groups.get(groupOf(task)) : undefined;
    if (group === undefined) return carryOut();
    if (group.leader !== task) {
      await group.isWarm;
      return carryOut();
    }
    try {
      await carryOut();
    } finally {
      group.warm();
    }
  };
}

/** Whether its answer is asked with a cached beginning; one that is paid for is not asked. */
function asks({ planned, earlier }: Task): boolean {
  if (planned.request.cacheAfter === undefined) return false;
  return earlier === null || (storedAnswer(earlier) === null && earlier.answers.length === 0);
}

function groupOf({ planned: { cell } }: Task): string {
  return `${cell.taskType}\n${cell.tier}`;
}

function newGroup(leader: Task): Group {
  let warm = () => {};
  const isWarm = new Promise<void>((resolve) => {
    warm = resolve;
  });
  return { leader, isWarm, warm };
}
