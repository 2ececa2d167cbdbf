import { AtMsSchema } from "@truceline/model";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import { accountRoles } from "../people/accounts.ts";
import { endedSessionCookie } from "../people/cookies.ts";
import { isSecure } from "../people/identify.ts";
import { csrfOf } from "../people/sessions.ts";
import { setSessionCookie, signInByName, signInByToken } from "../people/sign-in.ts";
import type { Route } from "../route.ts";

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const answerSchema = Type.Object({
  name: Type.String(),
  /** The first of the roles; `anonymous` for nobody. */
  role: Type.String(),
  roles: Type.Array(Type.String()),
  party: textOrNull,
  kind: Type.Enum(["person", "device", "anonymous"]),
  guest: Type.Boolean(),
  /** Whether there is a password of one's own to change. */
  account: Type.Boolean(),
  origin: Type.String(),
  scenario: Type.String(),
  /** The sentence of the band that nobody can close; null where the picture is of the world. */
  banner: textOrNull,
  /** Goes as `x-truceline-csrf` with every write of this session; null without a session. */
  csrf: textOrNull,
  /** The session's last instant; it ends earlier when nothing is heard of it. */
  endsAtMs: Type.Union([AtMsSchema, Type.Null()]),
});

/** Who I am and what kind of picture this is. Anybody may ask: it tells nothing of the mission. */
export const whoAmI: Route = {
  method: "GET",
  url: "/api/v1/session",
  summary: "Who the caller is, and whether this is an exercise.",
  roles: "anybody",
  readsCaller: true,
  release: "public",
  answer: { contentType: "application/json", schema: answerSchema },
  async handle({ room, caller, identity: { session } }): Promise<Static<typeof answerSchema>> {
    const { name, roles, party, guest, kind } = caller;
    return {
      name,
      role: roles[0] ?? "anonymous",
      roles: [...roles],
      party,
      kind,
      guest,
      account: session !== null && session.accountId !== null && !session.remembered,
      origin: room.origin,
      scenario: room.id,
      banner: room.banner,
      csrf: session === null ? null : csrfOf(session.secret),
      endsAtMs: session?.expiresAtMs ?? null,
    };
  },
};

const signInBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000 })),
    /** True: 14 days on this phone, as an observer only. */
    remember: Type.Optional(Type.Boolean()),
    token: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);
const signInValidator = Compile(signInBody);

/** Signs a browser in, by name and password or by a token, with a cookie that no script can read. */
export const signIn: Route = {
  method: "POST",
  url: "/api/v1/session",
  summary: "Signs a browser in, by name and password or by a token.",
  roles: "anybody",
  release: "public",
  audited: "after",
  body: { contentTypes: ["application/json"], schema: signInBody },
  async handle(context) {
    const {
      name,
      password,
      remember = false,
      token,
    } = await jsonBody(context.request.raw, signInValidator);
    if (token !== undefined && name === undefined && password === undefined) {
      await signInByToken(context, token);
    } else if (token === undefined && name !== undefined && password !== undefined) {
      await signInByName(context, { name, password, remember });
    } else {
      const message = "name and password, or a token";
      throw new ServerError("TL_SERVER_BODY", { faults: [{ code: "TL_SERVER_BODY", message }] });
    }
    return context.reply.code(204).send();
  },
};

const sessionSchema = Type.Object({
  id: Type.String(),
  /** The one that asks. */
  own: Type.Boolean(),
  createdAtMs: AtMsSchema,
  seenAtMs: AtMsSchema,
  endsAtMs: AtMsSchema,
  /** What the browser called itself. */
  agent: Type.String(),
  address: Type.String(),
  /** True on a phone that stays signed in. */
  remembered: Type.Boolean(),
});

/** Where I am signed in. */
export const listSessions: Route = {
  method: "GET",
  url: "/api/v1/sessions",
  summary: "The caller's own open sessions, newest first.",
  roles: accountRoles,
  release: "public",
  needsToken: true,
  answer: {
    contentType: "application/json",
    schema: Type.Object({ items: Type.Array(sessionSchema), next: Type.Null() }),
  },
  async handle({ host, identity: { session } }) {
    const open = session === null ? [] : await host.people.sessions.list(session);
    const items = open.map(
      ({ id, createdAtMs, seenAtMs, expiresAtMs: endsAtMs, agent, address, roles }) => {
        const own = id === session?.id;
        const remembered = roles !== null;
        return { id, own, createdAtMs, seenAtMs, endsAtMs, agent, address, remembered };
      },
    );
    return { items, next: null };
  },
};

const endBody = Type.Object(
  { everywhere: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const endValidator = Compile(endBody);

/** Signs out here, or everywhere. */
export const signOut: Route = {
  method: "POST",
  url: "/api/v1/sessions/end",
  summary: "Signs the caller out, here or everywhere.",
  roles: accountRoles,
  release: "public",
  needsToken: true,
  body: { contentTypes: ["application/json"], schema: endBody },
  async handle({ host, request, reply, identity: { session } }) {
    const { everywhere = false } = await jsonBody(request.raw, endValidator);
    const { sessions, trustsProxy } = host.people;
    if (session !== null && everywhere) await sessions.endAll(session);
    else if (session !== null) await sessions.end(session, session.id);
    reply.header("set-cookie", endedSessionCookie(isSecure(request, trustsProxy)));
    return reply.code(204).send();
  },
};

const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });

/** Ends one of my sessions: a phone that was lost. */
export const endSession: Route = {
  method: "POST",
  url: "/api/v1/sessions/:id/end",
  summary: "Ends one of the caller's own sessions.",
  roles: accountRoles,
  release: "public",
  needsToken: true,
  params: onePath,
  async handle({ host, request, reply, identity: { session } }) {
    const { id } = request.params as Static<typeof onePath>;
    if (session === null) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    await host.people.sessions.end(session, id);
    return reply.code(204).send();
  },
};

const passwordBody = Type.Object(
  {
    current: Type.String({ maxLength: 1_000 }),
    password: Type.String({ maxLength: 1_000 }),
  },
  { additionalProperties: false },
);
const passwordValidator = Compile(passwordBody);

/** My own password; I am signed out everywhere else, and here the session gets another secret. */
export const changePassword: Route = {
  method: "POST",
  url: "/api/v1/session/password",
  summary: "Changes the caller's own password; all other sessions end.",
  roles: accountRoles,
  release: "public",
  needsToken: true,
  body: { contentTypes: ["application/json"], schema: passwordBody },
  async handle({ host, request, reply, identity: { session, address } }) {
    const { people } = host;
    const { current, password } = await jsonBody(request.raw, passwordValidator);
    // A phone left on a table is an observer's for two weeks; it does not get the whole account.
    if (session === null || session.accountId === null || session.remembered) {
      throw new ServerError("TL_SERVER_ROLE", { needs: "a session of one's own account" });
    }
    people.signInLimits.checkAddress(address, people.clock.nowMs());
    await people.accounts.changePassword(session.accountId, current, password, session.id);
    people.signInLimits.giveBack(address);
    setSessionCookie(reply, request, people, await people.sessions.renew(session));
    return reply.code(204).send();
  },
};
