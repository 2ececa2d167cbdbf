import type { Patrol } from "@truceline/model";

/** Why one version of a patrol may not follow another. */
export type PatrolMoveFault =
  /** A patrol begins as planned, or out if nobody had planned it. */
  | "cannot-begin-so"
  /** No such step, or one that takes something back without saying why. */
  | "no-such-step"
  /** A check-in that was there before is gone, without a reason. */
  | "check-in-gone"
  /** Back before it left. */
  | "back-before-leaving";

const steps: Readonly<Record<Patrol["state"], readonly Patrol["state"][]>> = {
  planned: ["out", "cancelled"],
  // People who are out come back; nobody may lose their clock by cancelling them.
  out: ["back"],
  back: [],
  cancelled: [],
};

/** Steps that take back a wrong entry; they need a reason. */
const corrections: Readonly<Record<Patrol["state"], readonly Patrol["state"][]>> = {
  planned: [],
  out: ["planned"],
  back: ["out"],
  cancelled: ["planned"],
};

/**
 * May this version follow the one before? Null when it may.
 *
 * planned → out → back, planned → cancelled; a wrong entry may be taken back with a reason. Check-ins
 * are kept: one that was said once stays, unless a reason is given.
 */
export function patrolMoveFault(before: Patrol | undefined, after: Patrol): PatrolMoveFault | null {
  const { state, leftAtMs, backAtMs, reason } = after;
  if (leftAtMs !== undefined && backAtMs !== undefined && backAtMs < leftAtMs) {
    return "back-before-leaving";
  }
  if (before === undefined) {
    return state === "planned" || state === "out" ? null : "cannot-begin-so";
  }
  const isStep = before.state === state || steps[before.state].includes(state);
  const isCorrected = reason !== undefined && corrections[before.state].includes(state);
  if (!isStep && !isCorrected) return "no-such-step";
  const kept = new Set(after.checkIns.map(({ atMs }) => atMs));
  const isGone = before.checkIns.some(({ atMs }) => !kept.has(atMs));
  return isGone && reason === undefined ? "check-in-gone" : null;
}
