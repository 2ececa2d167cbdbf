import type { Role } from "@truceline/model";
import type { FastifyRequest } from "fastify";
import { ServerError } from "./errors.ts";
import type { RouteRoles } from "./route-roles.ts";

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

/** Nobody: no token, no session. */
export const anonymous: Caller = {
  name: "",
  roles: [],
  party: null,
  guest: false,
  kind: "anonymous",
};
/** May write what an exercise writes; whatever it writes is of origin exercise. */
export const guest: Caller = {
  name: "Guest",
  roles: ["analyst", "observer", "reporting-officer"],
  party: null,
  guest: true,
  kind: "person",
};

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

/**
 * True when both ends are this machine and the page was asked for by a loopback name. The name
 * matters: a foreign name that resolves here (DNS rebinding) must not make its page a guest.
 */
export function isLocal(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? "";
  const name = (request.headers.host ?? "").replace(/:\d+$/, "");
  return (
    /^(::ffff:)?127\.|^::1$/.test(address) &&
    request.headers["x-forwarded-for"] === undefined &&
    ["127.0.0.1", "localhost", "[::1]"].includes(name)
  );
}
