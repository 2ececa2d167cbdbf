import type { FastifyRequest } from "fastify";
import { anonymous, type Caller, guest, isLocal } from "../access.ts";
import { ServerError } from "../errors.ts";
import { sessionSecretOf } from "./cookies.ts";
import type { People } from "./people.ts";
import { isSame } from "./secrets.ts";
import { csrfOf, type LiveSession } from "./sessions.ts";
import type { TokenBook } from "./token-book.ts";

/** Who calls, and by what they showed it. */
export interface Identity {
  readonly caller: Caller;
  readonly session: LiveSession | null;
  /** The bearer token that was sent. */
  readonly token: string | null;
  readonly address: string;
}

/**
 * Who is calling. A token decides, else a session; a wrong one of either is refused and never becomes
 * a guest. Without both, somebody on this very machine is a guest while an exercise runs.
 * @throws ServerError `TL_SERVER_TOKEN_WRONG`, `TL_SERVER_SESSION_ENDED`
 */
export async function identify(
  request: FastifyRequest,
  people: People,
  tokens: TokenBook,
  isExercise: boolean,
): Promise<Identity> {
  const address = addressOf(request, people.trustsProxy);
  const token = bearerOf(request);
  if (token !== undefined) {
    const holder = tokens.find(token, people.clock.nowMs());
    if (holder === undefined) throw new ServerError("TL_SERVER_TOKEN_WRONG");
    const kind = holder.role === "device" ? "device" : "person";
    const caller = { name: holder.name, roles: [holder.role], party: null, guest: false, kind };
    return { caller: caller as Caller, session: null, token, address };
  }
  const secret = sessionSecretOf(request);
  if (secret !== undefined) {
    const session = await people.sessions.find(secret);
    const { name, roles, party } = session;
    const caller: Caller = { name, roles, party, guest: false, kind: "person" };
    return { caller, session, token: null, address };
  }
  const caller = isExercise && isLocal(request) ? guest : anonymous;
  return { caller, session: null, token: null, address };
}

/** Nobody in particular: for routes that anybody may call and that do not look at who it is. */
export const unidentified = (request: FastifyRequest, trustsProxy: boolean): Identity => ({
  caller: anonymous,
  session: null,
  token: null,
  address: addressOf(request, trustsProxy),
});

/**
 * A browser sends its cookie along with whatever any page makes it send; the value in the header only
 * our own page can have read.
 * @throws ServerError `TL_SERVER_CSRF`
 */
export function requireCsrf(request: FastifyRequest, { session }: Identity): void {
  if (session === null) return;
  const given = request.headers["x-truceline-csrf"];
  if (typeof given !== "string" || !isSame(given, csrfOf(session.secret))) {
    throw new ServerError("TL_SERVER_CSRF");
  }
}

/** True where the browser came by TLS, as far as this can be known: `Secure` cookies come back then. */
export function isSecure(request: FastifyRequest, trustsProxy: boolean): boolean {
  const { encrypted = false } = request.socket as { readonly encrypted?: boolean };
  return encrypted || (trustsProxy && request.headers["x-forwarded-proto"] === "https");
}

function addressOf(request: FastifyRequest, trustsProxy: boolean): string {
  const socketAddress = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  if (!trustsProxy) return socketAddress;
  // The last one is what our own proxy saw; those before it anybody can have written.
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return forwarded !== undefined && /^[0-9a-fA-F:.]{2,45}$/.test(forwarded)
    ? forwarded
    : socketAddress;
}

/** Undefined without the header; empty for a header that holds no token. */
function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  return /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? "";
}
