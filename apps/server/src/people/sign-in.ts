import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ServerError } from "../errors.ts";
import type { RouteContext } from "../route.ts";
import { foldedName } from "./account-name.ts";
import { browserCookieOf, browserMarkOf, sessionCookieOf, sessionSecretOf } from "./cookies.ts";
import { isSecure } from "./identify.ts";
import type { People } from "./people.ts";
import { isSame, sealOf } from "./secrets.ts";
import type { OpenedSession, SessionPlace } from "./sessions.ts";

type Parts = Pick<RouteContext, "host" | "request" | "reply" | "identity" | "audit">;

/** A name and a password for a session. What is wrong about them is never said. */
export async function signInByName(
  parts: Parts,
  given: { readonly name: string; readonly password: string; readonly remember: boolean },
): Promise<void> {
  const { host, request, reply, identity, audit } = parts;
  const { people } = host;
  const nameKey = foldedName(given.name);
  const browser = knownBrowser(request, people, nameKey);
  const { address } = identity;
  const wasRight = people.signInLimits.checkName(
    { nameKey, address, browser },
    people.clock.nowMs(),
  );
  const account = await people.accounts.check(given.name, given.password);
  wasRight();
  audit.actorIs(account.name, account.id);
  audit.subjectIs(account.id);
  const opened = await people.sessions.open(account, placeOf(request, address), given.remember);
  await startSession(parts, opened);
  const mark = browser ?? randomBytes(12).toString("base64url");
  const sealed = `${mark}.${sealOf(people.browserKey, "browser", `${mark} ${nameKey}`)}`;
  reply.header("set-cookie", browserCookieOf(sealed, isSecure(request, people.trustsProxy)));
}

/** A token for a session of its holder. Devices need none: they send the token itself. */
export async function signInByToken(parts: Parts, token: string): Promise<void> {
  const { host, request, identity, audit } = parts;
  const { people, tokens } = host;
  const nowMs = people.clock.nowMs();
  people.signInLimits.checkAddress(identity.address, nowMs);
  const holder = tokens.find(token, nowMs);
  if (holder === undefined) throw new ServerError("TL_SERVER_TOKEN_WRONG");
  if (holder.role === "device") throw new ServerError("TL_SERVER_ROLE", { roles: [holder.role] });
  people.signInLimits.giveBack(identity.address);
  audit.actorIs(holder.name, null);
  const place = placeOf(request, identity.address);
  await startSession(parts, await people.sessions.openForToken(token, place));
}

/** Gives the browser the secret; what it held before ends, so that nobody can have planted it. */
export async function startSession(
  { host, request, reply }: Pick<Parts, "host" | "request" | "reply">,
  opened: OpenedSession,
): Promise<void> {
  const { people } = host;
  const before = sessionSecretOf(request);
  if (before !== undefined) await people.sessions.endBySecret(before);
  setSessionCookie(reply, request, people, opened);
}

export function setSessionCookie(
  reply: FastifyReply,
  request: FastifyRequest,
  { trustsProxy }: People,
  { secret, remembered, lifeMs }: OpenedSession,
): void {
  const secure = isSecure(request, trustsProxy);
  reply.header("set-cookie", sessionCookieOf(secret, secure, remembered, lifeMs));
}

export const placeOf = (request: FastifyRequest, address: string): SessionPlace => ({
  agent: String(request.headers["user-agent"] ?? ""),
  address,
});

/** The mark of a browser that has signed in under this name before, as its cookie proves. */
function knownBrowser(
  request: FastifyRequest,
  { browserKey }: People,
  nameKey: string,
): string | undefined {
  const [mark = "", seal = ""] = browserMarkOf(request)?.split(".") ?? [];
  const isGenuine = isSame(seal, sealOf(browserKey, "browser", `${mark} ${nameKey}`));
  return mark !== "" && isGenuine ? mark : undefined;
}
