import type { IssuedReport } from "@truceline/model";
import type { Caller } from "../access.ts";
import { mayLiaisonSee } from "../people/may-liaison-see.ts";

/** Who may know of a report: the mission of all, others of what was released at their level. */
export function isShown(issued: IssuedReport, caller: Caller): boolean {
  const release = issued.state === "released" ? issued.level : "internal";
  return mayLiaisonSee({ release }, caller);
}

/** Who wrote, edited and signed stays inside. */
export function outsideForm({
  id,
  kind,
  theme,
  periods,
  number,
  level,
  contentSha256,
}: IssuedReport) {
  return {
    id,
    kind,
    ...(theme === undefined ? {} : { theme }),
    periods,
    number,
    level,
    contentSha256,
  };
}

/** Released to everybody. */
export function isPublic({ state, level }: IssuedReport): boolean {
  return state === "released" && level === "public";
}
