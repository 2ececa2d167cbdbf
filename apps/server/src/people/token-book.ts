import { randomBytes } from "node:crypto";
import type { Role } from "@truceline/model";
import { sha256Of } from "./secrets.ts";
import { type TokenEntry, TokenFile, type TokenFileText } from "./token-file.ts";

export interface TokenHolder {
  readonly name: string;
  readonly role: Role;
  readonly sha256: string;
}

/** After a rotation the old token works this long, so that a device can change over. */
export const rotationGraceMs = 10 * 60_000;
/** A code that nobody has used by then is spent. */
export const enrolCodeLifeMs = 24 * 3_600_000;
/** When a token was last seen is written this often at most. */
const seenEveryMs = 60_000;

export type ListedToken = Omit<TokenEntry, "sha256" | "rotatedTo">;

/**
 * The tokens that devices and scripts show, in one file beside the data, readable by its owner only.
 * A file and not a table: a device must be let in or shut out also while the database is away, and
 * whoever holds the data folder needs no server for it.
 */
export class TokenBook {
  readonly #file: TokenFile;
  #byDigest: ReadonlyMap<string, TokenEntry> = new Map();
  readonly #seen = new Map<string, number>();
  #seenWrittenMs = 0;

  constructor(path: string) {
    this.#file = new TokenFile(path);
  }

  /** The holder of a token that is known, not revoked and not replaced. */
  find(token: string, atMs = Date.now()): TokenHolder | undefined {
    return this.findByDigest(sha256Of(token).toString("hex"), atMs);
  }

  /** @param sha256 hex SHA-256 of a token; looking it up tells nothing of tokens near it. */
  findByDigest(sha256: string, atMs = Date.now()): TokenHolder | undefined {
    this.#refresh();
    const entry = this.#byDigest.get(sha256);
    if (entry === undefined || !works(entry, atMs)) return undefined;
    this.#noteSeen(sha256, atMs);
    return { name: entry.name, role: entry.role, sha256 };
  }

  /**
   * Makes a token and keeps its hash. The token is returned this once.
   * @param lifeMs for a token of one command; without it the token works until it is revoked.
   */
  add(name: string, role: Role, atMs: number, lifeMs?: number): string {
    const { token, entry } = newToken(name, role, atMs);
    const kept = lifeMs === undefined ? entry : { ...entry, expiresAtMs: atMs + lifeMs };
    this.#change((text) => ({ ...text, tokens: [...text.tokens, kept] }));
    return token;
  }

