import type { FileSystem } from "./file-system.js";
import { type JournalHeader, journalLines } from "./journal-line.js";

/** Zeros that are written at once. */
const STEP = 1024 * 1024;
const ZEROS = Buffer.alloc(STEP);

/**
 * The bytes of a journal. Ahead of what is written lies space that is on the disk
 * already: zeros, so that a full disk cannot refuse it any more.
 */
export class JournalFile {
  readonly #files: FileSystem;
  readonly #fd: number;
  #position = 0;
  #end = 0;
  #growing: Promise<void> | null = null;

  private constructor(files: FileSystem, fd: number) {
    this.#files = files;
    this.#fd = fd;
  }

  /**
   * Begins a journal, which takes the place of an earlier one at once or not at
   * all. Its name is durable only when the directory has been synced.
   *
   * @param carried - lines that it begins with
   * @param spaceBytes - what it must have room for beyond them
   */
  static async create(
    files: FileSystem,
    path: string,
    header: JournalHeader,
    { carried, spaceBytes }: { readonly carried: Uint8Array; readonly spaceBytes: number },
  ): Promise<JournalFile> {
    const draft = `${path}.new`;
    const fd = files.open(draft, "fresh");
    const file = new JournalFile(files, fd);
    try {
      const start = Buffer.concat([journalLines(header.base, [JSON.stringify(header)]), carried]);
      file.write(start);
      await file.commit(start.length);
      await file.makeRoom(spaceBytes);
      files.rename(draft, path);
      return file;
    } catch (error) {
      files.close(fd);
      files.remove(draft);
      throw error;
    }
  }

  /** Offset after the last line. */
  get position(): number {
    return this.#position;
  }

  /** Bytes for which there is space. */
  get roomBytes(): number {
    return this.#end - this.#position;
  }

  /** Writes after the last line, so far into the page cache only. */
  write(bytes: Uint8Array): void {
    this.#files.write(this.#fd, bytes, this.#position);
  }

  /** Resolves when so many bytes that were written would survive a power cut; only then do they count as lines. */
  async commit(length: number): Promise<void> {
    await this.#files.sync(this.#fd);
    this.#position += length;
    this.#end = Math.max(this.#end, this.#position);
  }

  /** Resolves when there is space for so many further bytes. */
  async makeRoom(bytes: number): Promise<void> {
    while (this.roomBytes < bytes) {
      this.#growing ??= this.#grow(this.#position + bytes).finally(() => {
        this.#growing = null;
      });
      await this.#growing;
    }
  }

  async #grow(end: number): Promise<void> {
    let reached = this.#end;
    while (reached < end) {
      await this.#files.writeLater(this.#fd, ZEROS, reached);
      reached += STEP;
    }
    // Some file systems say only here that there is no space.
    await this.#files.sync(this.#fd);
    this.#end = reached;
  }

  /** What is written after an offset. */
  written(from: number): Buffer {
    return this.#files.read(this.#fd, this.#position - from, from);
  }

  /** Resolves when nothing is written to it any more. */
  async close(): Promise<void> {
    await this.#growing?.catch(() => undefined);
    this.#files.close(this.#fd);
  }
}
