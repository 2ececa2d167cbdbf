import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Role, RoleSchema } from "@truceline/model";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";

const TokenFileSchema = Type.Object(
  {
    schema: Type.Literal("tokens/1"),
    tokens: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 100 }),
          role: RoleSchema,
          /** SHA-256 of the token; the token itself is shown once and never kept. */
          sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
          createdAtMs: Type.Integer(),
          revokedAtMs: Type.Optional(Type.Integer()),
        },
        { additionalProperties: false },
      ),
      { maxItems: 10_000 },
    ),
  },
  { additionalProperties: false },
);
type TokenFile = Static<typeof TokenFileSchema>;
const validator = Compile(TokenFileSchema);

export interface TokenHolder {
  readonly name: string;
  readonly role: Role;
}

/** The tokens that devices and people show, in one file beside the data, readable by its owner only. */
export class TokenBook {
  readonly #path: string;
  #file: TokenFile = { schema: "tokens/1", tokens: [] };
  #readAtMtimeMs = -1;

  constructor(path: string) {
    this.#path = path;
  }

  /** The holder of a token that is known and not revoked. */
  find(token: string): TokenHolder | undefined {
    this.#refresh();
    const digest = createHash("sha256").update(token).digest();
    return this.#file.tokens.find(
      ({ sha256, revokedAtMs }) =>
        revokedAtMs === undefined && timingSafeEqual(Buffer.from(sha256, "hex"), digest),
    );
  }

  /** Makes a token and keeps its hash. The token is returned this once. */
  add(name: string, role: Role, atMs: number): string {
    this.#refresh();
    const token = `tl_${randomBytes(24).toString("base64url")}`;
    const sha256 = createHash("sha256").update(token).digest("hex");
    this.#write([...this.#file.tokens, { name, role, sha256, createdAtMs: atMs }]);
    return token;
  }

  /** Revokes all tokens of a name; the number revoked. */
  revoke(name: string, atMs: number): number {
    this.#refresh();
    const hit = (entry: TokenFile["tokens"][number]) =>
      entry.name === name && entry.revokedAtMs === undefined;
    const count = this.#file.tokens.filter(hit).length;
    this.#write(
      this.#file.tokens.map((entry) => (hit(entry) ? { ...entry, revokedAtMs: atMs } : entry)),
    );
    return count;
  }

  list(): readonly Omit<TokenFile["tokens"][number], "sha256">[] {
    this.#refresh();
    return this.#file.tokens.map(({ sha256: _, ...entry }) => entry);
  }

  #refresh(): void {
    let mtimeMs: number;
    try {
      ({ mtimeMs } = statSync(this.#path));
    } catch {
      this.#file = { schema: "tokens/1", tokens: [] };
      this.#readAtMtimeMs = -1;
      return;
    }
    if (mtimeMs === this.#readAtMtimeMs) return;
    this.#file = validator.Parse(JSON.parse(readFileSync(this.#path, "utf8")));
    this.#readAtMtimeMs = mtimeMs;
  }

  #write(tokens: TokenFile["tokens"]): void {
    this.#file = { schema: "tokens/1", tokens };
    mkdirSync(dirname(this.#path), { recursive: true });
    const draft = `${this.#path}.new`;
    writeFileSync(draft, `${JSON.stringify(this.#file, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.#path);
    this.#readAtMtimeMs = -1;
  }
}