  /** Makes a code with which a device fetches its token once, and keeps the code's hash. */
  addCode(name: string, role: Role, atMs: number): { readonly code: string; expiresAtMs: number } {
    const code = `tle_${randomBytes(16).toString("base64url")}`;
    const expiresAtMs = atMs + enrolCodeLifeMs;
    const sha256 = sha256Of(code).toString("hex");
    this.#change((text) => ({
      ...text,
      codes: [
        ...(text.codes ?? []).filter((one) => one.expiresAtMs > atMs && one.name !== name),
        { name, role, sha256, createdAtMs: atMs, expiresAtMs },
      ],
    }));
    return { code, expiresAtMs };
  }

  /** The token for a code; undefined for one that is unknown, used or expired. */
  enrol(code: string, atMs: number): (TokenHolder & { readonly token: string }) | undefined {
    const sha256 = sha256Of(code).toString("hex");
    let result: (TokenHolder & { readonly token: string }) | undefined;
    this.#change((text) => {
      const found = text.codes?.find((one) => one.sha256 === sha256 && one.expiresAtMs > atMs);
      if (found === undefined) return text;
      const { token, entry } = newToken(found.name, found.role, atMs);
      result = { token, name: found.name, role: found.role, sha256: entry.sha256 };
      return {
        ...text,
        tokens: [...text.tokens, entry],
        codes: (text.codes ?? []).filter((one) => one !== found),
      };
    });
    return result;
  }

  /**
   * A new token for the holder of an old one, which works for ten minutes more. Asked again with the
   * old one, because the answer was lost, it gives another and revokes the one that never came; once
   * the new one was seen, the old one rotates no more.
   */
  rotate(
    token: string,
    atMs: number,
  ): { readonly token: string; readonly oldUntilMs: number } | undefined {
    const sha256 = sha256Of(token).toString("hex");
    let result: { readonly token: string; readonly oldUntilMs: number } | undefined;
    this.#change((text) => {
      const old = text.tokens.find((one) => one.sha256 === sha256);
      if (old === undefined || !works(old, atMs)) return text;
      if (old.rotatedTo !== undefined && this.#wasSeen(text, old.rotatedTo)) return text;
      const made = newToken(old.name, old.role, atMs);
      const oldUntilMs = old.expiresAtMs ?? atMs + rotationGraceMs;
      result = { token: made.token, oldUntilMs };
      const tokens = text.tokens.map((one) => {
        if (one === old) return { ...one, expiresAtMs: oldUntilMs, rotatedTo: made.entry.sha256 };
        return one.sha256 === old.rotatedTo ? { ...one, revokedAtMs: atMs } : one;
      });
      return { ...text, tokens: [...tokens, made.entry] };
    });
    return result;
  }

  /** As `rotate`, for whoever holds the data folder and names the holder. */
  rotateOf(name: string, atMs: number): string | undefined {
    let token: string | undefined;
    this.#change((text) => {
      const last = text.tokens.findLast((one) => one.name === name && works(one, atMs));
      if (last === undefined) return text;
      const made = newToken(name, last.role, atMs);
      token = made.token;
      const tokens = text.tokens.map((one) =>
        one.name === name && works(one, atMs)
          ? {
              ...one,
              expiresAtMs: Math.min(one.expiresAtMs ?? Infinity, atMs + rotationGraceMs),
              rotatedTo: made.entry.sha256,
            }
          : one,
      );
      return { ...text, tokens: [...tokens, made.entry] };
    });
    return token;
  }

  /** Revokes all tokens and codes of a name; the number of tokens revoked. */
  revoke(name: string, atMs: number): number {
    let count = 0;
    this.#change((text) => {
      const tokens = text.tokens.map((entry) => {
        if (entry.name !== name || !works(entry, atMs)) return entry;
        count += 1;
        return { ...entry, revokedAtMs: atMs };
      });
      const codes = (text.codes ?? []).filter((one) => one.name !== name);
      return count === 0 && codes.length === (text.codes ?? []).length
        ? text
        : { ...text, tokens, codes };
    });
    return count;
  }

  /** Revokes one token and forgets it: for one that lived for one command. */
  drop(token: string): void {
    const sha256 = sha256Of(token).toString("hex");
    this.#change((text) => ({
      ...text,
      tokens: text.tokens.filter((one) => one.sha256 !== sha256),
    }));
  }

  list(): readonly ListedToken[] {
    this.#refresh();
    return this.#file.text.tokens.map(({ sha256, rotatedTo: _, ...entry }) => {
      const seenAtMs = this.#seen.get(sha256) ?? entry.seenAtMs;
      return seenAtMs === undefined ? entry : { ...entry, seenAtMs };
    });
  }

  #wasSeen(text: TokenFileText, sha256: string): boolean {
    const entry = text.tokens.find((one) => one.sha256 === sha256);
    return entry?.seenAtMs !== undefined || this.#seen.has(sha256);
  }

  #noteSeen(sha256: string, atMs: number): void {
    this.#seen.set(sha256, atMs);
    if (atMs - this.#seenWrittenMs < seenEveryMs) return;
    this.#seenWrittenMs = atMs;
    try {
      this.#change((text) => ({ ...text, tokens: text.tokens.map((one) => this.#withSeen(one)) }));
    } catch {
      // A full disk must not shut a device out; when it was seen stays in memory.
    }
  }

  #withSeen(entry: TokenEntry): TokenEntry {
    const seenAtMs = this.#seen.get(entry.sha256);
    return seenAtMs === undefined || seenAtMs <= (entry.seenAtMs ?? 0)
      ? entry
      : { ...entry, seenAtMs };
  }

  #change(next: (text: TokenFileText) => TokenFileText): void {
    this.#file.change(next);
    this.#index();
  }

  #refresh(): void {
    if (this.#file.refresh()) this.#index();
  }

  #index(): void {
    this.#byDigest = new Map(this.#file.text.tokens.map((entry) => [entry.sha256, entry]));
  }
}

function works({ revokedAtMs, expiresAtMs }: TokenEntry, atMs: number): boolean {
  return revokedAtMs === undefined && (expiresAtMs === undefined || atMs < expiresAtMs);
}

function newToken(name: string, role: Role, atMs: number) {
  const token = `tl_${randomBytes(24).toString("base64url")}`;
  const sha256 = sha256Of(token).toString("hex");
  return { token, entry: { name, role, sha256, createdAtMs: atMs } satisfies TokenEntry };
}
