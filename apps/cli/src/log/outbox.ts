import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DocumentFault, Origin } from "@truceline/model";
import { CliError } from "../errors.ts";
import type { EntryWrite } from "./log-desk.ts";

/** An entry that the room does not have yet. */
export interface Unsent {
  readonly entry: EntryWrite;
  /** It was to be submitted, too. */
  readonly toSubmit: boolean;
  /** Why the room refused it; it is not sent again by itself. */
  readonly refused?: readonly DocumentFault[];
}

interface Kept {
  readonly truceline: "log-outbox/1";
  /** Of the room, when it last answered. */
  readonly origin?: Origin;
  readonly unsent: readonly Unsent[];
}

/**
 * What waits for the link, in a file beside the data: written before anything is sent, replaced in one
 * step, taken out once the room has it.
 */
export class Outbox {
  readonly #path: string;
  #kept: Kept;

  /** @throws CliError `TL_CLI_FILE` where the file is there and cannot be read: nothing is overwritten */
  constructor(path: string) {
    this.#path = path;
    this.#kept = readKept(path);
  }

  get origin(): Origin | undefined {
    return this.#kept.origin;
  }

  get unsent(): readonly Unsent[] {
    return this.#kept.unsent;
  }

  setOrigin(origin: Origin): void {
    if (origin !== this.#kept.origin) this.#write({ ...this.#kept, origin });
  }

  /** Adds an entry or takes the place of what waits of it. */
  add(unsent: Unsent): void {
    const others = this.unsent.filter(({ entry }) => entry.id !== unsent.entry.id);
    this.#write({ ...this.#kept, unsent: [...others, unsent] });
  }

  remove(id: string): void {
    if (!this.unsent.some(({ entry }) => entry.id === id)) return;
    this.#write({ ...this.#kept, unsent: this.unsent.filter(({ entry }) => entry.id !== id) });
  }

  #write(kept: Kept): void {
    const next = `${this.#path}.next`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      // Lines say where the mission's people are.
      writeFileSync(next, JSON.stringify(kept), { mode: 0o600, flush: true });
      renameSync(next, this.#path);
    } catch (cause) {
      throw new CliError("TL_CLI_LOG_OUTBOX", { path: this.#path }, { cause });
    }
    this.#kept = kept;
  }
}

function readKept(path: string): Kept {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as { code?: string }).code === "ENOENT") {
      return { truceline: "log-outbox/1", unsent: [] };
    }
    throw new CliError("TL_CLI_LOG_OUTBOX", { path }, { cause });
  }
  try {
    const kept = JSON.parse(text) as Kept;
    if (kept.truceline === "log-outbox/1" && Array.isArray(kept.unsent)) return kept;
  } catch (cause) {
    throw new CliError("TL_CLI_LOG_OUTBOX", { path }, { cause });
  }
  throw new CliError("TL_CLI_LOG_OUTBOX", { path });
}
