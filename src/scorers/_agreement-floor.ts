import { UsageError } from "../core/errors.js";

/** @throws UsageError if the floor of a judge's agreement with people is no κ that it could reach */
export function checkFloor(judge: string, floor: number | undefined): void {
  if (floor !== undefined && !(floor > 0 && floor < 1))
    throw new UsageError(`${judge}: agreementFloor must be between 0 and 1, found ${floor}`);
}
