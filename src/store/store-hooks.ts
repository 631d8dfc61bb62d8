import { type FileSystem, nodeFiles } from "./file-system.js";

/** Moments at which a store may die, each named before or after what is then done. */
export const CRASH_POINTS = [
  "before-intent",
  "after-intent",
  "before-append",
  "after-append",
  "before-fsync",
  "after-fsync",
  "before-commit",
  "after-commit",
  "before-checkpoint",
  "after-checkpoint",
  "before-rotation",
  "after-rotation",
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** What tests put in a store's way, and the sizes that they make small. */
export interface StoreHooks {
  readonly files: FileSystem;
  /** Told of every moment at which the store may die. */
  readonly crashPoint: (name: CrashPoint) => void;
  /** Space that is held for what is in flight, when no more is to be had. */
  readonly reserveBytes: number;
  /** Length of the journal at which its content is moved into the database file. */
  readonly rotateBytes: number;
}

export const DEFAULT_HOOKS: StoreHooks = {
  files: nodeFiles,
  crashPoint: () => undefined,
  // The answers of 32 calls at once, 256 KiB each.
  reserveBytes: 8 * 1024 * 1024,
  rotateBytes: 64 * 1024 * 1024,
};
