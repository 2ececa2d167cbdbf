import type { Role } from "@truceline/model";

/** Who may call: the roles named, or anybody at all where nothing of the mission is told. */
export type RouteRoles = readonly Role[] | "anybody";

/** People of the mission: everyone who may see `internal`. */
export const missionRoles: readonly Role[] = [
  "observer",
  "analyst",
  "reporting-officer",
  "head-of-mission",
  "administrator",
];
