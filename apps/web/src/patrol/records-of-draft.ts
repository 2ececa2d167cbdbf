import type { Denial, LogEntry, ObservationDraft, Origin, Patrol } from "@truceline/model";
import { type Draft, distanceBands } from "./draft.ts";

/** What the phone knows of the mission: kept from the last time there was a link. */
export interface PatrolContext {
  readonly origin: Origin;
  readonly observer: string;
  readonly language: LogEntry["language"];
  readonly shiftFromMs: number;
  readonly patrol: Pick<Patrol, "id" | "name"> | null;
}

type Written<Schema> = Omit<Schema, "by" | "recordedAtMs">;

/** The observation that a draft says; null for kinds that are none. */
export function observationOf(draft: Draft, context: PatrolContext): ObservationDraft | null {
  const kind = draft.kind === "nothing" ? "nothing" : draft.observed;
  if (kind === null || draft.kind === "stopped" || draft.kind === "check-in") return null;
  const { place, fix, count, atLeast, direction, nature, weapon } = draft;
  const band = distanceBands.find(({ id }) => id === draft.distance);
  const isNothing = kind === "nothing";
  return {
    span: { fromMs: draft.fromMs, toMs: draft.toMs, precision: isNothing ? "minute" : "exact" },
    observer: { kind: "patrol", id: context.patrol?.name ?? context.observer },
    observerPosition: {
      ...(fix === null ? {} : { position: fix.position, accuracyM: Math.round(fix.accuracyM) }),
      ...(place.name === undefined ? {} : { place: place.name }),
    },
    means: isNothing ? ["heard", "saw"] : [...draft.means],
    kind,
    ...(nature === null || isNothing ? {} : { nature }),
    count: isNothing
      ? { qualifier: "exactly", min: 0, max: 0 }
      : count === null
        ? { qualifier: "uncounted" }
        : atLeast
          ? { qualifier: "at-least", min: count }
          : { qualifier: "exactly", min: count, max: count },
    ...(band === undefined || isNothing ? {} : { distance: { minM: band.minM, maxM: band.maxM } }),
    ...(direction === null || direction === "unknown" || isNothing
      ? {}
      : { direction: { form: "single" as const, points: [direction] } }),
    ...(weapon === null ? {} : { weapons: [{ class: weapon }] }),
    ...(draft.note.trim() === "" ? {} : { remark: draft.note.trim() }),
  };
}

/** The entry of the log that a draft becomes; its photographs are added when they were sent. */
export function logEntryOf(draft: Draft, context: PatrolContext): Written<LogEntry> | null {
  const observation = observationOf(draft, context);
  if (observation === null) return null;
  return {
    schema: "log-entry/1",
    id: draft.id,
    origin: context.origin,
    version: 1,
    state: "draft",
    post: placeOf(draft),
    observers: [context.observer],
    shiftFromMs: context.shiftFromMs,
    line: "",
    language: context.language,
    observations: [observation],
    ...(context.patrol === null ? {} : { patrolId: context.patrol.id }),
    writingMs: Math.min(Math.max(0, draft.toMs - draft.startedAtMs), 86_400_000),
  };
}

/** The denial that a draft becomes. */
export function denialOf(draft: Draft, context: PatrolContext): Written<Denial> | null {
  if (draft.kind !== "stopped" || draft.denial === null) return null;
  const told = (text: string) => (text.trim() === "" ? undefined : text.trim());
  const [asked, reasonGiven, result] = [draft.asked, draft.reasonGiven, draft.result].map(told);
  return {
    schema: "denial/1",
    id: draft.id,
    origin: context.origin,
    version: 1,
    kind: draft.denial,
    span: { fromMs: draft.fromMs, toMs: draft.toMs },
    place: placeOf(draft),
    ...(context.patrol === null ? {} : { patrolId: context.patrol.id }),
    ...(asked === undefined ? {} : { asked }),
    ...(reasonGiven === undefined ? {} : { reasonGiven }),
    ...(result === undefined ? {} : { result }),
  };
}

/** The check-in that a draft becomes. */
export function checkInOf(draft: Draft): Omit<Patrol["checkIns"][number], "by"> {
  const note = draft.note.trim();
  return { atMs: draft.toMs, place: placeOf(draft), ...(note === "" ? {} : { note }) };
}

function placeOf({ place, fix }: Draft): LogEntry["post"] {
  if (fix === null) return place;
  return { ...place, position: fix.position, accuracyM: Math.round(fix.accuracyM) };
}
