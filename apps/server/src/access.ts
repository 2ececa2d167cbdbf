import type { Role } from "@truceline/model";
import type { FastifyRequest } from "fastify";
import { ServerError } from "./errors.ts";
import type { RouteRoles } from "./route-roles.ts";
import type { TokenBook } from "./token-book.ts";

export interface Caller {
  readonly name: string;
  readonly role: Role | "anonymous";
  /** The person at this machine in an exercise, signed in without a token. */
  readonly guest: boolean;
}

const sessionCookie = "truceline_token";
const anonymous: Caller = { name: "", role: "anonymous", guest: false };

/**
 * Who is calling. A token (header or cookie) decides; a wrong one is refused and never becomes a
 * guest. Without a token, somebody on this very machine is a guest while an exercise runs.
 */
export function callerOf(request: FastifyRequest, tokens: TokenBook, isExercise: boolean): Caller {
  const token = tokenOf(request);
  if (token !== undefined) {
    const holder = tokens.find(token);
    if (holder === undefined) throw new ServerError("TL_SERVER_TOKEN_WRONG");
    return { name: holder.name, role: holder.role, guest: false };
  }
  if (isExercise && isLocal(request)) return { name: "Guest", role: "analyst", guest: true };
  return anonymous;
}

/** @throws ServerError `TL_SERVER_TOKEN_MISSING`, `TL_SERVER_ROLE`. */
export function requireRole(caller: Caller, roles: RouteRoles, needsToken: boolean): void {
  if (roles === "anybody") return;
  if (caller.role === "anonymous" || (needsToken && caller.guest)) {
    throw new ServerError("TL_SERVER_TOKEN_MISSING");
  }
  if (!roles.includes(caller.role)) throw new ServerError("TL_SERVER_ROLE", { role: caller.role });
}

/**
 * A browser names the page a request comes from; one that is not ours may not write, even with our
 * cookie. Clients without an Origin header are not browsers.
 * @throws ServerError `TL_SERVER_FOREIGN_PAGE`.
 */
export function requireOwnPage(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  let from: string;
  try {
    from = new URL(origin).host;
  } catch {
    throw new ServerError("TL_SERVER_FOREIGN_PAGE");
  }
  if (from !== host) throw new ServerError("TL_SERVER_FOREIGN_PAGE");
}

/** The `set-cookie` value that signs a browser in, or out for an empty token. */
export function sessionCookieOf(token: string): string {
  const life = token === "" ? "; Max-Age=0" : `; Max-Age=${12 * 3600}`;
  return `${sessionCookie}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict${life}`;
}

function tokenOf(request: FastifyRequest): string | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    return /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? "";
  }
  const pair = cookie
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${sessionCookie}=`));
  if (pair === undefined) return undefined;
  try {
    return decodeURIComponent(pair.slice(sessionCookie.length + 1));
  } catch {
    return "";
  }
}

/**
 * True when both ends are this machine and the page was asked for by a loopback name. The name
 * matters: a foreign name that resolves here (DNS rebinding) must not make its page a guest.
 */
function isLocal(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? "";
  const name = (request.headers.host ?? "").replace(/:\d+$/, "");
  return (
    /^(::ffff:)?127\.|^::1$/.test(address) &&
    request.headers["x-forwarded-for"] === undefined &&
    ["127.0.0.1", "localhost", "[::1]"].includes(name)
  );
}
