import type { DocumentPlace, Locate } from "../faults.ts";
import type { DocumentText } from "../utf8-text.ts";

/** A file that a document is made of, and the folder that paths in it start from. */
export interface DocumentSource {
  /** As it is shown in faults. */
  readonly file: string;
  /** With a slash at its end; empty for the folder that paths are shown from. */
  readonly folder: string;
  readonly locate: Locate;
  readFile(relativePath: string): DocumentText | undefined;
}

/** Where an entry of an assembled document was written. */
export interface WrittenAt {
  readonly source: DocumentSource;
  readonly pointer: string;
}

/**
 * A document put together from several files: its annexes, and the agreement that it amends. Pointers
 * go into `value`; each root key and each entry of a root list knows where it was written.
 */
export class AssembledDocument {
  readonly value: unknown;
  readonly main: DocumentSource;
  readonly #writtenAt: ReadonlyMap<string, WrittenAt>;

  constructor(
    value: unknown,
    main: DocumentSource,
    writtenAt: ReadonlyMap<string, WrittenAt> = new Map(),
  ) {
    this.value = value;
    this.main = main;
    this.#writtenAt = writtenAt;
  }

  /** Where the entry with this pointer was written: as near as the parts tell. */
  writtenAt(pointer: string): WrittenAt {
    const [, key = "", index] = pointer.split("/");
    for (const part of [`/${key}/${index}`, `/${key}`]) {
      const found = this.#writtenAt.get(part);
      if (found !== undefined && (pointer === part || pointer.startsWith(`${part}/`))) {
        return { source: found.source, pointer: `${found.pointer}${pointer.slice(part.length)}` };
      }
    }
    return { source: this.main, pointer };
  }

  /** All files that parts of it were written in. */
  files(): ReadonlySet<string> {
    const others = [...this.#writtenAt.values()].map(({ source }) => source.file);
    return new Set([this.main.file, ...others]);
  }

  readonly locate: Locate = (pointer, part): DocumentPlace | undefined => {
    const written = this.writtenAt(pointer);
    const place = written.source.locate(written.pointer, part);
    return place === undefined ? undefined : { ...place, file: written.source.file };
  };
}

/** Puts a document together: root keys and entries of root lists, each with where it was written. */
export class DocumentAssembly {
  readonly #main: DocumentSource;
  readonly #members = new Map<string, unknown>();
  readonly #writtenAt = new Map<string, WrittenAt>();

  constructor(main: DocumentSource) {
    this.#main = main;
  }

  /** Sets a root key to a value that stands as a whole at one place. */
  set(key: string, value: unknown, at: WrittenAt): void {
    this.#members.set(key, value);
    this.#writtenAt.set(`/${escaped(key)}`, at);
  }

  /** Sets a root list; its entries may come from several files. */
  setList(key: string, entries: readonly { readonly value: unknown; readonly at: WrittenAt }[]) {
    this.#members.set(
      key,
      entries.map(({ value }) => value),
    );
    for (const [index, { at }] of entries.entries()) {
      this.#writtenAt.set(`/${escaped(key)}/${index}`, at);
    }
  }

  done(): AssembledDocument {
    return new AssembledDocument(Object.fromEntries(this.#members), this.#main, this.#writtenAt);
  }
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
