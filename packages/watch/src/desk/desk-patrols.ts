import { clearanceText, patrolClock } from "@truceline/desk";
import type { Call, LonLat } from "@truceline/model";
import { textIn } from "../views/ground.ts";
import type { ViewContext } from "../views/view-context.ts";
import type { DeskPatrol } from "./desk-view.ts";

/** A patrol that was to leave so long ago and has not is shown no longer. */
const notLeftShownMs = 24 * 3_600_000;
/** One that leaves within this is shown. */
const leavesWithinMs = 24 * 3_600_000;

/** A patrol with what is known of it at an instant, in words where the screen has words. */
export interface PatrolNow extends Omit<DeskPatrol, "sectorNames"> {
  readonly sectorIds: readonly string[];
}

/**
 * The patrols with their clocks, as known at the context's instant: out and overdue first, then by
 * clock; then those to leave; those back or cancelled in the span last.
 */
export function patrolsNow(
  { patrols, agreement, asOfMs, knownAtMs, deployment }: ViewContext,
  calls: readonly Call[],
  span: { readonly fromMs: number; readonly toMs: number },
): readonly PatrolNow[] {
  const parties = agreement.compiled.parties.map(({ id }) => id);
  const partyNames = new Map(agreement.compiled.parties.map(({ id, name }) => [id, textIn(name)]));
  const posts = new Map(deployment.posts.map(({ id, position }) => [id, position]));
  const shown: PatrolNow[] = [];
  for (const { versions, tracks } of patrols.known(knownAtMs)) {
    const patrol = versions.at(-1) ?? versions[0];
    const { id, state, plan, backAtMs } = patrol;
    const isShown =
      state === "out" ||
      (state === "planned"
        ? plan.fromMs < asOfMs + leavesWithinMs && plan.fromMs > asOfMs - notLeftShownMs
        : plan.fromMs < span.toMs && (backAtMs ?? plan.toMs) >= span.fromMs);
    if (!isShown) continue;
    const clock = patrolClock({ versions, tracks, nowMs: asOfMs, parties });
    const stops = patrol.stops
      .map(({ place }) => place.position ?? posts.get(place.postId ?? ""))
      .filter((position): position is LonLat => position !== undefined);
    const places = stops.length > 0 || clock.position === null ? stops : [clock.position];
    shown.push({
      id,
      version: patrol.version,
      name: patrol.name,
      state,
      sectorIds: [...new Set(places.map((position) => agreement.sectorOf(position, asOfMs)))],
      lastSeenMs: clock.lastSeenMs,
      dueMs: clock.dueMs,
      overdueMs: clock.overdueMs,
      alarm: clock.isAlarm,
      clearance: clearanceText(clock.clearances, (party) => partyNames.get(party) ?? party),
      callCount: calls.filter(({ refs }) => refs.includes(id)).length,
      position: clock.position,
    });
  }
  return shown.sort(
    (a, b) =>
      states.indexOf(a.state) - states.indexOf(b.state) ||
      b.overdueMs - a.overdueMs ||
      (a.dueMs ?? 0) - (b.dueMs ?? 0) ||
      (a.name < b.name ? -1 : 1),
  );
}

/** The same with the names of sectors. */
export function deskPatrols(
  context: ViewContext,
  calls: readonly Call[],
  span: { readonly fromMs: number; readonly toMs: number },
): readonly DeskPatrol[] {
  const names = new Map(context.agreement.sectors().map(({ id, name }) => [id, textIn(name)]));
  return patrolsNow(context, calls, span).map(({ sectorIds, ...patrol }) => ({
    ...patrol,
    sectorNames: sectorIds.map((id) => names.get(id) ?? id),
  }));
}

const states: readonly DeskPatrol["state"][] = ["out", "planned", "back", "cancelled"];
