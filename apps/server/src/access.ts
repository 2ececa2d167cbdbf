import type { Role } from "@truceline/model";
import type { FastifyRequest } from "fastify";
import { ServerError } from "./errors.ts";
import type { RouteRoles } from "./route-roles.ts";
import type { TokenBook } from "./token-book.ts";

/** Who calls, as routes see it. */
export interface Caller {
  readonly name: string;
  /** Empty for nobody. */
  readonly roles: readonly Role[];
  /** Party of the agreement that a liaison speaks for; null for everybody else. */
  readonly party: string | null;
  /** The person at this machine in an exercise, signed in without a token. */
  readonly guest: boolean;
  readonly kind: "person" | "device" | "anonymous";
}

const sessionCookie = "truceline_token";
const anonymous: Caller = {
  name: "",
  roles: [],
  party: null,
  guest: false,
  kind: "anonymous",
};
/** May write what an exercise writes; whatever it writes is of origin exercise. */
const guest: Caller = {
  name: "Guest",
  roles: ["analyst", "observer", "reporting-officer"],
  party: null,
  guest: true,
  kind: "person",
};

/**
 * Who is calling. A token (header or cookie) decides; a wrong one is refused and never becomes a
 * guest. Without a token, somebody on this very machine is a guest while an exercise runs.
 */
export function callerOf(request: FastifyRequest, tokens: TokenBook, isExercise: boolean): Caller {
  const token = tokenOf(request);
  if (token !== undefined) {
    const holder = tokens.find(token);
    if (holder === undefined) throw new ServerError("TL_SERVER_TOKEN_WRONG");
    const kind = holder.role === "device" ? "device" : "person";
    return { name: holder.name, roles: [holder.role], party: null, guest: false, kind };
  }
  if (isExercise && isLocal(request)) return guest;
  return anonymous;
}

/** @throws ServerError `TL_SERVER_TOKEN_MISSING`, `TL_SERVER_ROLE`. */
export function requireRole(caller: Caller, roles: RouteRoles, needsToken: boolean): void {
  if (roles === "anybody") return;
  if (caller.kind === "anonymous" || (needsToken && caller.guest)) {
    throw new ServerError("TL_SERVER_TOKEN_MISSING");
  }
  if (!caller.roles.some((role) => roles.includes(role)))
    throw new ServerError("TL_SERVER_ROLE", { roles: caller.roles });
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
