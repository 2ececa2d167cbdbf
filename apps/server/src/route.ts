import type { ReleaseLevel } from "@truceline/model";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { TSchema } from "typebox";
import type { Caller } from "./access.ts";
import type { Identity } from "./people/identify.ts";
import type { RequestAudit } from "./people/request-audit.ts";
import type { Room } from "./room.ts";
import type { RoomHost } from "./room-host.ts";
import type { RouteRoles } from "./route-roles.ts";

/** What a route's handler is given. One room at a time: an answer never mixes two. */
export interface RouteContext {
  readonly room: Room;
  readonly host: RoomHost;
  readonly caller: Caller;
  /** By what the caller showed who they are: for the routes of people themselves. */
  readonly identity: Identity;
  readonly audit: RequestAudit;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * One route, declared in its own file: who may call it and the highest release level it can answer
 * with. A route without either does not compile.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly summary: string;
  readonly roles: RouteRoles;
  readonly release: ReleaseLevel;
  /** For a route that liaisons or the public may call too: the highest level of what they are told. */
  readonly releaseOutside?: "parties" | "public";
  /** True: the guest of an exercise may not; a token or a sign-in is needed. */
  readonly needsToken?: boolean;
  /** For what anybody may call: true where the answer depends on who asks. */
  readonly readsCaller?: boolean;
  /** True: each call counts against the caller's address, as guesses do. */
  readonly limitsAddress?: boolean;
  /** `after`: entered in the audit once it has ended. A write is entered before it begins. */
  readonly audited?: "ahead" | "after";
  readonly query?: TSchema;
  readonly params?: TSchema;
  /** Body and answer, for the API description; bodies are read and checked by the handler. */
  readonly body?: { readonly contentTypes: readonly string[]; readonly schema: TSchema };
  readonly answer?: { readonly contentType: string; readonly schema: TSchema };
  handle(context: RouteContext): Promise<unknown>;
}
