import { randomUUID } from "node:crypto";
import type { Clock, Role } from "@truceline/model";
import type { Account, CodePurpose, NewAccount, PeopleStore } from "@truceline/watch";
import { ServerError } from "../errors.ts";
import { checkedName, foldedName } from "./account-name.ts";
import type { PasswordHasher } from "./password-hash.ts";
import { checkedPassword, preparedPassword } from "./password-rules.ts";
import { newSecret, sha256Of } from "./secrets.ts";

const hourMs = 3_600_000;
export const linkLife = { setUpMs: 24 * hourMs, passwordMs: 72 * hourMs } as const;

/** Roles an account may hold. Devices have tokens; the public has none. */
export const accountRoles: readonly Role[] = [
  "observer",
  "analyst",
  "reporting-officer",
  "head-of-mission",
  "liaison",
  "administrator",
];

/** A one-time code, told once. */
export interface IssuedCode {
  readonly code: string;
  readonly expiresAtMs: number;
}

export interface AccountDraft {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly party: string | null;
}

/** Who may sign in, with which roles, and their passwords. */
export class Accounts {
  readonly #store: PeopleStore;
  readonly #hasher: PasswordHasher;
  readonly #clock: Clock;

  constructor(store: PeopleStore, hasher: PasswordHasher, clock: Clock) {
    this.#store = store;
    this.#hasher = hasher;
    this.#clock = clock;
  }

  list(): Promise<readonly Account[]> {
    return this.#store.listAccounts();
  }

