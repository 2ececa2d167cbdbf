import { readFile, rename, writeFile } from "node:fs/promises";

/** What a source remembers over a stop: up to where it has been taken. */
export interface SourceMemory<Mark> {
  load(): Promise<Mark | undefined>;
  /** Kept soon; what is not yet kept when the power goes is read once more. */
  keep(mark: Mark): void;
  /** Resolves once what was kept last is on the disk. */
  settle(): Promise<void>;
}

/** Remembers in a small file, which is replaced whole. A file that cannot be read is as none. */
export class FileMemory<Mark> implements SourceMemory<Mark> {
  readonly #path: string;
  readonly #isMark: (value: unknown) => value is Mark;
  #next: Mark | undefined;
  #writing: Promise<void> | undefined;

  constructor(path: string, isMark: (value: unknown) => value is Mark) {
    this.#path = path;
    this.#isMark = isMark;
  }

  async load(): Promise<Mark | undefined> {
    let text: string;
    try {
      text = await readFile(this.#path, "utf8");
    } catch {
      return undefined;
    }
    try {
      const value: unknown = JSON.parse(text);
      return this.#isMark(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  keep(mark: Mark): void {
    this.#next = mark;
    this.#writing ??= this.#write();
  }

  async settle(): Promise<void> {
    await this.#writing;
  }

  /** Writes until nothing newer is there. A disk that is full costs no more than reading again. */
  async #write(): Promise<void> {
    try {
      while (this.#next !== undefined) {
        const text = JSON.stringify(this.#next);
        this.#next = undefined;
        await writeFile(`${this.#path}.new`, text);
        await rename(`${this.#path}.new`, this.#path);
      }
    } catch {
      this.#next = undefined;
    } finally {
      this.#writing = undefined;
    }
  }
}
