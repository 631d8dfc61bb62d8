import type { JsonObject } from "../core/json.js";

/** One record of a file and where it stands. */
export interface Row {
  readonly file: string;
  readonly line: number;
  readonly fields: JsonObject;
  /** Characters that it takes in its file. */
  readonly size: number;
}
