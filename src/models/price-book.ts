import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { DataError, messageOf } from "../core/errors.js";
import { type Price, PriceSchema } from "../core/price.js";
import { isExactPrice } from "./call-cost.js";

const BUNDLED_FILE = fileURLToPath(new URL("./price-book.json", import.meta.url));
const DAY_MS = 86_400_000;

/** Older than this, a price book does not price a run. */
export const PRICE_BOOK_MAX_AGE_DAYS = 92;

/** The file: models with their prices, oldest first. */
export const PriceBookFileSchema = z.strictObject({
  date: z.iso.date(),
  models: z.record(z.string().min(1), z.array(PriceSchema).min(1)),
});

/** Dated list prices. */
export interface PriceBook {
  /** When the prices were last checked, ISO date. */
  readonly date: string;
  /** Model id → its prices, oldest first. */
  readonly models: ReadonlyMap<string, readonly Price[]>;
  /**
   * The price in force at a time. A dated snapshot without a price of its own
   * costs what its alias costs.
   *
   * @returns null where the model, or its price at that time, is not known
   */
  priceAt(model: string, atMs: number): Price | null;
  /** Whole days since the prices were checked; negative before that. */
  ageDays(atMs: number): number;
}

/**
 * Reads a price book.
 *
 * @param path - a file of your own. @defaultValue the bundled book
 * @throws DataError if it cannot be read, is malformed, or its dates do not ascend
 */
export function openPriceBook(path: string = BUNDLED_FILE): PriceBook {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new DataError(`not a readable JSON file (${messageOf(cause)})`, { file: path }, { cause });
  }
  return priceBook(value, path);
}

/**
 * Checks the content of a price book.
 *
 * @param file - named in errors
 * @throws DataError as `openPriceBook`
 */
export function priceBook(value: unknown, file: string): PriceBook {
  const parsed = PriceBookFileSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new DataError(issue?.message ?? "not a price book", { file, field: issue?.path.join(".") ?? "" });
  }
  const { date, models } = parsed.data;
  for (const [model, prices] of Object.entries(models)) {
    requireAscending(model, prices, file);
    requireExact(model, prices, file);
  }
  const byModel = new Map<string, readonly Price[]>(Object.entries(models));
  return {
    date,
    models: byModel,
    priceAt: (model, atMs) => priceInForce(byModel.get(model) ?? byModel.get(aliasOf(model)) ?? [], atMs),
    ageDays: (atMs) => Math.floor((atMs - Date.parse(date)) / DAY_MS),
  };
}

function requireAscending(model: string, prices: readonly Price[], file: string): void {
  for (const [index, { effectiveFrom }] of prices.entries()) {
    const earlier = prices[index - 1];
    if (earlier === undefined || earlier.effectiveFrom < effectiveFrom) continue;
    throw new DataError(`${effectiveFrom} does not come after ${earlier.effectiveFrom}; order by date, oldest first`, {
      file,
      field: `models.${model}.${index}.effectiveFrom`,
    });
  }
}

function requireExact(model: string, prices: readonly Price[], file: string): void {
  for (const [index, price] of prices.entries()) {
    const all = { ...price.perMTok, batch: price.batchMultiplier };
    const above = Object.values(price.promptTokensOver?.perMTok ?? {});
    const inexact = [...Object.values(all), ...above].find((value) => value !== null && !isExactPrice(value));
    if (inexact === undefined) continue;
    throw new DataError(`${inexact} has more than six decimals`, { file, field: `models.${model}.${index}` });
  }
}

function priceInForce(prices: readonly Price[], atMs: number): Price | null {
  return prices.findLast((price) => Date.parse(price.effectiveFrom) <= atMs) ?? null;
}

/** `claude-x-1-20260131` without its date. */
function aliasOf(model: string): string {
  return model.replace(/-\d{8}$/, "");
}
