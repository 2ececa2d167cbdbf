import { randomUUID } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { RoleSchema } from "@truceline/model";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { ServerError } from "../errors.ts";

const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Name = Type.String({ minLength: 1, maxLength: 100 });

const TokenFileSchema = Type.Object(
  {
    schema: Type.Literal("tokens/1"),
    tokens: Type.Array(
      Type.Object(
        {
          name: Name,
          role: RoleSchema,
          /** SHA-256 of the token; the token itself is shown once and never kept. */
          sha256: Sha256,
          createdAtMs: Type.Integer(),
          revokedAtMs: Type.Optional(Type.Integer()),
          /** Set by rotation: until then the old token works beside the new one. */
          expiresAtMs: Type.Optional(Type.Integer()),
          /** The token that took its place. */
          rotatedTo: Type.Optional(Sha256),
          seenAtMs: Type.Optional(Type.Integer()),
        },
        { additionalProperties: false },
      ),
      { maxItems: 10_000 },
    ),
    /** Codes with which a device fetches its token, once. */
    codes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Name,
            role: RoleSchema,
            sha256: Sha256,
            createdAtMs: Type.Integer(),
            expiresAtMs: Type.Integer(),
          },
          { additionalProperties: false },
        ),
        { maxItems: 10_000 },
      ),
    ),
  },
  { additionalProperties: false },
);
export type TokenFileText = Static<typeof TokenFileSchema>;
export type TokenEntry = TokenFileText["tokens"][number];
const validator = Compile(TokenFileSchema);

const lockTries = 50;
const lockPauseMs = 10;
/** Who holds the lock writes one file; one that takes this long was killed. */
const lockStaleMs = 5_000;

/**
 * `tokens.json`: read when it has changed, written whole under a lock, so that a running server and
 * a command at the same time lose nothing of each other.
 */
export class TokenFile {
  readonly #path: string;
  #text: TokenFileText = { schema: "tokens/1", tokens: [] };
  #readAs = "";

  constructor(path: string) {
    this.#path = path;
  }

  /** What stands in the file now. True where it is not what was read before. */
  refresh(): boolean {
    const stamp = this.#stamp();
    if (stamp === this.#readAs) return false;
    this.#text =
      stamp === ""
        ? { schema: "tokens/1", tokens: [] }
        : validator.Parse(JSON.parse(readFileSync(this.#path, "utf8")));
    this.#readAs = stamp;
    return true;
  }

  get text(): TokenFileText {
    return this.#text;
  }

  /** Changes the file, from what stands in it at that moment. @throws ServerError `TL_SERVER_TOKENS_LOCKED`. */
  change(next: (text: TokenFileText) => TokenFileText): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const release = this.#lock();
    try {
      this.refresh();
      const text = next(this.#text);
      if (text === this.#text) return;
      const draft = `${this.#path}.${randomUUID()}`;
      writeFileSync(draft, `${JSON.stringify(text, null, 2)}\n`, { mode: 0o600, flush: true });
      renameSync(draft, this.#path);
      this.#text = text;
      this.#readAs = this.#stamp();
    } finally {
      release();
    }
  }

  /** A renamed file is another one, even within one tick of the file system's clock. */
  #stamp(): string {
    try {
      const { mtimeMs, ino, size } = statSync(this.#path);
      return `${mtimeMs}/${ino}/${size}`;
    } catch {
      return "";
    }
  }

  #lock(): () => void {
    const path = `${this.#path}.lock`;
    for (let attempt = 0; attempt < lockTries; attempt++) {
      try {
        closeSync(openSync(path, "wx"));
        return () => rmSync(path, { force: true });
      } catch (cause) {
        if ((cause as { code?: string }).code !== "EEXIST") throw cause;
      }
      try {
        if (Date.now() - statSync(path).mtimeMs > lockStaleMs) rmSync(path, { force: true });
      } catch {
        // Gone meanwhile: the next try has it.
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lockPauseMs);
    }
    throw new ServerError("TL_SERVER_TOKENS_LOCKED", { path });
  }
}
