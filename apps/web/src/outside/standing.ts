import type { Role } from "@truceline/model";
import type { Session } from "../state/session.ts";

const missionRoles: ReadonlySet<Role> = new Set<Role>([
  "observer",
  "analyst",
  "reporting-officer",
  "head-of-mission",
  "administrator",
]);

/**
 * Where somebody stands to the mission, as the server counts it: one role of the mission is enough to
 * be inside. Which pages are opened follows from it; what is told is decided by the server alone.
 */
export function standingOf({
  role,
  roles,
}: Pick<Session, "role" | "roles">): "mission" | "liaison" | "public" | "nobody" {
  const held: readonly string[] = roles ?? [role];
  if (held.some((one) => missionRoles.has(one as Role))) return "mission";
  if (held.includes("liaison")) return "liaison";
  return held.length === 0 ? "nobody" : "public";
}
