import { randomUUID } from "node:crypto";
import type { Clock, Role } from "@truceline/model";
import type { Account, PeopleStore, Session } from "@truceline/watch";
import { ServerError } from "../errors.ts";
import { newSecret, sealOf, sha256Of } from "./secrets.ts";
import type { TokenBook } from "./token-book.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const sessionLife = {
  idleMs: 12 * hourMs,
  longestMs: 7 * dayMs,
  /** The patrol form on a phone, days without a network. */
  rememberedMs: 14 * dayMs,
} as const;
/** When a session was last seen is written this often at most. */
const seenEveryMs = 60_000;
const seenCountMax = 10_000;
/** So long a request may have been on its way when its session got another secret. */
const onTheWayMs = 30_000;
const agentLengthMax = 200;

/** Where a session is opened from. */
export interface SessionPlace {
  readonly agent: string;
  readonly address: string;
}

/** A session that a request showed, and who stands behind it. */
export interface LiveSession {
  readonly id: string;
  readonly secret: string;
  readonly accountId: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly party: string | null;
  readonly expiresAtMs: number;
  readonly remembered: boolean;
}

export interface OpenedSession {
  readonly secret: string;
  readonly remembered: boolean;
  readonly lifeMs: number;
}

/** What goes with every write of a session; only who can read the session's own answers knows it. */
export const csrfOf = (secret: string): string => sealOf(secret, "csrf", "");

/** Sessions of people: opened by signing in, known by a secret of which only the hash is kept. */
export class Sessions {
  readonly #store: PeopleStore;
  readonly #tokens: TokenBook;
  readonly #clock: Clock;
  readonly #seenWritten = new Map<string, number>();
  /** Secrets that were renewed just now, by their hash, and until when they count as such. */
  readonly #renewed = new Map<string, number>();

  constructor(store: PeopleStore, tokens: TokenBook, clock: Clock) {
    this.#store = store;
    this.#tokens = tokens;
    this.#clock = clock;
  }

  /**
   * @param remembered for 14 days, and then as an observer only, whatever else the account may.
   * @throws ServerError `TL_SERVER_REMEMBER` for an account that is no observer.
   */
  async open(
    account: Pick<Account, "id" | "roles">,
    place: SessionPlace,
    remembered = false,
  ): Promise<OpenedSession> {
    if (remembered && !account.roles.includes("observer")) {
      throw new ServerError("TL_SERVER_REMEMBER", { roles: account.roles });
    }
    return this.#add({ accountId: account.id, tokenSha256: null }, place, remembered);
  }

  /** A browser that shows a token once and has a session from then on, for as long as the token works. */
  openForToken(token: string, place: SessionPlace): Promise<OpenedSession> {
    return this.#add({ accountId: null, tokenSha256: sha256Of(token) }, place, false);
  }

  /** @throws ServerError `TL_SERVER_SESSION_ENDED` */
  async find(secret: string): Promise<LiveSession> {
    const nowMs = this.#clock.nowMs();
    const found = await this.#store.findSession(sha256Of(secret), nowMs);
    const who = found === undefined ? undefined : this.#holderOf(found);
    if (found === undefined || who === undefined) {
      const untilMs = this.#renewed.get(sha256Of(secret).toString("hex")) ?? 0;
      throw new ServerError("TL_SERVER_SESSION_ENDED", { isRenewed: nowMs < untilMs });
    }
    const { id, accountId, expiresAtMs, roles } = found.session;
    await this.#noteSeen(id, nowMs);
    return { id, secret, accountId, expiresAtMs, remembered: roles !== null, ...who };
  }

  /** The open sessions of whoever has this one. */
  async list(own: LiveSession): Promise<readonly Session[]> {
    return this.#store.listSessions(await this.#holderKey(own), this.#clock.nowMs());
  }

