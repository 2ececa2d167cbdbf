import type { SiteVisit } from "@truceline/model";

/** A visit with its age. */
export interface SiteVisitStanding {
  readonly visit: SiteVisit;
  readonly isOpen: boolean;
  /** Open, and blocked or past the time by which it was to be done. */
  readonly isBacklog: boolean;
  /** From the request until it was done, or until now. */
  readonly ageMs: number;
  /** How long it has been backlog; 0 if it is none. */
  readonly backlogMs: number;
}

/** After every due time. */
const lastMs = Number.MAX_SAFE_INTEGER;

const steps: Readonly<Record<SiteVisit["state"], readonly SiteVisit["state"][]>> = {
  requested: ["granted", "blocked", "cancelled"],
  granted: ["done", "blocked", "cancelled"],
  blocked: ["requested", "granted", "cancelled"],
  done: [],
  cancelled: ["requested"],
};

/** May a visit go on from one state to another? To stay is always allowed. */
export function isSiteVisitStep(
  from: SiteVisit["state"] | undefined,
  to: SiteVisit["state"],
): boolean {
  if (from === undefined) return to !== "done" && to !== "cancelled";
  return from === to || steps[from].includes(to);
}

/** Visits by need: backlog first, the oldest of it first; then open by due time; then what is closed. */
export function siteVisitsStanding(
  visits: readonly SiteVisit[],
  nowMs: number,
): readonly SiteVisitStanding[] {
  return visits
    .map((visit) => {
      const { state, requestedAtMs, dueMs, done } = visit;
      const isOpen = state !== "done" && state !== "cancelled";
      const isLate = dueMs !== undefined && dueMs < nowMs;
      const isBacklog = isOpen && (isLate || state === "blocked");
      const sinceMs = isLate ? dueMs : requestedAtMs;
      const endMs = state === "done" ? (done?.toMs ?? visit.recordedAtMs) : nowMs;
      return {
        visit,
        isOpen,
        isBacklog,
        ageMs: Math.max(0, endMs - requestedAtMs),
        backlogMs: isBacklog ? Math.max(0, nowMs - sinceMs) : 0,
      };
    })
    .sort(
      (a, b) =>
        Number(b.isBacklog) - Number(a.isBacklog) ||
        Number(b.isOpen) - Number(a.isOpen) ||
        b.backlogMs - a.backlogMs ||
        (a.visit.dueMs ?? lastMs) - (b.visit.dueMs ?? lastMs) ||
        a.visit.requestedAtMs - b.visit.requestedAtMs ||
        (a.visit.id < b.visit.id ? -1 : 1),
    );
}
