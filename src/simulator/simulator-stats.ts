import { type CacheUse, NO_CACHE_USE } from "./prompt-cache.js";

/** What was billed for one model. */
export interface PaidTokens extends BilledTokens {
  readonly calls: number;
}

/** Tokens of answers by what they are billed at. */
export interface BilledTokens extends CacheUse {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What happened to one idempotency key. */
export interface KeyStats {
  /** Requests received with the key. */
  readonly attempts: number;
  /** Answers generated, and billed, whether or not the client received them. */
  readonly paid: number;
  /** Answers of which the last byte was handed to the network. */
  readonly delivered: number;
}

/** What the simulator saw: the oracle against which a client's own ledger is checked. */
export interface SimulatorStats {
  /** All requests except those for these statistics. */
  readonly requests: number;
  readonly paidCalls: number;
  /** Of calls that were made directly. */
  readonly paidTokensByModel: Readonly<Record<string, PaidTokens>>;
  /** Of calls in batches, which have a price of their own. */
  readonly paidBatchTokensByModel: Readonly<Record<string, PaidTokens>>;
  /** Requests of every batch that was created, oldest first. */
  readonly batches: readonly number[];
  /** By idempotency key; a request without one goes by its method, path and body hash. */
  readonly keys: Readonly<Record<string, KeyStats>>;
  /** Most message requests under way at once. */
  readonly peakConcurrency: number;
  /** Faults served, by name. */
  readonly faults: Readonly<Record<string, number>>;
  /** Requests turned down by the simulator itself, by status. */
  readonly rejections: Readonly<Record<string, number>>;
}

/** Keeps the statistics of one simulator. */
export class StatsLedger {
  #requests = 0;
  #underWay = 0;
  #peak = 0;
  readonly #paid = new Map<string, PaidTokens>();
  readonly #paidInBatches = new Map<string, PaidTokens>();
  readonly #batches: number[] = [];
  readonly #keys = new Map<string, KeyStats>();
  readonly #faults = new Map<string, number>();
  readonly #rejections = new Map<string, number>();

  received(): void {
    this.#requests += 1;
  }

  started(): void {
    this.#underWay += 1;
    this.#peak = Math.max(this.#peak, this.#underWay);
  }

  ended(): void {
    this.#underWay -= 1;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Counts an attempt and returns its position among those with the key, from 1. */
  attempted(key: string): number {
    this.#addToKey(key, "attempts");
    return this.#keyStats(key).attempts;
  }

  paid(key: string, model: string, tokens: BilledTokens, isBatch = false): void {
    const paid = isBatch ? this.#paidInBatches : this.#paid;
    const before = paid.get(model) ?? { calls: 0, inputTokens: 0, outputTokens: 0, ...NO_CACHE_USE };
    paid.set(model, {
      calls: before.calls + 1,
      inputTokens: before.inputTokens + tokens.inputTokens,
      outputTokens: before.outputTokens + tokens.outputTokens,
      cacheReadTokens: before.cacheReadTokens + tokens.cacheReadTokens,
      cacheWriteTokens: before.cacheWriteTokens + tokens.cacheWriteTokens,
      cacheWrite1hTokens: before.cacheWrite1hTokens + tokens.cacheWrite1hTokens,
    });
    this.#addToKey(key, "paid");
  }

  delivered(key: string): void {
    this.#addToKey(key, "delivered");
  }

  /** Counts a batch and returns its position among all, from 1. */
  batchCreated(requests: number): number {
    return this.#batches.push(requests);
  }

  struck(faultName: string): void {
    this.#faults.set(faultName, (this.#faults.get(faultName) ?? 0) + 1);
  }

  rejected(status: number): void {
    this.#rejections.set(String(status), (this.#rejections.get(String(status)) ?? 0) + 1);
  }

  snapshot(): SimulatorStats {
    return {
      requests: this.#requests,
      paidCalls: [...this.#paid.values(), ...this.#paidInBatches.values()].reduce((sum, { calls }) => sum + calls, 0),
      paidTokensByModel: Object.fromEntries(this.#paid),
      paidBatchTokensByModel: Object.fromEntries(this.#paidInBatches),
      batches: [...this.#batches],
      keys: Object.fromEntries(this.#keys),
      peakConcurrency: this.#peak,
      faults: Object.fromEntries(this.#faults),
      rejections: Object.fromEntries(this.#rejections),
    };
  }

  #keyStats(key: string): KeyStats {
    return this.#keys.get(key) ?? { attempts: 0, paid: 0, delivered: 0 };
  }

  #addToKey(key: string, field: keyof KeyStats): void {
    const before = this.#keyStats(key);
    this.#keys.set(key, { ...before, [field]: before[field] + 1 });
  }
}