  /** @throws ServerError `TL_SERVER_NOT_FOUND` for a session that is not one's own. */
  async end(own: LiveSession, id: string): Promise<void> {
    const isOwn = (await this.list(own)).some((session) => session.id === id);
    if (!isOwn) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    await this.#store.endSession(id, this.#clock.nowMs());
  }

  async endAll(own: LiveSession): Promise<void> {
    const nowMs = this.#clock.nowMs();
    for (const { id } of await this.list(own)) await this.#store.endSession(id, nowMs);
  }

  /** Ends what a cookie stands for, if anything: nobody signs in on top of another's session. */
  async endBySecret(secret: string): Promise<void> {
    const nowMs = this.#clock.nowMs();
    const found = await this.#store.findSession(sha256Of(secret), nowMs);
    if (found !== undefined) await this.#store.endSession(found.session.id, nowMs);
  }

  /**
   * The same session under another secret. Who still shows the old one is refused at once; but for a
   * moment such a refusal does not say that the session has ended: requests that were on their way
   * must not take the new cookie from the browser.
   */
  async renew(own: LiveSession): Promise<OpenedSession> {
    const secret = newSecret();
    await this.#store.renewSession(own.id, sha256Of(secret));
    const nowMs = this.#clock.nowMs();
    if (this.#renewed.size > seenCountMax) this.#renewed.clear();
    this.#renewed.set(sha256Of(own.secret).toString("hex"), nowMs + onTheWayMs);
    const lifeMs = own.expiresAtMs - nowMs;
    return { secret, remembered: own.remembered, lifeMs };
  }

  async #add(
    holder: Pick<Session, "accountId" | "tokenSha256">,
    { agent, address }: SessionPlace,
    remembered: boolean,
  ): Promise<OpenedSession> {
    const secret = newSecret();
    const nowMs = this.#clock.nowMs();
    const lifeMs = remembered ? sessionLife.rememberedMs : sessionLife.longestMs;
    await this.#store.addSession({
      ...holder,
      id: randomUUID(),
      sha256: sha256Of(secret),
      roles: remembered ? ["observer"] : null,
      createdAtMs: nowMs,
      seenAtMs: nowMs,
      idleMs: remembered ? lifeMs : sessionLife.idleMs,
      expiresAtMs: nowMs + lifeMs,
      agent: agent.slice(0, agentLengthMax),
      address,
    });
    return { secret, remembered, lifeMs };
  }

  #holderOf({
    session,
    account,
  }: {
    readonly session: Session;
    readonly account: Account | null;
  }): Pick<LiveSession, "name" | "roles" | "party"> | undefined {
    if (session.tokenSha256 !== null) {
      const digest = Buffer.from(session.tokenSha256).toString("hex");
      const holder = this.#tokens.findByDigest(digest, this.#clock.nowMs());
      return holder === undefined
        ? undefined
        : { name: holder.name, roles: [holder.role], party: null };
    }
    if (account === null || account.disabledAtMs !== null) return undefined;
    const limit = session.roles;
    const roles =
      limit === null ? account.roles : account.roles.filter((role) => limit.includes(role));
    return { name: account.name, roles, party: account.party };
  }

  async #holderKey(own: LiveSession): Promise<Parameters<PeopleStore["listSessions"]>[0]> {
    if (own.accountId !== null) return { accountId: own.accountId };
    const found = await this.#store.findSession(sha256Of(own.secret), this.#clock.nowMs());
    const tokenSha256 = found?.session.tokenSha256;
    if (tokenSha256 === undefined || tokenSha256 === null)
      throw new ServerError("TL_SERVER_SESSION_ENDED");
    return { tokenSha256 };
  }

  /** Where it cannot be written, the session ends a little early, and this request goes on. */
  async #noteSeen(id: string, atMs: number): Promise<void> {
    if (atMs - (this.#seenWritten.get(id) ?? 0) < seenEveryMs) return;
    if (this.#seenWritten.size > seenCountMax) this.#seenWritten.clear();
    this.#seenWritten.set(id, atMs);
    await this.#store.noteSeen(id, atMs).catch(() => {});
  }
}
