import type { LonLat, Patrol, PatrolTrack } from "@truceline/model";

/** A patrol not heard of for so long after its check-in was due sounds the alarm. SCREENS.md, Log. */
export const overdueAlarmMs = 15 * 60_000;

export interface PatrolClockInput {
  /**
   * The versions known, oldest first; the last one is the patrol as it stands. One is enough, except
   * for check-ins of a clock that runs ahead, which count from the version that brought them first.
   */
  readonly versions: readonly [Patrol, ...Patrol[]];
  /** Tracks of this patrol that are known. */
  readonly tracks: readonly PatrolTrack[];
  readonly nowMs: number;
  /** Every party that is to clear a route, in agreement order. */
  readonly parties: readonly string[];
}

export interface PatrolClock {
  /** Null while it has not left. */
  readonly lastSeenMs: number | null;
  readonly lastSeenBy: "check-in" | "track" | "departure" | null;
  /** Where it was then, or at its last place before; null if nothing says. */
  readonly position: LonLat | null;
  /** Out: when the next check-in is due. Planned: when it leaves. Else null. */
  readonly dueMs: number | null;
  readonly overdueMs: number;
  readonly isAlarm: boolean;
  /** Each party's newest answer to the route; null where nobody asked. */
  readonly clearances: readonly {
    readonly party: string;
    readonly state: Patrol["clearances"][number]["state"] | null;
  }[];
}

interface Sign {
  readonly atMs: number;
  readonly by: "check-in" | "track" | "departure";
  readonly position: LonLat | undefined;
}

/**
 * When a patrol was last heard of, and when it is to be heard of next.
 *
 * A sign of life counts at the instant it tells of, and never later than it was received: a phone whose
 * clock runs ahead cannot put off the alarm. One whose clock runs behind brings it forward; a person
 * who knows better writes a check-in with the right time. The order of check-ins does not matter.
 * A patrol that is back or cancelled has no clock.
 */
export function patrolClock({ versions, tracks, nowMs, parties }: PatrolClockInput): PatrolClock {
  const patrol = versions.at(-1) ?? versions[0];
  const signs = patrol.state === "planned" ? [] : signsOf(versions, tracks, nowMs);
  const last = signs.at(-1);
  const placed = signs.findLast(({ position }) => position !== undefined);
  const isOut = patrol.state === "out";
  const dueMs =
    isOut && last !== undefined
      ? last.atMs + patrol.checkInEveryMs
      : patrol.state === "planned"
        ? patrol.plan.fromMs
        : null;
  const overdueMs = isOut && dueMs !== null ? Math.max(0, nowMs - dueMs) : 0;
  return {
    lastSeenMs: last?.atMs ?? null,
    lastSeenBy: last?.by ?? null,
    position: placed?.position ?? null,
    dueMs,
    overdueMs,
    isAlarm: overdueMs >= overdueAlarmMs,
    clearances: parties.map((party) => ({ party, state: newestAnswer(patrol, party) })),
  };
}

function signsOf(
  versions: PatrolClockInput["versions"],
  tracks: readonly PatrolTrack[],
  nowMs: number,
): readonly Sign[] {
  const patrol = versions.at(-1) ?? versions[0];
  const departedMs =
    patrol.leftAtMs ??
    versions.find(({ state }) => state === "out")?.recordedAtMs ??
    patrol.plan.fromMs;
  const signs: Sign[] = [
    { atMs: Math.min(departedMs, nowMs), by: "departure", position: undefined },
  ];
  for (const { atMs, place } of patrol.checkIns) {
    const isAhead = atMs > patrol.recordedAtMs || atMs > nowMs;
    const heardMs = isAhead ? firstHeardMs(versions, atMs) : atMs;
    signs.push({ atMs: Math.min(atMs, heardMs, nowMs), by: "check-in", position: place?.position });
  }
  for (const { points, recordedAtMs } of tracks) {
    for (const { atMs, position } of points) {
      signs.push({ atMs: Math.min(atMs, recordedAtMs, nowMs), by: "track", position });
    }
  }
  return signs.sort(
    (a, b) =>
      a.atMs - b.atMs ||
      signOrder.indexOf(a.by) - signOrder.indexOf(b.by) ||
      (a.position?.[0] ?? 0) - (b.position?.[0] ?? 0) ||
      (a.position?.[1] ?? 0) - (b.position?.[1] ?? 0),
  );
}

/** Of two signs at one instant the later in this list is told. */
const signOrder: readonly Sign["by"][] = ["departure", "track", "check-in"];

/** When the check-in of that instant was received: with the first version that holds it. */
function firstHeardMs(versions: PatrolClockInput["versions"], atMs: number): number {
  const first = versions.find(({ checkIns }) => checkIns.some((one) => one.atMs === atMs));
  return first?.recordedAtMs ?? atMs;
}

/** Of two answers given at one instant the less permissive one holds. */
function newestAnswer(patrol: Patrol, party: string): PatrolClock["clearances"][number]["state"] {
  let newest: Patrol["clearances"][number] | undefined;
  for (const answer of patrol.clearances) {
    if (answer.party !== party) continue;
    const isLater =
      newest === undefined ||
      answer.atMs > newest.atMs ||
      (answer.atMs === newest.atMs &&
        caution.indexOf(answer.state) > caution.indexOf(newest.state));
    if (isLater) newest = answer;
  }
  return newest?.state ?? null;
}

const caution: readonly Patrol["clearances"][number]["state"][] = [
  "cleared",
  "asked",
  "no-answer",
  "refused",
];

/**
 * The answers in words, parties in agreement order.
 * @param names how each party is called on the screen
 * @example "cleared by both", "a not yet", "a refused, b not asked"
 */
export function clearanceText(
  clearances: PatrolClock["clearances"],
  names: (party: string) => string = (party) => party,
): string {
  if (clearances.length === 0) return "nobody to ask";
  if (clearances.every(({ state }) => state === "cleared")) {
    return clearances.length === 2
      ? "cleared by both"
      : `cleared by ${clearances.length === 1 ? names(clearances[0]?.party ?? "") : "all"}`;
  }
  return clearances
    .filter(({ state }) => state !== "cleared")
    .map(({ party, state }) => `${names(party)} ${answerWords[state ?? "not-asked"]}`)
    .join(", ");
}

const answerWords = {
  cleared: "cleared",
  asked: "not yet",
  refused: "refused",
  "no-answer": "did not answer",
  "not-asked": "not asked",
} as const;
