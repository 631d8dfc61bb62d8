import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** One dataset that means harm or came to harm, and what must become of it. */
export interface HostileCase {
  readonly name: string;
  /** Writes it into an empty folder. */
  readonly write: (folder: string) => void;
  /** How many items it has if it is to be accepted, else what the one line says. */
  readonly verdict: number | RegExp;
}

/** Large content is made only when it is written. */
export type FileContent = string | Uint8Array | (() => string | Uint8Array);

export function withFiles(
  name: string,
  files: { readonly [file: string]: FileContent },
  verdict: HostileCase["verdict"],
): HostileCase {
  return {
    name,
    verdict,
    write(folder) {
      for (const [file, content] of Object.entries(files)) {
        writeFileSync(join(folder, file), typeof content === "function" ? content() : content);
      }
    },
  };
}

export function jsonl(name: string, content: FileContent, verdict: HostileCase["verdict"]): HostileCase {
  return withFiles(name, { "items.jsonl": content }, verdict);
}

export function csv(name: string, content: FileContent, verdict: HostileCase["verdict"]): HostileCase {
  return withFiles(`CSV: ${name}`, { "items.csv": content }, verdict);
}

/** A line with one good item; the text may hold escapes that are written as they stand. */
export function good(id: string, text = "x"): string {
  return `{"id":"${id}","input":{"text":"${text}"},"expected":"a"}`;
}

/** A line whose input has this JSON text as its value. */
export function holding(json: string): string {
  return `{"id":"i","input":{"v":${json}},"expected":"a"}`;
}

/** Two good lines with bytes between them. */
export function between(bytes: string | Uint8Array): Uint8Array {
  const middle = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
  return Buffer.concat([Buffer.from(good("a")), middle, Buffer.from(`${good("b")}\n`)]);
}

/** A good line whose text holds these bytes, after a good line. */
export function textOf(bytes: readonly number[]): Uint8Array {
  const [before = "", after = ""] = good("b", "|").split("|");
  return Buffer.concat([Buffer.from(`${good("a")}\n${before}`), Buffer.from(bytes), Buffer.from(`${after}\n`)]);
}
