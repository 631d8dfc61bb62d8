import { createHash } from "node:crypto";

/** The longest batch name that leaves a custom id room for a whole SHA-256. */
const NAME = /^[a-zA-Z0-9_-]{1,20}$/;

/**
 * What a call is called inside of a batch: the batch's name, then the whole SHA-256
 * of the call key, so that two calls never share one and whoever sees the results
 * can tell whose they are. At most 64 characters of `a-zA-Z0-9_-`.
 *
 * @throws RangeError on a batch name that is too long or has other characters
 */
export function customId(batch: string, callKey: string): string {
  if (!NAME.test(batch))
    throw new RangeError(`batch name "${batch}" is not 1 to 20 characters of a-z, A-Z, 0-9, _ and -`);
  return `${batch}_${createHash("sha256").update(callKey, "utf8").digest("base64url")}`;
}

/** Whether a result belongs to a batch with this name. */
export function isOfBatch(id: string, batch: string): boolean {
  return id.startsWith(`${batch}_`);
}
