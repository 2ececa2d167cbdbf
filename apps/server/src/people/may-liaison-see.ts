import type { ReleaseLevel } from "@truceline/model";
import type { Caller } from "../access.ts";
import { missionRoles } from "../route-roles.ts";

/** What the rule looks at in a record or paper; both may be absent. */
export interface Shareable {
  /** The party it is about or was given by. */
  readonly party?: string | null | undefined;
  /** How far it was released; absent is `internal`. */
  readonly release?: ReleaseLevel | undefined;
}

/**
 * Whether this caller may be shown a record. The mission's own people see all. A liaison sees what
 * was released to the parties or to everybody, and of that only what names no party or its own.
 * Anybody else sees what is public. Where this says no, a route answers as if there were nothing
 * (`TL_SERVER_NOT_FOUND`): that a paper exists is already news.
 */
export function mayLiaisonSee(record: Shareable, caller: Caller): boolean {
  if (caller.roles.some((role) => missionRoles.includes(role))) return true;
  const release = record.release ?? "internal";
  if (!caller.roles.includes("liaison")) return release === "public";
  if (release === "internal") return false;
  const party = record.party ?? null;
  return party === null || party === caller.party;
}