  /** @throws ServerError `TL_SERVER_NOT_FOUND` */
  async get(id: string): Promise<Account> {
    const account = await this.#store.getAccount(id);
    if (account === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    return account;
  }

  /** @throws ServerError `TL_SERVER_NOT_FOUND` */
  async named(name: string): Promise<Account> {
    const login = await this.#store.findLogin(foldedName(name));
    if (login === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { name });
    return login.account;
  }

  /**
   * The account of a name and password. A name that does not exist, one that may not sign in and a
   * wrong password take as long and get the same answer.
   * @throws ServerError `TL_SERVER_LOGIN_WRONG`, `TL_SERVER_SIGN_IN_BUSY`
   */
  async check(name: string, password: string): Promise<Account> {
    const login = await this.#store.findLogin(foldedName(name));
    const stored = login?.passwordHash ?? null;
    const { isRight, rehashed } = await this.#hasher.verify(preparedPassword(password), stored);
    if (!isRight || login === undefined || stored === null || login.account.disabledAtMs !== null)
      throw new ServerError("TL_SERVER_LOGIN_WRONG");
    const { account } = login;
    if (rehashed !== undefined) await this.#store.replaceHash(account.id, stored, rehashed);
    await this.#store.noteSignIn(account.id, this.#clock.nowMs());
    return account;
  }

  /**
   * A new account without a password, and the link code with which its holder chooses one.
   * @throws ServerError `TL_SERVER_NAME`, `TL_SERVER_NAME_TAKEN`, `TL_SERVER_ROLES`
   */
  async add(draft: AccountDraft, by: string): Promise<{ account: Account; issued: IssuedCode }> {
    const account = this.#newAccount(draft, by);
    if (!(await this.#store.addAccount(account))) throw new ServerError("TL_SERVER_NAME_TAKEN");
    return { account: await this.get(account.id), issued: await this.issueReset(account.id, by) };
  }

  /**
   * @param exceptSessionId the session of whoever changes their own rights; all others end.
   * @throws ServerError `TL_SERVER_ROLES`, `TL_SERVER_NOT_FOUND`, `TL_SERVER_LAST_ADMINISTRATOR`
   */
  setRoles(
    id: string,
    roles: readonly Role[],
    party: string | null,
    exceptSessionId: string | null,
  ): Promise<Account> {
    checkRoles(roles, party);
    return this.#change(id, { roles: [...new Set(roles)], party }, exceptSessionId);
  }

  /** @throws ServerError `TL_SERVER_NOT_FOUND`, `TL_SERVER_LAST_ADMINISTRATOR` */
  disable(id: string): Promise<Account> {
    return this.#change(id, { disabledAtMs: this.#clock.nowMs() }, null);
  }

  enable(id: string): Promise<Account> {
    return this.#change(id, { disabledAtMs: null }, null);
  }

  /** A code that sets a new password; the old one works until it is used. */
  async issueReset(id: string, by: string): Promise<IssuedCode> {
    await this.get(id);
    return this.#issue("password", id, by, linkLife.passwordMs);
  }

  /** A code that makes an administrator. Earlier ones no longer work. */
  issueSetUp(by: string): Promise<IssuedCode> {
    return this.#issue("set-up", null, by, linkLife.setUpMs);
  }

  /** True while nobody can sign in. */
  async isEmpty(): Promise<boolean> {
    return (await this.list()).every(({ passwordAtMs }) => passwordAtMs === null);
  }

  /** What a code is for, and whose. @throws ServerError `TL_SERVER_CODE_SPENT` */
  async lookUp(code: string): Promise<{ purpose: CodePurpose; name: string | null }> {
    const found = await this.#store.findCode(sha256Of(code), this.#clock.nowMs());
    if (found === undefined) throw new ServerError("TL_SERVER_CODE_SPENT");
    const { purpose, accountId } = found;
    return { purpose, name: accountId === null ? null : (await this.get(accountId)).name };
  }

  /**
   * The administrator of a set-up code.
   * @throws ServerError `TL_SERVER_CODE_SPENT`, `TL_SERVER_NAME`, `TL_SERVER_PASSWORD`, `TL_SERVER_NAME_TAKEN`
   */
  async setUp(code: string, name: string, password: string): Promise<Account> {
    if ((await this.lookUp(code)).purpose !== "set-up")
      throw new ServerError("TL_SERVER_CODE_SPENT");
    const account = this.#newAccount(
      { name, roles: ["administrator"], party: null },
      "set-up link",
    );
    const hash = await this.#hasher.hash(checkedPassword(password, account.name));
    const nowMs = this.#clock.nowMs();
    const outcome = await this.#store.setUp(sha256Of(code), nowMs, account, hash);
    if (outcome === "name-taken") throw new ServerError("TL_SERVER_NAME_TAKEN");
    if (outcome === "spent") throw new ServerError("TL_SERVER_CODE_SPENT");
    return this.get(account.id);
  }

  /** @throws ServerError `TL_SERVER_CODE_SPENT`, `TL_SERVER_PASSWORD` */
  async usePasswordCode(code: string, password: string): Promise<Account> {
    const { name } = await this.lookUp(code);
    if (name === null) throw new ServerError("TL_SERVER_CODE_SPENT");
    const hash = await this.#hasher.hash(checkedPassword(password, name));
    const id = await this.#store.usePasswordCode(sha256Of(code), this.#clock.nowMs(), hash);
    if (id === undefined) throw new ServerError("TL_SERVER_CODE_SPENT");
    return this.get(id);
  }

  /**
   * One's own password; all other sessions end.
   * @throws ServerError `TL_SERVER_LOGIN_WRONG`, `TL_SERVER_PASSWORD`
   */
  async changePassword(
    id: string,
    current: string,
    next: string,
    exceptSessionId: string,
  ): Promise<void> {
    const { name } = await this.get(id);
    const stored = await this.#store.passwordHashOf(id);
    const { isRight } = await this.#hasher.verify(preparedPassword(current), stored);
    if (!isRight) throw new ServerError("TL_SERVER_LOGIN_WRONG");
    const hash = await this.#hasher.hash(checkedPassword(next, name));
    await this.#store.setPassword(id, hash, this.#clock.nowMs(), exceptSessionId);
  }

  #newAccount({ name, roles, party }: AccountDraft, by: string): NewAccount {
    checkRoles(roles, party);
    const shown = checkedName(name);
    return {
      id: randomUUID(),
      name: shown,
      nameKey: foldedName(shown),
      roles: [...new Set(roles)],
      party,
      createdAtMs: this.#clock.nowMs(),
      createdBy: by,
    };
  }

  async #change(
    id: string,
    change: Parameters<PeopleStore["changeAccount"]>[1],
    exceptSessionId: string | null,
  ): Promise<Account> {
    const nowMs = this.#clock.nowMs();
    const outcome = await this.#store.changeAccount(id, change, nowMs, exceptSessionId);
    if (outcome === "absent") throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    if (outcome === "last-administrator") throw new ServerError("TL_SERVER_LAST_ADMINISTRATOR");
    return this.get(id);
  }

  async #issue(
    purpose: CodePurpose,
    accountId: string | null,
    createdBy: string,
    lifeMs: number,
  ): Promise<IssuedCode> {
    const code = newSecret();
    const createdAtMs = this.#clock.nowMs();
    const expiresAtMs = createdAtMs + lifeMs;
    const sha256 = sha256Of(code);
    await this.#store.addCode({ sha256, purpose, accountId, createdAtMs, createdBy, expiresAtMs });
    return { code, expiresAtMs };
  }
}

/** A liaison is one party's and nothing else; nobody else speaks for a party. */
function checkRoles(roles: readonly Role[], party: string | null): void {
  const refuse = (message: string): never => {
    throw new ServerError("TL_SERVER_ROLES", {
      faults: [{ code: "TL_SERVER_ROLES", path: "/roles", message }],
    });
  };
  if (roles.length === 0) refuse(`Name at least one of ${accountRoles.join(", ")}.`);
  const other = roles.find((role) => !accountRoles.includes(role));
  if (other !== undefined) refuse(`${other} is not one of ${accountRoles.join(", ")}.`);
  const isLiaison = roles.includes("liaison");
  if (isLiaison && new Set(roles).size > 1) refuse("A liaison of a party has no other role.");
  if (isLiaison && party === null) refuse("A liaison needs the party of the agreement.");
  if (!isLiaison && party !== null) refuse("Only a liaison speaks for a party.");
}
